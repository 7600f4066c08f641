import { randomOf } from '../bench/eviction/random.ts';
import { expect, test, visitAll } from '../support/fixtures.ts';
import { doAll } from './everything.ts';
import { countAll, type Figures } from './figures.ts';
import { goHome } from './home.ts';
import { NOTHING_KNOWN } from './walker.ts';
import { watchHeld } from './watch.ts';

const ROUNDS = 5;
/** By then all that is made once is made: parts of the app that are loaded late, elements that are used again. */
const WARM = 2;
const NODES = ['nodes', 'detached nodes'];

test('everything that can be done, done five times, leaves nothing behind after the second time', async ({
  page,
  site,
}) => {
  test.setTimeout(600_000);
  page.setDefaultTimeout(30_000);
  await watchHeld(page.context());
  await visitAll(page, site.url);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  const start = () => ({ ...NOTHING_KNOWN, page, site, devtools, random: randomOf(1) });
  for (let round = 1; round <= WARM; round += 1) await doAll(start());
  const warm = await countAll(page, devtools);
  for (let round = WARM + 1; round <= ROUNDS; round += 1) await doAll(start());
  await expect(async () => {
    const counted = await countAll(page, devtools);
    // Tiles wait for their next use with or without a heading, so there may be fewer; or more, until they are used again.
    if (NODES.some((name) => of(counted, name) > of(warm, name))) await goHome(start());
    for (const name of NODES) expect(of(counted, name), name).toBeLessThanOrEqual(of(warm, name));
    expect(withoutNodes(counted)).toEqual(withoutNodes(warm));
  }).toPass({ timeout: 60_000 });
});

function of(counted: Figures, name: string): number {
  return counted[name] ?? Number.NaN;
}

function withoutNodes(counted: Figures): Figures {
  return Object.fromEntries(Object.entries(counted).filter(([name]) => !NODES.includes(name)));
}
