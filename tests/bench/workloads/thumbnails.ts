import { ratio, sample } from '../statistics.ts';
import { storageSession } from '../storage/session.ts';
import type { Side } from '../storage/site.ts';
import { inTurn, type Line, type Workload } from '../workload.ts';

/** How many thumbnails a screen has. */
export const SHOWN = 60;
const STORED = 5_000;

/** Scrolling, or coming back to, photos that are stored. */
export const thumbnails: Workload = {
  name: 'thumbnails',
  feels: 'Grey boxes while scrolling, and after the app was left for a while.',
  measured:
    `${SHOWN} thumbnails (480 x 320 px, 15 KB) out of ${STORED} that are stored on the disk, others each time, from asking until ` +
    'the frame is presented that has all of them (element timing of a text that is added once all have arrived). Ours: the ' +
    "page's own ThumbnailLoader and Tile, beside the app's service worker. Workbox: its recipe for images, CacheFirst with " +
    'CacheableResponsePlugin and ExpirationPlugin, and <img decoding="sync">; "arrived" is the load event. HTTP cache: <img> without a service ' +
    'worker. The last line is no app: the least that Cache Storage and the decoder take on this machine. "Stopped": every service worker was ended before, as browsers do after half a minute without work.',
  run: async (bench) => {
    const session = await storageSession(bench, 'few');
    const stored = bench.quick ? STORED / 20 : STORED;
    for (const side of ['ours', 'workbox', 'plain'] as const) await session.fill(side, stored);
    const take = (side: Side, stopped: boolean) => async () => {
      if (stopped) await session.stopWorkers();
      return session.show(side, SHOWN);
    };
    const compare = async (what: string, peer: Side, name: string, stopped: boolean): Promise<Line> => {
      // What is measured is compiled, and open, by then.
      if (!bench.quick) await inTurn(2, take('ours', stopped), take(peer, stopped));
      const taken = await inTurn(bench.rounds, take('ours', stopped), take(peer, stopped));
      const [ours, figure] = [sample(taken.ours), sample(taken.peer)];
      return { what, unit: 'ms', better: 'less', ours, peer: { name, figure }, ratio: ratio(ours, figure) };
    };
    const bare = await inTurn(bench.rounds, take('workbox', false), () => session.showBare(SHOWN));
    const [least, workbox] = [sample(bare.peer), sample(bare.ours)];
    const lines: Line[] = [
      withTarget(await compare('running', 'workbox', 'Workbox + <img>', false), 0.4),
      withTarget(await compare('stopped', 'workbox', 'Workbox + <img>', true), 0.35),
      await compare('running', 'plain', 'HTTP cache + <img>', false),
      {
        ...{ what: 'read, decoded, drawn on one canvas, no app', unit: 'ms', better: 'less', ours: least },
        peer: { name: 'Workbox + <img>', figure: workbox },
        ratio: ratio(least, workbox),
      },
    ];
    return { lines };
  },
};

function withTarget(line: Line, most: number): Line {
  const target = { text: `<= ${most} x`, met: (line.ratio?.median ?? Number.NaN) <= most };
  return { ...line, target };
}
