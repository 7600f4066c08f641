import { type Counting, counting } from './texts/counting.ts';
import { english } from './texts/english.ts';
import type { Texts } from './texts/texts.ts';

/** Whose habits numbers and dates are written by (BCP 47): `de-AT`. */
export let locale = 'en';

/** Everything the app says: in English, until `useTexts`. Nobody may read it while modules are loaded. */
export let texts: Texts = english(counting(locale));

/** From now on the app says these words, and writes numbers and dates as is usual in `chosen`. */
export function useTexts(words: (counting: Counting) => Texts, chosen: string): void {
  locale = chosen;
  texts = words(counting(chosen));
}
