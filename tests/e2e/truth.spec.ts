import type { BrowserContext, Page } from 'playwright/test';
import { add, jpegOf } from '../support/device.ts';
import { askWorker } from '../support/faults.ts';
import { expect, test, tile, visitAll } from '../support/fixtures.ts';
import type { Site } from '../support/site.ts';
import { Agreement } from '../support/truth/agreement.ts';
import { watchBitmaps } from '../support/truth/bitmaps.ts';
import { type Known, read } from '../support/truth/claims.ts';
import { quiet } from '../support/truth/quiet.ts';
import { watchReads } from '../support/truth/reads.ts';
import { watchScreen } from '../support/truth/screen.ts';
import { readStored } from '../support/truth/stored.ts';
import { allClaims, walk } from '../support/truth/walk.ts';

test.use({ viewport: { width: 800, height: 600 } });

/** Has something stand in every tier, and counts from the next page on. */
async function prepare(
  page: Page,
  site: Site,
): Promise<Pick<Known, 'thumbnailBudget' | 'thumbnailsBefore' | 'devicePhotos'>> {
  await visitAll(page, site.url);
  await page.evaluate(() => window.scrollTo(0, 0));
  await add(page, [await jpegOf('device one.jpg')]);
  await keep(page, ['july 1', 'july 6', 'june 4']);
  const { thumbnails } = await readStored(page);
  await watch(page.context());
  site.forgetRequests();
  return { thumbnailBudget: 500_000_000, thumbnailsBefore: thumbnails.count, devicePhotos: 1 };
}

/** Opens the app with its overlay; what is known of its memory is its budget. */
async function open(page: Page, site: Site): Promise<Pick<Known, 'memoryBudget' | 'just'>> {
  await page.goto(`${site.url}?overlay`);
  await quiet(page);
  const { memory } = await page.evaluate(() => afterimage.stats());
  return { memoryBudget: memory.budgetBytes, just: undefined };
}

async function watch(context: BrowserContext): Promise<void> {
  for (const each of [watchBitmaps, watchReads, watchScreen]) await each(context);
}

async function keep(page: Page, titles: readonly string[]): Promise<void> {
  const months: Record<string, string> = { july: '2024-07', june: '2024-06' };
  const pins = await Promise.all(
    titles.map(async (title) => {
      const photo = await tile(page, title).getAttribute('data-photo');
      const section = months[title.split(' ')[0] ?? ''];
      return { scope: { kind: 'photo', photo, section }, quality: 'screen' };
    }),
  );
  await askWorker(page, { type: 'pin', pins });
  const kept = async () => {
    const { value } = await askWorker<{ value: { progress: { state: string; photos: { kept: number } } } }>(page, {
      type: 'pinning',
    });
    return [value.progress.state, value.progress.photos.kept];
  };
  await expect.poll(kept).toEqual(['idle', titles.length]);
}

for (const seed of [1, 2, 3, 4]) {
  test(`every figure agrees with the outside in every step of a walk: seed ${seed}`, async ({ page, site }) => {
    test.setTimeout(180_000);
    const stored = await prepare(page, site);
    const known = { ...stored, ...(await open(page, site)) };
    const { memory, thumbnails, network } = await walk({ page, site, known }, seed, 125);
    // What never happens, nobody counts wrongly.
    const happened = { ...memory, ...network, evicted: thumbnails.evicted };
    for (const figure of ['hits', 'misses', 'collected', 'requests', 'failures', 'evicted'] as const) {
      expect.soft(happened[figure], figure).toBeGreaterThan(0);
    }
  });
}

test('two tabs show each its own memory tier, and both the storage tier that they share', async ({ page, site }) => {
  const stored = await prepare(page, site);
  const one = await open(page, site);
  const other = await page.context().newPage();
  const two = await open(other, site);
  // A tab in the background draws nothing, and so never comes to rest.
  await page.bringToFront();
  await tile(page, 'july 2').getByRole('link').click();
  await quiet(page);
  await other.bringToFront();
  await tile(other, 'july 2').getByRole('link').click();
  await quiet(other);
  await other.keyboard.press('ArrowRight');
  await quiet(other);
  await other.keyboard.press('Escape');
  await expect(other.getByRole('dialog', { name: 'Photo' })).toBeHidden();
  await other.evaluate(() => afterimage.setMemoryBudget(10_000_000));
  // The budget is that of both.
  await askWorker(other, { type: 'set-thumbnail-budget', bytes: 30_000 });
  const known = { ...stored, thumbnailBudget: 30_000 };
  const tabs = [
    { page, known: { ...known, ...one } },
    { page: other, known: { ...known, ...two, memoryBudget: 10_000_000 } },
  ];
  await expect.poll(async () => (await Promise.all(tabs.map((tab) => disagreement(tab, site)))).join('')).toBe('');
  const leased = () => afterimage.stats().then(({ memory }) => memory.leased.count);
  expect([await page.evaluate(leased), await other.evaluate(leased)]).toEqual([1, 0]);
});

/** The figures of a tab that do not agree, side by side; the server does not know which tab asked it. */
async function disagreement({ page, known }: { page: Page; known: Known }, site: Site): Promise<string> {
  const claims = allClaims(await read(page, site), known).filter(({ figure }) => !figure.includes('by the server'));
  const agreement = new Agreement();
  return agreement.against(claims).length > 0 ? agreement.table(claims) : '';
}
