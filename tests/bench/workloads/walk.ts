import type { Page } from 'playwright';
import { megapixels, perhapsSmall, photograph, type Subject } from '../corpus.ts';
import { withPage } from '../open-page.ts';
import type { PhotoPlan } from '../pages/our-tiers.ts';
import { canReadMemory, MemoryWatch } from '../process-memory.ts';
import { sample } from '../statistics.ts';
import type { Bench, Line, Workload } from '../workload.ts';

const SIZE = { width: 6000, height: 4000 };
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
    `200 photos of ${megapixels(SIZE)} are shown one after the other, each from an address of its own, in full size, and the ` +
    'next is loaded ahead. Ours: leased and retained bytes after each operation of the tier, at most. From outside: the ' +
    'PSS of the process that runs the page (/proc/<pid>/smaps_rollup), and of all processes of the browser without other ' +
    `pages; read every 100 ms, and ${REST_MS / 1000} s after the last photo, without asking for a collection. The peer is ` +
    'an <img> with decode() in a plain page. One round: it is a bound over 200 photos, not a time.',
  async run(bench) {
    const plans = await serve(bench);
    const { ours, tier } = await withPage(bench, 'walk', async (page) => ({
      ours: await walked(bench, page, async () => {
        for (const [index, plan] of plans.entries()) {
          await page.evaluate(([now, after]) => walkPage.stepOurs(now, after), [plan, plans[index + 1]] as const);
        }
      }),
      tier: await page.evaluate(() => walkPage.ourBytes()),
    }));
    const peer = await withPage(bench, 'images', (page) =>
      walked(bench, page, async () => {
        for (const { full } of plans) await page.evaluate((url) => imagesPage.stepImage(url), full);
      }),
    );
    const budget = tier.budgetBytes / MB;
    const bound: Line = {
      ...{ what: 'leased + retained, at most', unit: 'MB', better: 'less', ours: sample([tier.mostBytes / MB]) },
      target: { text: `<= budget, ${budget} MB`, met: tier.mostBytes <= tier.budgetBytes },
    };
    if (!ours || !peer) return { lines: [bound], notes: ['This system does not tell the memory of a process.'] };
    const line = (what: string, get: (watch: MemoryWatch) => number): Line => ({
      ...{ what, unit: 'MB', better: 'less', ours: sample([get(ours) / MB]) },
      peer: { name: '<img>', figure: sample([get(peer) / MB]) },
      ratio: sample([get(ours) / get(peer)]),
    });
    const end = line('renderer, at the end', ({ last }) => last.renderer);
    const met = end.ours.median * MB <= tier.budgetBytes + BESIDE;
    return {
      lines: [
        bound,
        { ...end, target: { text: `<= ${budget + BESIDE / MB} MB`, met } },
        line('renderer, at most', ({ most }) => most.renderer),
        line('renderer, before', ({ first }) => first.renderer),
        line('all processes, at the end', ({ last }) => last.all),
        line('all processes, at most', ({ most }) => most.all),
      ],
      notes: [`Weak at the end, besides what is leased and retained: ${Math.round(tier.weakBytes / MB)} MB.`],
    };
  },
};

async function serve({ lab, quick }: Bench): Promise<PhotoPlan[]> {
  const pictures = await Promise.all(SUBJECTS.map((subject) => photograph(subject, perhapsSmall(SIZE, quick))));
  return Array.from({ length: quick ? 12 : 200 }, (_, index) => {
    const picture = pictures[index % pictures.length];
    if (!picture) throw new Error('There are no pictures.');
    const { width, height, type, bytes } = picture;
    const full = lab.serve(`walk-${index}.jpg`, type, bytes);
    return { index, width, height, full, screen: full };
  });
}

/** `undefined` where memory cannot be read. */
async function walked(bench: Bench, page: Page, go: () => Promise<void>): Promise<MemoryWatch | undefined> {
  if (!(await canReadMemory())) {
    await go();
    return undefined;
  }
  const watch = await MemoryWatch.start(bench.devTools, page);
  try {
    await go();
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  } finally {
    await watch.stop();
  }
  return watch;
}
