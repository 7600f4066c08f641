import type { Page } from 'playwright/test';
import { addressOf, expect, test, tile, tiles, visit } from '../support/fixtures.ts';
import { hold } from '../support/hold.ts';

/** What moved by itself since the page was opened, as browsers count it: what somebody pressed a moment ago may move something. */
function shifts(page: Page): Promise<{ value: number; what: string }[]> {
  return page.evaluate(async () => {
    const found: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => found.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    observer.disconnect();
    // As https://wicg.github.io/layout-instability/ has it, which TypeScript does not know.
    const entries = found as unknown as { value: number; hadRecentInput: boolean; sources: { node?: Element }[] }[];
    return entries
      .filter(({ hadRecentInput }) => !hadRecentInput)
      .map(({ value, sources }) => ({ value, what: sources.map(({ node }) => node?.className).join(', ') }));
  });
}

/** A figure that gets longer in its cell counts, and so does a heading below one that was higher than was thought. */
const MOST = 0.001;

async function expectStill(page: Page): Promise<void> {
  const found = await shifts(page);
  expect(
    found.reduce((sum, { value }) => sum + value, 0),
    JSON.stringify(found),
  ).toBeLessThan(MOST);
}

async function scroll(page: Page, by: number): Promise<void> {
  await page.evaluate(async (each) => {
    for (let step = 0; step < 10; step += 1) {
      window.scrollBy(0, each);
      await new Promise((done) => requestAnimationFrame(done));
    }
  }, by);
}

for (const [device, viewport] of [
  ['desktop', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 844 }],
] as const) {
  test(`nothing moves by itself: opening, scrolling, selecting, a photo, another page (${device})`, async ({
    page,
    site,
  }) => {
    await page.setViewportSize(viewport);
    await visit(page, site.url);
    await expectStill(page);
    await page.reload();
    await expect(tiles(page).first()).toHaveAttribute('data-tier', 'thumbnails');
    await scroll(page, 60);
    await scroll(page, -30);
    await scroll(page, 40);
    await scroll(page, -60);
    await page.getByRole('button', { name: 'Select' }).click();
    await tile(page, 'july 1').getByRole('checkbox').click();
    await page.keyboard.press('Escape');
    await tile(page, 'july 1').getByRole('link').click();
    await expect(page.getByRole('img', { name: 'july 1' })).toHaveAttribute('data-state', /screen|full/);
    await page.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
    await page.getByRole('link', { name: 'Storage' }).click();
    await expect(page.getByText(/^Afterimage takes /)).toBeVisible();
    await page.goBack();
    await expect(tile(page, 'july 1')).toBeVisible();
    await expectStill(page);
  });

  test(`nothing moves by itself where an address leads to a photo (${device})`, async ({ page, site, browser }) => {
    const address = await addressOf(page, site, 'july 1');
    const context = await browser.newContext({ viewport });
    const first = await context.newPage();
    await first.goto(address);
    await expect(first.getByRole('img', { name: 'july 1' })).toHaveAttribute('data-state', /screen|full/);
    await expectStill(first);
    await context.close();
  });

  test(`nothing moves by itself where an address leads to the storage page (${device})`, async ({
    page,
    context,
    site,
  }) => {
    await page.setViewportSize(viewport);
    const library = await hold(context, '**/library.json');
    await page.goto(`${site.url}storage`);
    await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible();
    library.letGo();
    await expect(page.getByRole('button', { name: 'Select' })).toBeVisible();
    await expect(page.getByText(/^Afterimage takes /)).toBeVisible();
    await expectStill(page);
  });

  test(`nothing moves by itself where the newest month comes last (${device})`, async ({ page, context, site }) => {
    await page.setViewportSize(viewport);
    const newest = await hold(context, '**/sections/2024-07.*');
    const older = page.waitForEvent('requestfinished', (request) => request.url().includes('/sections/2024-06.'));
    await page.goto(site.url);
    await older;
    // Time for it to be shown, where it were.
    await page.evaluate(async () => {
      for (let frame = 0; frame < 5; frame += 1) await new Promise((done) => requestAnimationFrame(done));
    });
    newest.letGo();
    await expect(tile(page, 'june 0')).toBeAttached();
    await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
    await expectStill(page);
  });
}
