import { randomOf } from '../bench/eviction/random.ts';
import { expect, test, visitAll } from '../support/fixtures.ts';
import { isOpen, type Walker } from '../support/truth/actions.ts';
import { quiet } from '../support/truth/quiet.ts';
import { USES, type Use } from './actions.ts';
import { countAll } from './figures.ts';
import { goHome } from './home.ts';
import { NOTHING_KNOWN } from './walker.ts';
import { watchHeld } from './watch.ts';

const ROUNDS = 5;
/** By then all that is made once is made: parts of the app that are loaded late, elements that are used again. */
const WARM = 2;

test('everything that can be done, done five times, leaves nothing behind after the second time', async ({
  page,
  site,
}) => {
  test.setTimeout(300_000);
  page.setDefaultTimeout(30_000);
  await watchHeld(page.context());
  await visitAll(page, site.url);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  const start = () => ({ ...NOTHING_KNOWN, page, site, devtools, random: randomOf(1) });
  for (let round = 1; round <= WARM; round += 1) await doAll(start());
  const { nodes: warmNodes = Number.NaN, ...warm } = await countAll(page, devtools);
  for (let round = WARM + 1; round <= ROUNDS; round += 1) await doAll(start());
  await expect(async () => {
    const { nodes, ...counted } = await countAll(page, devtools);
    expect(counted).toEqual(warm);
    // Tiles wait for their next use with or without a heading, so there may be fewer; or more, until they are used again.
    if (Number(nodes) > warmNodes) await goHome(start());
    expect(nodes).toBeLessThanOrEqual(warmNodes);
  }).toPass({ timeout: 60_000 });
});

/** Everything once, in the order of the list, and back to where it began. */
async function doAll(walker: Walker): Promise<void> {
  for (const use of USES) {
    await prepare(walker, use);
    await use.run(walker);
    await quiet(walker.page, walker.isOnline);
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
