import { useTexts } from '../texts.ts';
import { chooseLanguage } from './choose-language.ts';
import { ENGLISH, LANGUAGES, type Language } from './languages.ts';

/**
 * Has the app speak the language that somebody prefers (BCP 47 tags, as in `navigator.languages`), before it says anything;
 * English, where the words of another cannot be loaded. Resolves with the language.
 */
export async function speak(preferred: readonly string[]): Promise<Language> {
  const choice = chooseLanguage(preferred, LANGUAGES);
  try {
    useTexts(await choice.language.load(), choice.locale);
    return choice.language;
  } catch {
    useTexts(await ENGLISH.load(), chooseLanguage(preferred, [ENGLISH]).locale);
    return ENGLISH;
  }
}
