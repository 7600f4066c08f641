/** Random choices that are the same for the same seed, on every machine. */
export interface Random {
  /** A number in [0, 1). */
  number(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** An index below `count`; index i comes up in proportion to 1 / (i + 1) ** `exponent` (Zipf's law). */
  zipf(count: number, exponent: number): number;
}

/** Mulberry32 by Tommy Ettinger: 32 bits of state are plenty for some thousand choices. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1);
  const number = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(number() * (most - least + 1));
  return {
    number,
    between,
    chance: (probability) => number() < probability,
    pick(values) {
      const value = values[between(0, values.length - 1)];
      if (value === undefined) throw new RangeError('Nothing to pick from');
      return value;
    },
    zipf(count, exponent) {
      const weights = Array.from({ length: count }, (_, index) => (index + 1) ** -exponent);
      let rest = number() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => {
        rest -= weight;
        return rest < 0;
      });
      return index < 0 ? count - 1 : index;
    },
  };
}
