import { readFile } from 'node:fs/promises';
import { expect, picture, settleAtTop, storedThumbnails, test, tile, visit, visitAll } from '../support/fixtures.ts';
import { figure, openLevers, openOverlay, overlay } from '../support/overlay.ts';

const PICTURE = 900 * 600 * 4;

test('says what a cache saved: each picture that was shown without the network', async ({ page, site }) => {
  await visitAll(page, site.url);
  // A reload keeps the place.
  await settleAtTop(page);
  await page.reload();
  await openOverlay(page);
  await settleAtTop(page);
  const { hits } = await page.evaluate(async () => (await afterimage.stats()).thumbnails);
  expect(hits).toBeGreaterThan(5);
  await expect(figure(page, 'saved.start.requests')).toHaveAttribute('value', String(hits));
  await expect(figure(page, 'served.thumbnails.hits')).toHaveAttribute('value', String(hits));
  const bytes = await figure(page, 'served.thumbnails.bytes').getAttribute('value');
  await expect(figure(page, 'saved.start.bytes')).toHaveAttribute('value', String(bytes));
});

test('adds up what was saved since ever, over reloads and in all pages', async ({ page, site, context }) => {
  const ever = (which: typeof page) => figure(which, 'saved.ever.requests').getAttribute('value').then(Number);
  await visitAll(page, site.url);
  await page.reload();
  await openOverlay(page);
  await expect.poll(() => ever(page)).toBeGreaterThan(5);
  await page.reload();
  await openOverlay(page);
  const before = await ever(page);
  expect(before).toBeGreaterThan(5);
  // What the page saves now is in its own figure at once, and in that of others when it is left.
  const other = await context.newPage();
  await other.goto(site.url);
  await other.waitForSelector('.tile[data-tier]');
  await other.close({ runBeforeUnload: true });
  await expect.poll(() => ever(page)).toBeGreaterThan(before);
});

test('draws memory over time against the budget, with a mark where something was collected', async ({ page, site }) => {
  await page.goto(`${site.url}?overlay`);
  await tile(page, 'july 7').getByRole('link').click();
  await expect(figure(page, 'memory.retained.count')).toHaveAttribute('value', '3');
  const area = (state: string) => overlay(page).locator(`.memory-chart [data-state="${state}"]`).getAttribute('d');
  expect(await area('leased')).toMatch(/^M/);
  expect(await area('retained')).not.toBe(await area('leased'));
  const marks = overlay(page).locator('.chart-collections');
  await expect(marks).toHaveAttribute('d', '');
  await page.evaluate((bytes) => afterimage.setMemoryBudget(bytes), PICTURE);
  await expect
    .poll(async () => {
      await page.requestGC();
      return marks.getAttribute('d');
    })
    .toMatch(/^M/);
  await expect(figure(page, 'memory.budgetBytes')).toHaveAttribute('value', String(PICTURE));
  expect(await figure(page, 'memory.collected').getAttribute('value')).not.toBe('0');
});

test('shows the storage as soon as it changes', async ({ page, site }) => {
  await visit(page, `${site.url}?overlay`);
  await settleAtTop(page);
  const shown = () => figure(page, 'stored.thumbnails.count').getAttribute('value').then(Number);
  await expect.poll(shown).toBeGreaterThan(5);
  await expect.poll(async () => (await shown()) - (await storedThumbnails(page))).toBe(0);
  await page.evaluate(() => afterimage.clear());
  await expect(figure(page, 'stored.thumbnails.count')).toHaveAttribute('value', '0');
});

test('says what the levers did, and they do it', async ({ page, site }) => {
  await visit(page, `${site.url}?overlay`);
  await openLevers(page);
  const panel = overlay(page);
  await expect(panel.getByRole('button', { name: 'Evict photo' })).toBeDisabled();
  await tile(page, 'july 7').getByRole('link').click();
  await expect(picture(page, 'july 7')).toHaveAttribute('data-state', 'full');
  await expect(figure(page, 'memory.retained.count')).toHaveAttribute('value', '3');
  await panel.getByRole('button', { name: 'Trim memory' }).click();
  await expect(panel.getByText('Gave back 6.5 MB.')).toBeVisible();
  await expect(figure(page, 'memory.retained.count')).toHaveAttribute('value', '0');
  await panel.getByRole('button', { name: 'Evict photo' }).click();
  await expect(
    panel.getByText(/^Evicted: 0 B of memory, .* of storage\. What is on the screen goes when it is left\.$/),
  ).toBeVisible();
  await panel.getByLabel('Memory budget').selectOption({ label: '64 MB' });
  await expect(figure(page, 'memory.budgetBytes')).toHaveAttribute('value', '64000000');
  await panel.getByLabel('Thumbnail budget').selectOption({ label: '50 MB' });
  await expect(figure(page, 'stored.thumbnails.budgetBytes')).toHaveAttribute('value', '50000000');
  await panel.getByRole('button', { name: 'Collect garbage' }).click();
  await expect(panel.getByText(/^Browsers let no page force that/)).toBeVisible();
});

test('pretends to be offline and says so, until it is told otherwise', async ({ page, site }) => {
  await visit(page, `${site.url}?overlay`);
  await openLevers(page);
  const network = overlay(page).getByLabel('Network');
  await network.selectOption('Pretend offline');
  await expect(page.getByRole('banner').getByText('Offline')).toBeVisible();
  await network.selectOption('As it is');
  await expect(page.getByRole('banner').getByText('Offline')).toBeHidden();
});

test('copies all it knows as JSON of a documented format, and saves the same as a file', async ({
  page,
  site,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visit(page, `${site.url}?overlay`);
  await overlay(page).getByRole('button', { name: 'Copy as JSON' }).click();
  await expect(overlay(page).getByText('Copied.')).toBeVisible();
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  const stats = await page.evaluate(() => afterimage.stats());
  expect(copied).toMatchObject({
    format: 'afterimage-tiers',
    version: 1,
    tiers: { network: { hits: stats.network.requests, misses: 0, bytes: stats.network.bytes, hitRatio: 1 } },
    memory: { leased: { count: 0, bytes: 0 }, budgetBytes: stats.memory.budgetBytes },
    storage: { pinned: { count: 0, bytes: 0 } },
    saved: { sinceStart: { requests: 0, bytes: 0 } },
  });
  expect(copied.events[0]).toMatchObject({ kind: 'served', rendition: 'thumbnail', tier: 'network' });
  expect(copied.memory.history.length).toBeGreaterThan(0);
  const saving = page.waitForEvent('download');
  await overlay(page).getByRole('button', { name: 'Save as file' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^afterimage-tiers-[\dT-]+\.json$/);
  const saved = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(Object.keys(saved)).toEqual(Object.keys(copied));
});
