import { ratio, type Sample, sample } from '../statistics.ts';
import { storageSession } from '../storage/session.ts';
import type { Side } from '../storage/site.ts';
import { inTurn, type Line, type Workload } from '../workload.ts';
import { SHOWN } from './thumbnails.ts';

const SIZES = [1_000, 5_000, 20_000, 50_000] as const;
const MOST_GROWTH = 1.3;
const SIDES = ['ours', 'workbox'] as const;

/** Years of photos. */
export const growth: Workload = {
  name: 'growth',
  feels: 'The app gets slower with every month of photos.',
  measured:
    '60 thumbnails until they are on the screen, as in the workload "thumbnails" with the worker running, while more and ' +
    `more are stored: ${SIZES.join(', ')}. Both sides in turn at each size; growth is to the first size.`,
  run: async (bench) => {
    const sizes = bench.quick ? SIZES.slice(0, 2).map((size) => size / 10) : SIZES;
    const taken = new Map<string, Sample>();
    const lines: Line[] = [];
    const session = await storageSession(bench, 'growing');
    for (const size of sizes) {
      for (const side of SIDES) await session.fill(side, size);
      const show = (side: Side) => () => session.show(side, SHOWN);
      // Not counted: much was written just before.
      await inTurn(bench.quick ? 1 : 2, show('ours'), show('workbox'));
      const times = await inTurn(bench.rounds, show('ours'), show('workbox'));
      taken.set(`ours ${size}`, sample(times.ours));
      taken.set(`workbox ${size}`, sample(times.peer));
      const [ours, figure] = SIDES.map((side) => taken.get(`${side} ${size}`));
      if (!ours || !figure) continue;
      const peer = { name: 'Workbox + <img>', figure };
      lines.push({ what: `${size} stored`, unit: 'ms', better: 'less', ours, peer, ratio: ratio(ours, figure) });
    }
    const [first = 0, last = 0] = [sizes[0], sizes.at(-1)];
    const grown = (side: Side) => {
      const [before, after] = [taken.get(`${side} ${first}`), taken.get(`${side} ${last}`)];
      return (after?.median ?? Number.NaN) / (before?.median ?? Number.NaN);
    };
    const [ours, workbox] = [sample([grown('ours')]), sample([grown('workbox')])];
    lines.push({
      ...{ what: `growth from ${first} to ${last}`, unit: 'x', better: 'less', ours },
      peer: { name: 'Workbox + <img>', figure: workbox },
      target: { text: `<= ${MOST_GROWTH} x`, met: ours.median <= MOST_GROWTH },
    });
    return { lines };
  },
};
