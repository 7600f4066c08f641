import { compare, type Row } from '../eviction/compare.ts';
import { OURS } from '../eviction/policies.ts';
import type { Spread } from '../statistics.ts';
import type { Line, Workload } from '../workload.ts';

/** Which pictures stay in memory. */
export const eviction: Workload = {
  name: 'eviction',
  feels: 'The photo that one goes back to has to be loaded again.',
  measured:
    'Bytes of hits out of bytes looked at, on made-up traces of what people do, within the budgets of devices. Ours beside ' +
    'the best of the other policies on that trace, and beside LRU. Medians and range over the seeds, ratios seed by seed.',
  run: async ({ quick }) => ({ lines: linesOf(compare(quick ? { seeds: [1, 2] } : {})) }),
};

function linesOf(rows: readonly Row[]): Line[] {
  return rows
    .filter(({ policy }) => policy === OURS)
    .flatMap((ours) => {
      const others = rows.filter(
        ({ trace, budgetBytes, policy }) => trace === ours.trace && budgetBytes === ours.budgetBytes && policy !== OURS,
      );
      const best = others.reduce<Row | undefined>(
        (best, row) => (best && best.ratioToOurs.median >= row.ratioToOurs.median ? best : row),
        undefined,
      );
      return best ? [beside(ours, best)] : [];
    });
}

function beside(ours: Row, best: Row): Line {
  return {
    ...{ what: `${ours.trace}, ${ours.budgetBytes / 1e6} MB`, unit: '', better: 'more', exact: true },
    ours: ours.byteHitRatio,
    peer: { name: best.policy, figure: best.byteHitRatio },
    ratio: inverse(best.ratioToOurs),
  };
}

function inverse({ median, least, most }: Spread): Spread {
  return { median: 1 / median, least: 1 / most, most: 1 / least };
}
