import type { CDPSession, Page } from 'playwright/test';
import { randomOf } from '../bench/eviction/random.ts';
import { expect, test, visitAll } from '../support/fixtures.ts';
import { doAll } from './everything.ts';
import { countAll, type Figures } from './figures.ts';
import { countSpareNodes } from './spare-nodes.ts';
import { NOTHING_KNOWN } from './walker.ts';
import { watchHeld } from './watch.ts';

const ROUNDS = 5;
/** By then all that is made once is made: parts of the app that are loaded late, elements that are used again. */
const WARM = 2;

// A tracer holds on to what it has seen.
test.use({ trace: 'off' });

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
  const count = () => countKept(page, devtools);
  const warm = await count();
  for (let round = WARM + 1; round <= ROUNDS; round += 1) await doAll(start());
  await expect(async () => expect(await count()).toEqual(warm)).toPass({ timeout: 60_000 });
});

/** All there is, but for nodes that come and go by chance. */
async function countKept(page: Page, devtools: CDPSession): Promise<Figures> {
  const counted = await countAll(page, devtools);
  const spare = await countSpareNodes(devtools);
  const isNodes = (name: string) => name === 'nodes' || name === 'detached nodes';
  return Object.fromEntries(
    Object.entries(counted).map(([name, value]) => [name, isNodes(name) ? value - spare : value]),
  );
}
