import type { Driver } from '../../engines/driver.ts';
import { ENGINES, type Engine } from '../../engines/engines.ts';
import { makeProfile, removeProfile } from '../../engines/profile.ts';
import { perhapsSmall, photograph, type Subject } from '../corpus.ts';
import { pageUrl } from '../open-page.ts';
import type { PhotoPlan } from '../pages/our-tiers.ts';
import { sample } from '../statistics.ts';
import type { Bench, Line, Workload } from '../workload.ts';

/** What four cameras make: 8, 12, 16 and 22 megapixels. */
const CAMERAS: readonly { readonly subject: Subject; readonly width: number; readonly height: number }[] = [
  { subject: 'we-love-pizza', width: 3456, height: 2304 },
  { subject: 'coffee-shadow', width: 4240, height: 2832 },
  { subject: 'coffee-beans', width: 4896, height: 3264 },
  { subject: 'coffee-art', width: 5760, height: 3840 },
];
const BOUND = CAMERAS.length - 1;

/** Making a collage again after one photo was exchanged. */
export const collage: Workload = {
  name: 'collage',
  feels: 'After one photo is exchanged, the collage takes as long as the first time, and costs as much traffic.',
  measured:
    'A collage of 4 photos of 8, 12, 16 and 22 MP in full size; then one is exchanged, 10 times, with a pause of 3 s. How many ' +
    'of the other three were still in memory, all exchanges together. Ours: ImageLoader with the default budget of that engine. The ' +
    "peers: the article's cache, as the article has it, and an LRU of as many bytes as ours. Each in a page of its own, one after the other; the engines run at " +
    'the same time, which does not matter, since nothing is timed.',
  async run(bench) {
    const exchanges = bench.quick ? 1 : 10;
    const plans = await serve(bench, exchanges);
    const engines = bench.quick ? ENGINES.slice(0, 1) : ENGINES;
    const runs = await Promise.all(engines.map((engine, index) => runIn(engine, index, bench, plans)));
    return {
      lines: runs.flatMap(({ lines }) => lines),
      notes: runs.map(({ note }) => note),
    };
  },
};

async function serve({ lab, quick }: Bench, exchanges: number): Promise<PhotoPlan[]> {
  const pictures = await Promise.all(
    CAMERAS.map(({ subject, ...size }) => photograph(subject, perhapsSmall(size, quick))),
  );
  return Array.from({ length: CAMERAS.length + exchanges }, (_, index) => {
    const picture = pictures[index % pictures.length];
    if (!picture) throw new Error('There are no pictures.');
    const { width, height, type, bytes } = picture;
    const full = lab.serve(`collage-${index}.jpg`, type, bytes);
    return { index, width, height, full, screen: full };
  });
}

async function runIn(
  { name, packages, isInstalled, launch }: Engine,
  index: number,
  bench: Bench,
  plans: readonly PhotoPlan[],
): Promise<{ lines: readonly Line[]; note: string }> {
  if (!isInstalled()) return { lines: [], note: `${name} is not installed (Debian: ${packages}).` };
  const profile = await makeProfile();
  const driver = await launch(profile);
  try {
    const ours = () =>
      exchange(driver, bench, plans, (chosen) => driver.evaluate((all) => collagesPage.collageOurs(all), chosen));
    const articles = () =>
      exchange(driver, bench, plans, (chosen) => driver.evaluate((all) => collagesPage.collageArticle(all), chosen));
    const lrus = () =>
      exchange(driver, bench, plans, (chosen) => driver.evaluate((all) => collagesPage.collageLru(all), chosen));
    const oursFirst = index % 2 === 0;
    const before = oursFirst ? await ours() : undefined;
    const [article, lru] = [await articles(), await lrus()];
    const reused = before ?? (await ours());
    const budget = await driver.evaluate(() => collagesPage.budgetBytes());
    return {
      lines: [lineOf(name, reused, 'article', article), lineOf(name, reused, 'LRU of the same bytes', lru)],
      note:
        `${driver.version}, budget ${budget / 1e6} MB, each exchange: ours ${reused.join(' ')}, article ${article.join(' ')}, ` +
        `LRU ${lru.join(' ')}`,
    };
  } finally {
    await driver.close();
    await removeProfile(profile);
  }
}

/** In a new page: makes the first collage, then exchanges one photo after the other; how many were reused each time. */
async function exchange(
  driver: Driver,
  bench: Bench,
  plans: readonly PhotoPlan[],
  make: (chosen: readonly PhotoPlan[]) => Promise<number>,
): Promise<number[]> {
  await driver.open(pageUrl(bench, 'collages'));
  await driver.until(() => 'collagesPage' in globalThis);
  const reused: number[] = [];
  for (let first = 0; first + CAMERAS.length <= plans.length; first += 1) {
    if (first > 0) await new Promise((resolve) => setTimeout(resolve, bench.quick ? 300 : 3000));
    reused.push(await make(plans.slice(first, first + CAMERAS.length)));
  }
  return reused.slice(1);
}

function lineOf(what: string, ours: readonly number[], peer: string, peers: readonly number[]): Line {
  const bound = BOUND * ours.length;
  return {
    ...{ what, unit: `of ${bound}`, better: 'more', exact: true, ours: sample([sum(ours)]) },
    peer: { name: peer, figure: sample([sum(peers)]) },
    target: { text: `${BOUND} each time`, met: ours.every((reused) => reused === BOUND) },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
