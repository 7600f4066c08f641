import type { Counting } from './counting.ts';
import { english } from './english.ts';
import type { Texts } from './texts.ts';

export interface Language {
  /** As in BCP 47: `de`. */
  readonly code: string;
  readonly direction: 'ltr' | 'rtl';
  readonly load: () => Promise<(counting: Counting) => Texts>;
}

/** It comes with the page. Any other language is a file of its own, which is loaded where somebody reads it. */
export const ENGLISH: Language = { code: 'en', direction: 'ltr', load: async () => english };

/** The languages that the app speaks; the first is for whoever reads none of them. */
export const LANGUAGES: readonly [Language, ...Language[]] = [
  ENGLISH,
  { code: 'de', direction: 'ltr', load: async () => (await import('./german.ts')).german },
];
