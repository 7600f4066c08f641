import { randomOf } from '../bench/eviction/random.ts';
import { expect, test, visitAll } from '../support/fixtures.ts';
import { isOpen, type Walker } from '../support/truth/actions.ts';
import { quiet } from '../support/truth/quiet.ts';
import { USES, type Use } from './actions.ts';
import { countAll, type Figures } from './figures.ts';
import { goHome } from './home.ts';
import { watchHeld } from './watch.ts';

const ROUNDS = 5;
/** By then all that is made once is made: parts of the app that are loaded late, elements that are used again. */
const WARM = 2;

test('everything that can be done, done five times, leaves nothing behind after the second time', async ({
  page,
  site,
}) => {
  test.setTimeout(600_000);
  page.setDefaultTimeout(20_000);
  await watchHeld(page.context());
  await visitAll(page, site.url);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  const known = {
    ...{ memoryBudget: 0, thumbnailBudget: 0, thumbnailsBefore: 0, devicePhotos: 0 },
    just: undefined,
  };
  let warm: Figures = {};
  for (let round = 1; round <= ROUNDS; round += 1) {
    await doAll({ page, site, devtools, known, random: randomOf(1), isOnline: true, givenUp: 0 });
    const begun = Date.now();
    const counted = await countAll(page, devtools);
    console.log(round, Date.now() - begun, JSON.stringify(counted));
    if (round === WARM) warm = counted;
  }
  await expect.poll(() => countAll(page, devtools)).toEqual(warm);
});

/** Everything once, in the order of the list, and back to where it began. */
async function doAll(walker: Walker): Promise<void> {
  for (const use of USES) {
    await prepare(walker, use);
    const begun = Date.now();
    const did = await use.run(walker);
    await quiet(walker.page, walker.isOnline);
    console.log(did, Date.now() - begun);
  }
  await goHome(walker);
}

/** Goes where it can be done. */
async function prepare(walker: Walker, { where, needsNetwork }: Use): Promise<void> {
  const run = async (name: string) => {
    await USES.find((use) => use.name === name)?.run(walker);
    await quiet(walker.page, walker.isOnline);
  };
  if (needsNetwork && !walker.isOnline) await run('network');
  const isViewer = await isOpen(walker.page);
  if (where === 'viewer' && !isViewer) await run('open');
  if (where === 'grid' && isViewer) await run('back');
}
