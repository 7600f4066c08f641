import { expect, it } from 'vitest';
import { chooseLanguage } from '../../../../src/views/texts/choose-language.ts';
import { LANGUAGES } from '../../../../src/views/texts/languages.ts';

function choose(...preferred: string[]): string[] {
  const { language, locale } = chooseLanguage(preferred, LANGUAGES);
  return [language.code, locale];
}

it('takes the first language that somebody prefers and the app speaks, with the habits of their region', () => {
  expect(choose('de-DE', 'de', 'en-US', 'en')).toEqual(['de', 'de-DE']);
  expect(choose('de-AT', 'en')).toEqual(['de', 'de-AT']);
  expect(choose('en-GB', 'de')).toEqual(['en', 'en-GB']);
  expect(choose('fr-FR', 'fr', 'de-CH', 'en')).toEqual(['de', 'de-CH']);
});

it('speaks English, with its own habits, to whoever prefers none of its languages', () => {
  expect(choose('fr-FR', 'fr')).toEqual(['en', 'en']);
  expect(choose()).toEqual(['en', 'en']);
});

it('knows a language however its tag is written, and by nothing that only begins like it', () => {
  expect(choose('DE-at')).toEqual(['de', 'DE-at']);
  expect(choose('de-Latn-DE-1996')).toEqual(['de', 'de-Latn-DE-1996']);
  expect(choose('den', 'enm')).toEqual(['en', 'en']);
});

it('passes over what is no tag', () => {
  expect(choose('en-US@posix', 'C', '', 'de_DE', 'de')).toEqual(['de', 'de']);
});
