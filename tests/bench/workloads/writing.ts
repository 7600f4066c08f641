import { percentile, ratio, sample } from '../statistics.ts';
import { storageSession } from '../storage/session.ts';
import type { Workload } from '../workload.ts';

const STORED = 5_000;
const WRITTEN = 5_000;
const READS = 300;
const MOST = 2;

/** Scrolling back while new photos arrive. */
export const writing: Workload = {
  name: 'writing',
  feels: 'The grid stutters for as long as new photos are being stored.',
  measured:
    'One thumbnail after the other is read by ThumbnailLoader, 10 ms apart, out of those that are stored; the 95th percentile in ' +
    `ms, first with nothing else to do ("idle"), then while the app's service worker stores ${WRITTEN} more that the page hands ` +
    'it, in batches as they arrive. A third of the rounds that others have, as each stores anew.',
  run: async (bench) => {
    const session = await storageSession(bench, 'few');
    const reads = bench.quick ? READS / 10 : READS;
    const [stored, written] = bench.quick ? [STORED / 20, WRITTEN / 20] : [STORED, WRITTEN];
    await session.fill('ours', stored);
    const { page } = session.party('ours');
    await page.bringToFront();
    const rounds = Math.max(1, Math.round(bench.rounds / 3));
    const [idle, busy]: number[][] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      const from = (round * reads) % (stored / 2);
      const quiet = await page.evaluate(([first, count]) => oursPage.readIdle(first, count), [from, reads] as const);
      // Addresses that no other workload fills.
      const first = 1_000_000 + round * written;
      const times = await page.evaluate(
        ([from, first, count, stored]) => oursPage.readWhileWriting({ from, stored }, first, count),
        [from, first, written, stored] as const,
      );
      idle?.push(percentile(quiet, 0.95));
      busy?.push(percentile(times, 0.95));
    }
    const [ours, alone] = [sample(busy ?? []), sample(idle ?? [])];
    const grown = ratio(ours, alone);
    const target = { text: `<= ${MOST} x`, met: grown.median <= MOST };
    const what = `reads while ${written} are written`;
    return {
      lines: [{ what, unit: 'ms', better: 'less', ours, peer: { name: 'idle', figure: alone }, ratio: grown, target }],
    };
  },
};
