import { ratio, sample } from '../statistics.ts';
import { type StorageSession, storageSession } from '../storage/session.ts';
import type { Side } from '../storage/site.ts';
import { inTurn, type Line, type Workload } from '../workload.ts';

const SHOWN = 60;
const STORED = 5_000;

/** Scrolling, or coming back to, photos that are stored. */
export const thumbnails: Workload = {
  name: 'thumbnails',
  feels: 'Grey boxes while scrolling, and after the app was left for a while.',
  measured:
    `${SHOWN} thumbnails (480 x 320 px, 15 KB) out of ${STORED} that are stored on the disk, others each time, from asking until ` +
    'the frame is presented that has all of them (element timing of a text that is added once all have arrived). Ours: the ' +
    "page's own ThumbnailLoader and Tile, beside the app's service worker. Workbox: its recipe for images, CacheFirst with " +
    'CacheableResponsePlugin and ExpirationPlugin, and <img>; "arrived" is the load event. HTTP cache: <img> without a service ' +
    'worker. "Stopped": every service worker was ended before, as browsers do after half a minute without work.',
  run: async (bench) => {
    const session = await storageSession(bench);
    const stored = bench.quick ? STORED / 10 : STORED;
    for (const side of ['ours', 'workbox', 'plain'] as const) await session.fill(side, stored);
    const take = (side: Side, stopped: boolean, first: number) => async (round: number) => {
      if (stopped) await session.stopWorkers();
      return session.show(side, blockOf(first + round, stored), SHOWN);
    };
    const compare = async (what: string, peer: Side, name: string, stopped: boolean, first: number): Promise<Line> => {
      // What is measured is compiled, and open, by then.
      await inTurn(2, take('ours', stopped, first + 50), take(peer, stopped, first + 50));
      const taken = await inTurn(bench.rounds, take('ours', stopped, first), take(peer, stopped, first));
      const [ours, figure] = [sample(taken.ours), sample(taken.peer)];
      return { what, unit: 'ms', better: 'less', ours, peer: { name, figure }, ratio: ratio(ours, figure) };
    };
    const lines = [
      withTarget(await compare('running', 'workbox', 'Workbox + <img>', false, 0), 0.4),
      withTarget(await compare('stopped', 'workbox', 'Workbox + <img>', true, 20), 0.35),
      await compare('running', 'plain', 'HTTP cache + <img>', false, 60),
    ];
    return { lines };
  },
};

/** The first of some thumbnails that nobody has looked at yet, with this number. */
export function blockOf(number: number, stored: number): number {
  const blocks = Math.floor(stored / SHOWN);
  // Prime to every number of blocks here, so that all of them have their turn.
  return ((number * 1009) % blocks) * SHOWN;
}

export function showBlock(session: StorageSession, side: Side, number: number, stored: number): Promise<number> {
  return session.show(side, blockOf(number, stored), SHOWN);
}

function withTarget(line: Line, most: number): Line {
  const target = { text: `<= ${most} x`, met: (line.ratio?.median ?? Number.NaN) <= most };
  return { ...line, target };
}
