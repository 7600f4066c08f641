import { join } from 'node:path';
import type { BrowserContext } from 'playwright/test';
import { indexFolder } from '../../src/indexer/index-folder.ts';
import { randomOf } from '../bench/eviction/random.ts';
import { collectViolations, expect, test, visit } from '../support/fixtures.ts';
import { plan, writePhotos } from '../support/photos.ts';
import { Site, withTemporaryFolder } from '../support/site.ts';
import { chooseAction, type Walker } from '../support/truth/actions.ts';
import { quiet } from '../support/truth/quiet.ts';
import { possibleUses } from './actions.ts';
import { countAll, type Figures } from './figures.ts';
import { courses, FEWEST_MINUTES } from './flat.ts';
import { goHome } from './home.ts';
import { Memory } from './memory.ts';
import { MINUTES_VARIABLE, SEED_VARIABLE } from './options.ts';
import { table } from './table.ts';
import { NOTHING_KNOWN } from './walker.ts';
import { watchHeld } from './watch.ts';

const MONTHS = 12;
const PER_MONTH = 16;
const LAST_ACTIONS = 20;
const MINUTE_MS = 60_000;
/** Nothing takes so long, in ms. */
const PATIENCE_MS = 3 * MINUTE_MS;

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
    const counted: Figures[] = [];
    try {
      await soak(await openProfile(), site, (minute) => counted.push(minute));
      expect(courses(counted).filter(({ verdict }) => verdict === 'grows')).toEqual([]);
    } finally {
      // Also of what was given up in between.
      if (counted.length >= FEWEST_MINUTES) console.log(table(courses(counted)));
      await site.stop();
    }
  });
});

/** Uses the app at random, and counts once a minute, at home. */
async function soak(context: BrowserContext, site: Site, tell: (minute: Figures) => void): Promise<void> {
  const violations: string[][] = [];
  context.on('page', (opened) => violations.push(collectViolations(opened)));
  await watchHeld(context);
  const page = await context.newPage();
  page.setDefaultTimeout(MINUTE_MS);
  await visit(page, site.url);
  const devtools = await context.newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  const walker: Walker = { ...NOTHING_KNOWN, page, site, devtools, random: randomOf(seed) };
  const memory = await Memory.of(context, page, devtools);
  const done: string[] = [];
  try {
    for (let minute = 1; minute <= minutes; minute += 1) {
      const until = performance.now() + MINUTE_MS;
      while (performance.now() < until) {
        const action = chooseAction(await inTime(possibleUses(walker)), walker.random);
        done.push(`${action.name}, not done`);
        done[done.length - 1] = await inTime(action.run(walker));
        await inTime(quiet(page, walker.isOnline));
        expect(violations.flat()).toEqual([]);
      }
      await inTime(goHome(walker));
      const counted = { ...(await inTime(memory.read())), ...(await inTime(countAll(page, devtools))) };
      console.log(`minute ${minute}, ${done.length} actions: ${line(counted)}`);
      tell(counted);
    }
  } catch (error) {
    throw new Error(`seed ${seed}, after: ${done.slice(-LAST_ACTIONS).join(' → ')}`, { cause: error });
  }
}

/** @throws where it does not end. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('This does not end.')), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What is worth a look meanwhile. */
function line(figures: Figures): string {
  const short = Object.entries(figures).filter(([name]) => !/^(?:workbox|afterimage)/.test(name));
  return short.map(([name, value]) => `${name} ${value.toLocaleString('en')}`).join('; ');
}
