import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { buildApp } from '../../../src/indexer/build-app.ts';
import { SyntheticSite } from '../../support/synthetic-site.ts';
import { dragEndToEnd, heapMb, painted, type Ride, watch } from '../large-page.ts';
import { inFreshPage } from '../open-page.ts';
import { type Sample, sample } from '../statistics.ts';
import type { Line, Workload } from '../workload.ts';

/** Between a size and what is said of it, in the lines of this workload. */
const BY = ' photos: ';
const SIZES = [100, 10_000, 100_000, 1_000_000] as const;
const QUICK_SIZES = [1000];
const LEAST = SIZES[0];
const MOST_SLOWER = 1.2;
const MOST_HEAP_MB = 15;
const MOST_TASK_MS = 50;
/** How long the service worker may go on storing, in ms. */
const STORING_MS = 20_000;
/** Once to the end, and back. */
const DRAGS = 2;
/** A library of fewer photos has no slider. */
const LEAST_WITH_SLIDER = 300;

/** What a library cost in one round. */
interface Cost {
  readonly firstVisit: number;
  readonly laterVisit: number;
  /** After the first visit, in MB. */
  readonly heap: number;
  /** `library.json` and lists of months that were read before the first thumbnails, in KB, not compressed. */
  readonly read: number;
  /** Files of the library in Cache Storage after the first visit, in KB. */
  readonly stored: number;
  readonly ride: Ride | undefined;
}

/** What grows with a library, and what does not. */
export const size: Workload = {
  name: 'size',
  feels: 'The more photos, the more everything costs.',
  measured:
    `The built app with ${SIZES.map(count).join(', ')} photos, 400 in each month, in one browser, in turn. A fresh profile: from the start of ` +
    'the navigation until all thumbnails on the screen are painted, and what was read of the library until then (lists, uncompressed); ' +
    'the heap after a collection, JavaScript and DOM; the slider dragged to its end and back, a second each way: the longest task (Long Tasks API: ' +
    'below 50 ms counts as 0) and the frames that were dropped. Then the same profile again, once the service worker has stored what was seen. ' +
    'A third of the rounds that others have.',
  run: async ({ browser, quick, rounds }) => {
    await buildApp(resolve(import.meta.dirname, '../../..'));
    const sizes = quick ? QUICK_SIZES : SIZES;
    const sites = sizes.map((photos) => ({ photos, site: new SyntheticSite(photos), costs: [] as Cost[] }));
    await Promise.all(sites.map(({ site }) => site.start()));
    try {
      for (let round = 0; round < Math.max(1, Math.round(rounds / 3)); round += 1) {
        const inTurn = round % 2 === 0 ? sites : sites.toReversed();
        for (const { photos, site, costs } of inTurn) {
          costs.push(await costOf(browser, site, quick || photos < LEAST_WITH_SLIDER ? 0 : DRAGS));
        }
      }
      const index = await Promise.all(sites.map(({ site }) => compressedKb(`${site.url}library/library.json`)));
      const least = sites[0]?.costs ?? [];
      return { lines: sites.flatMap(({ photos, costs }, at) => linesOf(photos, costs, index[at] ?? 0, least)) };
    } finally {
      await Promise.all(sites.map(({ site }) => site.stop()));
    }
  },
};

