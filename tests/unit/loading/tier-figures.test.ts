import { describe, expect, it } from 'vitest';
import { ratioOf, spread } from '../../../src/loading/tier-figures.ts';

describe('the hit ratio', () => {
  it('is the part of all questions that were answered', () => {
    expect(ratioOf(3, 1)).toBe(0.75);
    expect(ratioOf(0, 2)).toBe(0);
  });

  it('is not known before the first question', () => {
    expect(ratioOf(0, 0)).toBeUndefined();
  });
});

describe('the spread of times', () => {
  it('is the median and what 95 of 100 do not exceed, whatever their order', () => {
    const times = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(spread(times)).toEqual({ p50: 50, p95: 95 });
  });

  it('is the only time where there is one', () => {
    expect(spread([7])).toEqual({ p50: 7, p95: 7 });
  });

  it('is not known where there is none', () => {
    expect(spread([])).toEqual({ p50: undefined, p95: undefined });
  });
});
