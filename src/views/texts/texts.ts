import type { english } from './english.ts';

/** What every language has words for: the keys of the English texts. */
export type Texts = Words<ReturnType<typeof english>>;

type Words<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Words<R>
    : { readonly [K in keyof T]: Words<T[K]> };