function linesOf(photos: number, costs: readonly Cost[], indexKb: number, least: readonly Cost[]): Line[] {
  const of = (figure: (cost: Cost) => number) => sample(costs.map(figure));
  // The README has a table by size instead.
  const line = (what: string, unit: string, ours: Sample, target?: Line['target']): Line => ({
    ...{ what: `${count(photos)}${BY}${what}`, unit, better: 'less', ours, detail: target?.met !== false },
    ...(target && { target }),
  });
  /** Beside the smallest library, in the same round. */
  const slower = (figure: (cost: Cost) => number): Line['target'] => {
    if (photos === LEAST) return undefined;
    const { median } = sample(costs.map((cost, round) => figure(cost) / (least.map(figure)[round] ?? Number.NaN)));
    return { text: `<= ${MOST_SLOWER} x of ${LEAST}, is ${median.toFixed(2)}`, met: median <= MOST_SLOWER };
  };
  const heap = of((cost) => cost.heap);
  const more = heap.median - sample(least.map((cost) => cost.heap)).median;
  const rides = costs.flatMap(({ ride }) => ride ?? []);
  const longest = sample(rides.map(({ longestTask }) => longestTask));
  const frames = rides.reduce((sum, ride) => sum + ride.frames, 0);
  return [
    line(
      'first thumbnails, first visit',
      'ms',
      of((cost) => cost.firstVisit),
      slower((cost) => cost.firstVisit),
    ),
    line(
      'first thumbnails, later visit',
      'ms',
      of((cost) => cost.laterVisit),
      slower((cost) => cost.laterVisit),
    ),
    line('library.json, gzip', 'KB', sample([indexKb])),
    line(
      'lists read before the first thumbnails',
      'KB',
      of((cost) => cost.read),
    ),
    line(
      'lists stored after the first visit',
      'KB',
      of((cost) => cost.stored),
    ),
    line('heap', 'MB', heap, { text: `<= ${MOST_HEAP_MB} MB more than ${LEAST}`, met: more <= MOST_HEAP_MB }),
    ...(rides.length === 0
      ? []
      : [
          line('longest task while dragging', 'ms', longest, {
            text: `<= ${MOST_TASK_MS} ms`,
            met: longest.median <= MOST_TASK_MS,
          }),
          line(
            `dropped frames in all rounds, of ${frames}`,
            '',
            sample([rides.reduce((sum, ride) => sum + ride.dropped, 0)]),
          ),
        ]),
  ];
}

/** The same lines with a column for each size, as Markdown cells: the first row has the sizes. */
export function bySize(lines: readonly Line[], say: (line: Line) => string): string[][] {
  const cells = lines.flatMap((line) => {
    const [column, row] = line.what.split(BY);
    return column && row ? [{ column, row: row.replace(/, of \d+$/, ''), text: say(line) }] : [];
  });
  const [columns, rows] = [[...new Set(cells.map(({ column }) => column))], [...new Set(cells.map(({ row }) => row))]];
  const at = (row: string, column: string) => cells.find((cell) => cell.row === row && cell.column === column)?.text;
  const table = rows.map((row) => [row, ...columns.map((column) => at(row, column) ?? '–')]);
  return [['photos', ...columns], ...table];
}

function costOf(browser: Browser, site: SyntheticSite, drags: number): Promise<Cost> {
  return inFreshPage(browser, async (page) => {
    await page.goto(site.url);
    const firstVisit = await painted(page);
    const read = await listsReadKb(page, firstVisit);
    const heap = await heapMb(page);
    const stored = await storedKb(page);
    const ride = drags > 0 ? await watch(page, () => dragEndToEnd(page, drags)) : undefined;

    // What was seen first is stored once a page under the service worker has shown it.
    await page.goto(site.url);
    await painted(page);
    await storedKb(page);
    await page.goto(site.url);
    return { firstVisit, laterVisit: await painted(page), heap, read, stored, ride };
  });
}

/** What was read of the library until so many ms after the start of the navigation, in KB. */
function listsReadKb(page: Page, until: number): Promise<number> {
  return page.evaluate((end) => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const lists = files.filter(({ name, responseEnd }) => /\/library\/.*\.json$/.test(name) && responseEnd <= end);
    return lists.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0) / 1000;
  }, until);
}

/** What the service worker has stored of the library, in KB, once it stores no more of it nor of the thumbnails. */
function storedKb(page: Page): Promise<number> {
  return page.evaluate(async (patience) => {
    await navigator.serviceWorker.ready;
    const look = async () => {
      const sizes: Record<string, number> = { library: 0, thumbnails: 0 };
      for (const kind of Object.keys(sizes)) {
        for (const name of await caches.keys()) {
          if (!name.includes(`-${kind}-`)) continue;
          const cache = await caches.open(name);
          for (const response of await cache.matchAll())
            sizes[kind] = (sizes[kind] ?? 0) + (await response.blob()).size;
        }
      }
      return sizes;
    };
    let before = await look();
    const end = performance.now() + patience;
    for (let same = 0; same < 3 && performance.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const now = await look();
      same = (now['library'] ?? 0) > 0 && JSON.stringify(now) === JSON.stringify(before) ? same + 1 : 0;
      before = now;
    }
    return (before['library'] ?? 0) / 1000;
  }, STORING_MS);
}

/** How large a file is as servers send it, in KB. */
async function compressedKb(url: string): Promise<number> {
  const bytes = await (await fetch(url)).arrayBuffer();
  return (await promisify(gzip)(Buffer.from(bytes))).length / 1000;
}

function count(photos: number): string {
  return photos.toLocaleString('en');
}
