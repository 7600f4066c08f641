import { compare, type Row } from '../eviction/compare.ts';
import { LRU, OURS } from '../eviction/policies.ts';
import type { Spread } from '../statistics.ts';
import type { Line, Workload } from '../workload.ts';

/** Which pictures stay in memory. */
export const eviction: Workload = {
  name: 'eviction',
  feels: 'The photo that one goes back to has to be loaded again.',
  measured:
    'Bytes of hits out of bytes looked at, on made-up traces of what people do, within the budgets of devices. Ours beside ' +
    'LRU, beside a clairvoyant (Belady), who also need not hold what is on screen, and beside the best of the other policies. Medians and range over the seeds, ratios seed by seed.',
  run: async ({ quick }) => ({ lines: linesOf(compare(quick ? { seeds: [1, 2] } : {})) }),
};

/** Least ratios that are asked for: to LRU, which a scan empties, and to the clairvoyant, whom no scan surprises. */
const LEAST = { lru: 1, lruWithScans: 1.15, belady: 0.9 };

/** Of a laptop with 8 GB, in bytes. */
const TYPICAL_BUDGET = 512_000_000;

function linesOf(rows: readonly Row[]): Line[] {
  return rows
    .filter(({ policy }) => policy === OURS)
    .flatMap((ours) => {
      const others = rows.filter(
        ({ trace, budgetBytes, policy }) => trace === ours.trace && budgetBytes === ours.budgetBytes && policy !== OURS,
      );
      const lru = others.find(({ policy }) => policy === LRU);
      const best = others.reduce<Row | undefined>(
        (best, row) => (best && best.ratioToOurs.median >= row.ratioToOurs.median ? best : row),
        undefined,
      );
      return lru && best ? [besideLru(ours, lru), besideBelady(ours), besideBest(ours, best)].flat() : [];
    });
}

function besideLru(ours: Row, lru: Row): Line {
  const least = hasScans(ours) ? LEAST.lruWithScans : LEAST.lru;
  return {
    ...about(ours),
    detail: ours.budgetBytes !== TYPICAL_BUDGET,
    peer: { name: LRU, figure: lru.byteHitRatio },
    ratio: ours.ratioToLru,
    target: { text: `>= ${least} x`, met: ours.ratioToLru.median >= least },
  };
}

function besideBelady(ours: Row): Line[] {
  if (hasScans(ours)) return [];
  const target = { text: `>= ${LEAST.belady} x`, met: ours.ratioToBelady.median >= LEAST.belady };
  return [{ ...about(ours), detail: true, what: `${about(ours).what}, to Belady`, ratio: ours.ratioToBelady, target }];
}

/** No target, but nobody shall say that it was not looked at. */
function besideBest(ours: Row, best: Row): Line {
  return {
    ...about(ours),
    detail: true,
    what: `${about(ours).what}, best other`,
    peer: { name: best.policy, figure: best.byteHitRatio },
    ratio: inverse(best.ratioToOurs),
  };
}

function about(ours: Row) {
  const what = `${ours.trace}, ${ours.budgetBytes / 1e6} MB`;
  return { what, unit: '', better: 'more' as const, exact: true as const, ours: ours.byteHitRatio };
}

function hasScans({ trace }: Row): boolean {
  return trace.startsWith('(c)');
}

function inverse({ median, least, most }: Spread): Spread {
  return { median: 1 / median, least: 1 / most, most: 1 / least };
}
