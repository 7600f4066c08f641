import type { CDPSession, Page } from 'playwright';
import { photograph } from '../corpus.ts';
import { withPage } from '../open-page.ts';
import type { PhotoPlan } from '../pages/our-tiers.ts';
import { sample } from '../statistics.ts';
import type { Bench, Line, Workload } from '../workload.ts';

const SIZE = { width: 96, height: 64 };
const PHOTOS = 8;
const ROUNDS = 10_000;
/** By how much the heap may seem to grow, in KB: what the engine writes about functions that it runs often. */
const HEAP_NOISE = 50;

/** What is counted before and after. */
interface Counts {
  readonly heapKb: number;
  readonly listeners: number;
  readonly timers: number;
  /** In all maps and sets of the page. */
  readonly entries: number;
  readonly pictures: number;
}

/** Using the cache for a long time. */
export const rounds: Workload = {
  name: 'rounds',
  feels: 'The app gets slower the longer it is open.',
  measured:
    `${ROUNDS} times ImageLoader.load and release, of ${PHOTOS} small photos of which one does not fit into the budget; every ` +
    '500th time all is closed and fetched anew, and one load is cancelled. By how much grew: the heap after a forced ' +
    'collection (HeapProfiler.collectGarbage, Runtime.getHeapUsage), event listeners (Memory.getDOMCounters), timers that ' +
    'wait, entries of all maps and sets in the heap (Runtime.queryObjects), and pictures in the tier once it is trimmed.',
  run: (bench) =>
    withPage(bench, 'rounds', async (page) => {
      const plans = await serve(bench);
      const devTools = await page.context().newCDPSession(page);
      const run = (count: number) =>
        page.evaluate(([photos, times]) => roundsPage.runRounds(photos, times), [plans, count] as const);
      const count = bench.quick ? ROUNDS / 10 : ROUNDS;
      // The log is full by then, and everything is compiled.
      await run(count / 2);
      const counted = [await countAll(page, devTools)];
      for (let round = 0; round < bench.rounds; round += 1) {
        await run(count);
        counted.push(await countAll(page, devTools));
      }
      return { lines: linesOf(counted) };
    }),
};

async function serve({ lab }: Bench): Promise<PhotoPlan[]> {
  const { type, bytes, ...size } = await photograph('coffee-beans', SIZE);
  return Array.from({ length: PHOTOS }, (_, index) => {
    const url = lab.serve(`rounds-${index}.jpg`, type, bytes);
    return { index, ...size, full: url, screen: url };
  });
}

async function countAll(page: Page, devTools: CDPSession): Promise<Counts> {
  const { pictures, timers } = await page.evaluate(() => roundsPage.trimAndCount());
  // Finalizers run after the first, and what they let go of is collected by the second.
  for (let time = 0; time < 2; time += 1) {
    await devTools.send('HeapProfiler.collectGarbage');
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  }
  const { usedSize } = await devTools.send('Runtime.getHeapUsage');
  const { jsEventListeners } = await devTools.send('Memory.getDOMCounters');
  const entries = (await entriesOf(devTools, 'Map')) + (await entriesOf(devTools, 'Set'));
  return { heapKb: usedSize / 1000, listeners: jsEventListeners, timers, entries, pictures };
}

/** How many entries all objects of this class in the page's heap have together. */
async function entriesOf(devTools: CDPSession, name: 'Map' | 'Set'): Promise<number> {
  const objectGroup = 'count';
  const prototype = await devTools.send('Runtime.evaluate', { expression: `${name}.prototype`, objectGroup });
  const prototypeObjectId = prototype.result.objectId;
  if (!prototypeObjectId) throw new Error(`The page has no ${name}.`);
  const { objects } = await devTools.send('Runtime.queryObjects', { prototypeObjectId, objectGroup });
  const { result } = await devTools.send('Runtime.callFunctionOn', {
    functionDeclaration: 'function () { return this.reduce((sum, { size }) => sum + size, 0); }',
    ...(objects.objectId && { objectId: objects.objectId }),
    returnByValue: true,
  });
  await devTools.send('Runtime.releaseObjectGroup', { objectGroup });
  return Number(result.value);
}

function linesOf(counted: readonly Counts[]): Line[] {
  const line = (what: string, unit: string, key: keyof Counts, most: number): Line => {
    const grown = sample(counted.slice(1).map((after, round) => after[key] - (counted[round]?.[key] ?? Number.NaN)));
    const text = most === 0 ? 'none' : `<= ${most} ${unit}`;
    const target = { text, met: Math.abs(grown.median) <= most };
    return { what, unit, better: 'less', ours: grown, target };
  };
  return [
    line('heap grew by', 'KB', 'heapKb', HEAP_NOISE),
    line('listeners grew by', '', 'listeners', 0),
    line('timers grew by', '', 'timers', 0),
    line('entries grew by', '', 'entries', 0),
    line('pictures grew by', '', 'pictures', 0),
  ];
}
