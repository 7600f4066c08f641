import type { Language } from './languages.ts';

/** A language, and whose habits numbers and dates are written by, as a BCP 47 tag: German by those of `de-AT`. */
export interface Choice {
  readonly language: Language;
  readonly locale: string;
}

/**
 * The first language that somebody prefers, of those that there are; else the first that there is. `preferred` are BCP 47
 * tags, as in `navigator.languages`.
 */
export function chooseLanguage(preferred: readonly string[], languages: readonly [Language, ...Language[]]): Choice {
  for (const locale of preferred) {
    const language = languages.find(({ code }) => code === codeOf(locale));
    if (language) return { language, locale };
  }
  const [first] = languages;
  return { language: first, locale: first.code };
}

/** `undefined` for what is no tag: some browsers pass on what the system calls its language. */
function codeOf(locale: string): string | undefined {
  try {
    return new Intl.Locale(locale).language;
  } catch {
    return undefined;
  }
}
