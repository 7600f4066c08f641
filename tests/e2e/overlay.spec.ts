import { askToSaveData, expect, picture, seeAll, settleAtTop, test, tile, tiles, visit } from '../support/fixtures.ts';

const MB64 = 64_000_000;

test('opens and closes by its button, by the key o and by its address, and is closed at first', async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  const overlay = page.getByRole('region', { name: 'Tier overlay' });
  await expect(overlay).toBeHidden();
  await page.getByRole('button', { name: 'Tier overlay', exact: true }).click();
  await expect(overlay).toBeVisible();
  await expect(page.getByRole('button', { name: 'Tier overlay', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('o');
  await expect(overlay).toBeHidden();
  await page.goto(`${site.url}?overlay`);
  await expect(overlay).toBeVisible();
  await page.getByRole('button', { name: 'Close tier overlay' }).click();
  await expect(overlay).toBeHidden();
});

test('marks every painted tile with its tier and its time, only while it is open', async ({ page, site }) => {
  await page.goto(site.url);
  const first = tiles(page).first();
  await expect(first).toHaveAttribute('data-tier', 'network');
  const mark = () => first.evaluate((item) => getComputedStyle(item, '::after').content);
  expect(await mark()).toBe('none');
  await expect(first.getByRole('link')).not.toHaveAttribute('aria-description');
  await page.keyboard.press('o');
  await expect.poll(mark).toMatch(/^"■" " " ?"\d+" ?" ms"|^"■ \d+ ms"/);
  await expect(first.getByRole('link')).toHaveAttribute('aria-description', /^network, [\d.,]+ ms$/);
  await page.keyboard.press('o');
  await expect(first.getByRole('link')).not.toHaveAttribute('aria-description');
});

test('tells of tiles that come while it is open, too', async ({ page, site }) => {
  await visit(page, `${site.url}?overlay`);
  await seeAll(page);
  await expect(tiles(page).last().getByRole('link')).toHaveAttribute('aria-description', /^network, [\d.,]+ ms$/);
});

test('shows on the picture in the viewer by which tiers it got sharper, and how long the last one took', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}?overlay`);
  await expect(page.getByRole('region', { name: 'Tier overlay' })).toBeVisible();
  await tile(page, 'july 0').getByRole('link').click();
  const shown = picture(page, 'july 0');
  await expect(shown).toHaveAttribute('data-state', 'full');
  const trail = page.locator('.tier-trail');
  await expect(shown).toHaveAttribute('aria-description', /^network, network, [\d.,]+ ms$/);
  await expect(trail.locator('[data-tier="network"]')).toHaveCount(2);
  await expect(trail).toHaveText(/^[\d.,]+ ms$/);
  await page.keyboard.press('Escape');
  await tile(page, 'july 0').getByRole('link').click();
  await expect(shown).toHaveAttribute('aria-description', /^memory, [\d.,]+ ms$/);
  await page.keyboard.press('o');
  await expect(trail).toHaveCount(0);
  await expect(shown).not.toHaveAttribute('aria-description');
});

for (const [device, viewport] of Object.entries({
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
})) {
  test(`never covers a control of the viewer: ${device}`, async ({ page, site }) => {
    await page.setViewportSize(viewport);
    await page.goto(`${site.url}?overlay`);
    await tile(page, 'july 1').getByRole('link').click();
    for (const name of ['Next photo', 'Previous photo', 'Close']) {
      await page.getByRole('button', { name, exact: true }).click({ trial: true });
    }
  });
}

test('shows the figures that stats() gives and that the server counted', async ({ page, site }) => {
  await askToSaveData(page);
  await visit(page, site.url);
  await page.keyboard.press('o');
  await tile(page, 'july 0').getByRole('link').click();
  await expect(picture(page, 'july 0')).toHaveAttribute('data-state', 'full');
  await page.keyboard.press('Escape');
  await tile(page, 'july 0').getByRole('link').click();
  await expect(picture(page, 'july 0')).toHaveAttribute('data-tier', 'memory');

  const { memory, thumbnails, network } = await page.evaluate(() => afterimage.stats());
  const served = ['thumbnails', 'screens', 'originals'].flatMap((folder) => [
    ...site.requestsBelow(`/library/${folder}/`).values(),
  ]);
  expect(network.requests).toBe(served.reduce((sum, count) => sum + count, 0));
  expect(memory).toMatchObject({ hits: 1, misses: 1, leased: { count: 1, bytes: 900 * 600 * 4 } });
  const row = (tier: string) =>
    page.getByRole('table', { name: 'What each tier answered' }).getByRole('row', { name: tier });
  await expect(row('memory').getByRole('cell')).toHaveText(['1', '1', '50%', /^[\d.,]+$/, /^[\d.,]+$/, '2.2 MB']);
  await expect(row('network').getByRole('cell').first()).toHaveText(String(network.requests));
  await expect(row('thumbnails').getByRole('cell').nth(1)).toHaveText(String(thumbnails.misses));
});

test('writes a live log, newest last, while the viewer is open too', async ({ page, site }) => {
  await askToSaveData(page);
  await page.goto(`${site.url}?overlay`);
  const log = page.getByRole('log');
  await expect(log).toContainText('FETCHED_IMAGE july 0 (thumbnail, network');
  // Until all thumbnails are there, one of them may be the newest.
  await settleAtTop(page);
  await tile(page, 'july 0').getByRole('link').click();
  await expect(log.getByRole('paragraph').last()).toHaveText(/^FETCHED_IMAGE july 0 \(screen, network, \d+ ms, .+B\)$/);
});

test('o typed with a modifier belongs to the browser', async ({ page, site }) => {
  await page.goto(site.url);
  await page.keyboard.press('Alt+o');
  await expect(page.getByRole('region', { name: 'Tier overlay' })).toBeHidden();
});

test('a picture over the budget stays weakly reachable until a real collection, which the books then show', async ({
  page,
  site,
}) => {
  // As on a device with little memory: 64 MB for decoded pictures, of which one photo here alone takes 96.
  await page.addInitScript(() => Object.defineProperty(navigator, 'deviceMemory', { get: () => 0.25 }));
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  await page.goto(site.url);
  await seeAll(page);
  for (const title of ['big one', 'big two']) {
    await tile(page, title).getByRole('link').click();
    await page.getByRole('button', { name: 'Full size' }).click();
    await expect(picture(page, title)).toHaveAttribute('data-state', 'full');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  const { memory } = await page.evaluate(() => afterimage.stats());
  expect(memory.budgetBytes).toBe(MB64);
  expect(memory.leased.count).toBe(0);
  expect(memory.retained.bytes).toBeLessThanOrEqual(MB64);
  // Each is larger than the whole budget, so the first was closed when the second became weak.
  expect(memory.weak.count + memory.collected).toBeGreaterThanOrEqual(1);
  const collected = async () => {
    await page.requestGC();
    return page.evaluate(async () => (await afterimage.stats()).memory);
  };
  await expect.poll(collected).toMatchObject({ weak: { count: 0, bytes: 0 } });
  expect(messages).toContain('CLEANED_IMAGE big two');
});

test('trim() gives back every picture that nobody looks at', async ({ page, site }) => {
  await page.goto(site.url);
  await tile(page, 'july 7').getByRole('link').click();
  await expect(picture(page, 'july 7')).toHaveAttribute('data-state', 'full');
  await page.evaluate(() => afterimage.trim());
  const { memory } = await page.evaluate(() => afterimage.stats());
  expect([memory.leased.count, memory.retained.count, memory.weak.count]).toEqual([1, 0, 0]);
});

test('a smaller budget takes effect at once, and what is no budget is refused', async ({ page, site }) => {
  await page.goto(site.url);
  await tile(page, 'july 7').getByRole('link').click();
  const memory = async () => (await page.evaluate(() => afterimage.stats())).memory;
  await expect.poll(async () => (await memory()).retained.count).toBe(3);
  const picture = 900 * 600 * 4;
  await page.evaluate((bytes) => afterimage.setMemoryBudget(bytes), 2 * picture);
  expect(await memory()).toMatchObject({ budgetBytes: 2 * picture, leased: { count: 1 }, retained: { count: 1 } });
  for (const bytes of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    await expect(page.evaluate((wrong) => afterimage.setMemoryBudget(wrong), bytes)).rejects.toThrow('RangeError');
  }
});

test('gives memory back when the browser freezes the page, and goes on afterwards', async ({ page, site }) => {
  await page.goto(site.url);
  await tile(page, 'july 7').getByRole('link').click();
  await expect(picture(page, 'july 7')).toHaveAttribute('data-state', 'full');
  const retained = async () => (await page.evaluate(() => afterimage.stats())).memory.retained.count;
  await expect.poll(retained).toBeGreaterThan(0);
  // Headless browsers freeze no page, so the test says what they would say.
  await page.evaluate(() => document.dispatchEvent(new Event('freeze')));
  expect(await retained()).toBe(0);
  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 'july 8')).toHaveAttribute('data-state', 'full');
});
