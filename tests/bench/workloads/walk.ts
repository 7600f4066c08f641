import type { Page } from 'playwright';
import { makeRenditions } from '../../../src/indexer/renditions.ts';
import type { BitmapSize } from '../../../src/loading/bitmap-key.ts';
import { megapixels, perhapsSmall, photograph, type Subject } from '../corpus.ts';
import { withPage } from '../open-page.ts';
import type { PhotoPlan } from '../pages/our-tiers.ts';
import { canReadMemory, MemoryWatch } from '../process-memory.ts';
import { sample } from '../statistics.ts';
import type { Bench, Line, Outcome, Workload } from '../workload.ts';

const SIZE = { width: 6000, height: 4000 };
/** Once as the viewer shows them, by the screen rendition, and once as it does for a close look. */
const SIZES: readonly BitmapSize[] = ['screen', 'full'];
const SUBJECTS: readonly Subject[] = ['coffee-beans', 'coffee-art', 'coffee-shadow', 'we-love-pizza'];
const MB = 1e6;
/** What a renderer may take beside the budget, in bytes. */
const BESIDE = 150 * MB;
/** Until the engine has collected what it collects by itself, in ms. */
const REST_MS = 3000;

/** Walking through many large photos. */
export const walk: Workload = {
  name: 'walk',
  feels: 'The tab, or another app, is thrown out of memory.',
  measured:
    `200 photos of ${megapixels(SIZE)} are shown one after the other, 1500 px wide, each from an address of its own, and the next is ` +
    'loaded ahead: "screen" by the screen rendition, as the viewer does, "full" by the original, pixel for pixel, as for a ' +
    'close look at each. Ours: leased and retained bytes after each operation of the tier, at most. From outside: the ' +
    'PSS of the process that runs the page (/proc/<pid>/smaps_rollup), and of all processes of the browser without other ' +
    `pages; read every 100 ms, and ${REST_MS / 1000} s after the last photo, without asking for a collection. The peer is ` +
    'an <img> with decode() in a plain page. One round: it is a bound over 200 photos, not a time.',
  async run(bench) {
    const plans = await serve(bench);
    const peer = await walkByImage(bench, plans);
    const outcomes: Outcome[] = [];
    for (const size of SIZES) outcomes.push(outcomeOf(size, await walkOurs(bench, plans, size), peer));
    const missing = peer ? [] : ['This system does not tell the memory of a process.'];
    return {
      lines: outcomes.flatMap(({ lines }) => lines),
      notes: [...outcomes.flatMap(({ notes = [] }) => notes), ...missing],
    };
  },
};

interface Walked {
  /** What the tier counts itself. */
  readonly tier: Awaited<ReturnType<typeof walkPage.ourBytes>>;
  readonly watch: MemoryWatch | undefined;
}

function walkOurs(bench: Bench, plans: readonly PhotoPlan[], size: BitmapSize): Promise<Walked> {
  return withPage(bench, 'walk', async (page) => ({
    watch: await watched(bench, page, async () => {
      for (const [index, plan] of plans.entries()) {
        const step = [size, plan, plans[index + 1]] as const;
        await page.evaluate(([how, now, after]) => walkPage.stepOurs(how, now, after), step);
      }
    }),
    tier: await page.evaluate(() => walkPage.ourBytes()),
  }));
}

function walkByImage(bench: Bench, plans: readonly PhotoPlan[]): Promise<MemoryWatch | undefined> {
  return withPage(bench, 'images', (page) =>
    watched(bench, page, async () => {
      for (const { full } of plans) await page.evaluate((url) => imagesPage.stepImage(url), full);
    }),
  );
}

function outcomeOf(size: BitmapSize, { tier, watch }: Walked, peer: MemoryWatch | undefined): Outcome {
  const budget = tier.budgetBytes / MB;
  const bound: Line = {
    ...{ what: `${size}: leased + retained, at most`, unit: 'MB', better: 'less', ours: sample([tier.mostBytes / MB]) },
    target: { text: `<= budget, ${budget} MB`, met: tier.mostBytes <= tier.budgetBytes },
  };
  const notes = [`${size}: ${Math.round(tier.weakBytes / MB)} MB were weak at the end, besides what was retained.`];
  if (!watch || !peer) return { lines: [bound], notes };
  const line = (what: string, get: (watch: MemoryWatch) => number): Line => ({
    ...{ what: `${size}: ${what}`, unit: 'MB', better: 'less', ours: sample([get(watch) / MB]) },
    peer: { name: '<img>', figure: sample([get(peer) / MB]) },
    ratio: sample([get(watch) / get(peer)]),
  });
  const before = Math.round(watch.first.renderer / MB);
  const end = line('renderer, at the end', ({ last }) => last.renderer);
  const met = watch.last.renderer <= tier.budgetBytes + BESIDE;
  return {
    lines: [
      bound,
      { ...end, target: { text: `<= ${budget + BESIDE / MB} MB`, met } },
      { ...line('renderer, at most', ({ most }) => most.renderer), detail: true },
      { ...line('all processes, at the end', ({ last }) => last.all), detail: true },
      { ...line('all processes, at most', ({ most }) => most.all), detail: true },
    ],
    notes: [...notes, `${size}: the renderer had ${before} MB before the first photo.`],
  };
}

async function serve({ lab, quick }: Bench): Promise<PhotoPlan[]> {
  const pictures = await Promise.all(
    SUBJECTS.map(async (subject) => {
      const picture = await photograph(subject, perhapsSmall(SIZE, quick));
      return { ...picture, screen: (await makeRenditions(picture.bytes, 'image/jpeg')).screen };
    }),
  );
  return Array.from({ length: quick ? 12 : 200 }, (_, index) => {
    const picture = pictures[index % pictures.length];
    if (!picture) throw new Error('There are no pictures.');
    const { width, height, type, bytes } = picture;
    const screen = lab.serve(`walk-${index}-screen.jpg`, 'image/jpeg', picture.screen);
    return { index, width, height, full: lab.serve(`walk-${index}.jpg`, type, bytes), screen };
  });
}

/** `undefined` where memory cannot be read. */
async function watched(bench: Bench, page: Page, go: () => Promise<void>): Promise<MemoryWatch | undefined> {
  if (!(await canReadMemory())) {
    await go();
    return undefined;
  }
  const watch = await MemoryWatch.start(bench.devTools, page);
  try {
    await go();
    await new Promise((resolve) => setTimeout(resolve, bench.quick ? REST_MS / 10 : REST_MS));
  } finally {
    await watch.stop();
  }
  return watch;
}
