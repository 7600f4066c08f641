import { describe, expect, it } from 'vitest';
import { compare, type Row } from '../../bench/eviction/compare.ts';
import { LRU, OURS } from '../../bench/eviction/policies.ts';

const rows = compare({ seeds: [1, 2, 3, 4, 5], policies: [LRU, OURS] }).filter(({ policy }) => policy === OURS);

function on(letters: string, budgetBytes?: number): Row[] {
  return rows.filter(
    (row) => letters.includes(row.trace.charAt(1)) && row.budgetBytes === (budgetBytes ?? row.budgetBytes),
  );
}

describe('the policy of the memory tier, by byte hit ratio', () => {
  it.each(on('abcd'))('is no worse than LRU: $trace, $budgetBytes bytes', ({ ratioToLru }) => {
    expect(ratioToLru.median).toBeGreaterThanOrEqual(1);
  });

  it.each(on('c'))('outlasts a slideshow: at least 1.15 times LRU, $budgetBytes bytes', ({ ratioToLru }) => {
    expect(ratioToLru.least).toBeGreaterThanOrEqual(1.15);
  });

  it.each(on('abd', 512e6))("is within 10 % of Belady's choice on a desktop: $trace", ({ ratioToBelady }) => {
    expect(ratioToBelady.median).toBeGreaterThanOrEqual(0.9);
  });
});
