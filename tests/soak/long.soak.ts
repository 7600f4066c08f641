import { join } from 'node:path';
import type { BrowserContext } from 'playwright/test';
import { indexFolder } from '../../src/indexer/index-folder.ts';
import { randomOf } from '../bench/eviction/random.ts';
import { readFootprint, rendererOf } from '../bench/process-memory.ts';
import { collectViolations, expect, test, visit } from '../support/fixtures.ts';
import { plan, writePhotos } from '../support/photos.ts';
import { Site, withTemporaryFolder } from '../support/site.ts';
import { chooseAction, type Walker } from '../support/truth/actions.ts';
import { quiet } from '../support/truth/quiet.ts';
import { possibleUses } from './actions.ts';
import { countAll, type Figures, heapBytes } from './figures.ts';
import { courses, table } from './flat.ts';
import { goHome } from './home.ts';
import { MINUTES_VARIABLE, SEED_VARIABLE } from './options.ts';
import { NOTHING_KNOWN } from './walker.ts';
import { watchHeld } from './watch.ts';

const MONTHS = 12;
const PER_MONTH = 16;
const LAST_ACTIONS = 20;
const MINUTE_MS = 60_000;

const PHOTOS = Array.from({ length: MONTHS }, (_, month) =>
  Array.from({ length: PER_MONTH }, (_, index) => {
    const [width, height] = index % 3 === 0 ? [600, 800] : [900, 600];
    return plan(`photo ${month} ${index}.jpg`, index, `2024-${String(12 - month).padStart(2, '0')}`, width, height);
  }),
).flat();

const minutes = Number(process.env[MINUTES_VARIABLE]);
const seed = Number(process.env[SEED_VARIABLE]);

test(`${minutes} minutes of random use leave everything flat`, async ({ openProfile }) => {
  test.setTimeout((minutes * 2 + 10) * MINUTE_MS);
  await withTemporaryFolder(async (folder) => {
    await writePhotos(join(folder, 'photos'), PHOTOS);
    const site = new Site(await indexFolder(join(folder, 'photos'), { cache: join(folder, 'cache') }));
    await site.start();
    try {
      const found = courses(await soak(await openProfile(), site));
      console.log(table(found));
      expect(found.filter(({ isFlat }) => !isFlat).map(({ figure }) => figure)).toEqual([]);
    } finally {
      await site.stop();
    }
  });
});

/** Uses the app at random, and counts once a minute, at home. */
async function soak(context: BrowserContext, site: Site): Promise<Figures[]> {
  const violations: string[][] = [];
  context.on('page', (opened) => violations.push(collectViolations(opened)));
  await watchHeld(context);
  const page = await context.newPage();
  page.setDefaultTimeout(MINUTE_MS);
  await visit(page, site.url);
  const devtools = await context.newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  const walker: Walker = { ...NOTHING_KNOWN, page, site, devtools, random: randomOf(seed) };
  const processes = await context.browser()?.newBrowserCDPSession();
  const renderer = processes && (await rendererOf(processes, page).catch(() => undefined));
  const counted: Figures[] = [];
  const done: string[] = [];
  try {
    for (let minute = 1; minute <= minutes; minute += 1) {
      const until = performance.now() + MINUTE_MS;
      while (performance.now() < until) {
        done.push(await chooseAction(await possibleUses(walker), walker.random).run(walker));
        await quiet(page, walker.isOnline);
        expect(violations.flat()).toEqual([]);
      }
      await goHome(walker);
      const figures = await countAll(page, devtools);
      const heap = await heapBytes(devtools);
      const footprint = processes && renderer !== undefined && (await readFootprint(processes, renderer));
      counted.push({
        'heap, bytes': heap,
        ...(footprint && {
          'memory of the renderer, bytes': footprint.renderer,
          'memory of the browser process, bytes': footprint.browser,
        }),
        ...figures,
      });
      console.log(`minute ${minute}, ${done.length} actions: ${line(counted.at(-1) ?? {})}`);
    }
  } catch (error) {
    throw new Error(`seed ${seed}, after: ${done.slice(-LAST_ACTIONS).join(' → ')}`, { cause: error });
  }
  return counted;
}

/** What is worth a look meanwhile. */
function line(figures: Figures): string {
  const short = Object.entries(figures).filter(([name]) => !/^(?:workbox|afterimage\/(?!entries))/.test(name));
  return short.map(([name, value]) => `${name} ${value.toLocaleString('en')}`).join('; ');
}
