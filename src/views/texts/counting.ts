/** A word in the forms that a language has for numbers of things; English has two. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** How the texts of a language say numbers: as is usual where their reader is. */
export interface Counting {
  /** `1,234` */
  readonly number: (value: number) => string;
  /** `1 photo`, `1,234 photos` */
  readonly countOf: (count: number, thing: Forms) => string;
}

/** Counts as is usual in `locale`. */
export function counting(locale: string): Counting {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const number = (value: number) => numbers.format(value);
  return { number, countOf: (count, thing) => `${number(count)} ${thing[plurals.select(count)] ?? thing.other}` };
}
