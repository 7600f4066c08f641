import { CACHES } from '../../src/shared/tier.ts';
import { add, jpegOf } from '../support/device.ts';
import { expect, seeAll, test, tile, tiles, visit } from '../support/fixtures.ts';

test('says once that the device is full, shows the photos all the same, and leads to the storage page', async ({
  page,
  site,
  context,
}) => {
  await page.setViewportSize({ width: 500, height: 400 });
  await visit(page, site.url);
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: 1 });
  await page.evaluate(() => window.scrollTo(0, 2000));
  await expect(page.getByText('No space left on this device. Photos are shown, but not kept.')).toHaveCount(1);
  await seeAll(page);
  await expect(page.getByText('No space left on this device.')).toHaveCount(1);
  await page.locator('.notice').getByRole('link', { name: 'Storage' }).click();
  await expect(page.getByRole('heading', { name: 'Storage', level: 1 })).toBeVisible();
  await page.goBack();
  await expect(tile(page, 'big two')).toBeVisible();
  await expect(page.locator('.notice')).toHaveCount(0);
});

test('says when little space is left, and keeps quiet once that was read', async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator.storage, 'estimate', { value: async () => ({ usage: 0, quota: 40_000_000 }) });
  });
  await page.goto(site.url);
  await expect(page.getByText('Only 40 MB are left for photos on this device.')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.locator('.notice')).toHaveCount(0);
  await page.reload();
  await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
  await expect(page.locator('.notice')).toHaveCount(0);
});

test('says that a private window keeps nothing', async ({ page, site }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'serviceWorker', { get: () => undefined }));
  await page.goto(site.url);
  await expect(page.getByText('This browser keeps nothing here, as in a private window.')).toBeVisible();
});

test('is said by screen readers when they have finished what they say', async ({ page, site }) => {
  await page.goto(site.url);
  await expect(page.locator('.notices')).toHaveAttribute('aria-live', 'polite');
});

test('says how old the library is that is shown offline, as long as it is shown', async ({ page, site, context }) => {
  await visit(page, site.url);
  const kept = () => page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, CACHES.library);
  await expect.poll(kept).toBe(5);
  // As if it had been kept then.
  await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const index = await cache.match('library/library.json');
    const headers = { Date: new Date(Date.now() - 3 * 86_400_000).toUTCString() };
    await cache.put('library/library.json', new Response(await index?.blob(), { headers }));
  }, CACHES.library);
  await site.stop();
  await page.reload();
  const age = page.getByRole('status').filter({ hasText: 'Offline. Photos as of 3 days ago.' });
  await expect(age).toBeVisible();
  await context.setOffline(true);
  await expect(age).toBeVisible();
  await context.setOffline(false);
  await expect(age).toBeVisible();
  // As soon as the server answers, what it has is shown.
  await site.start();
  await context.setOffline(true);
  await context.setOffline(false);
  await expect(page.getByRole('status').filter({ hasText: 'Offline' })).toHaveCount(0);
});

test('says that only the photos of this device are shown, and shows the others as soon as they can be had', async ({
  context,
  page,
  site,
}) => {
  const library = '**/library/library.json';
  await context.route(library, (route) => route.fulfill({ status: 404 }));
  await page.goto(site.url);
  await expect(page.getByRole('heading', { name: 'The library cannot be shown' })).toBeVisible();
  await add(page, [await jpegOf('own.jpg', '2024:08:01 12:00:00')]);
  const notice = page.locator('.notice').filter({ hasText: 'There is no photo library here' });
  await expect(notice).toBeVisible();
  await tile(page, 'own').getByRole('link').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await context.unroute(library);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(tile(page, 'july 0')).toBeVisible();
  await expect(notice).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Select', exact: true })).toHaveCount(1);
});
