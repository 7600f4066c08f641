import { CACHES } from '../../src/shared/tier.ts';
import { expect, picture, seeAll, test, tile, tiles, visit, visitAll } from '../support/fixtures.ts';

const OFFLINE_PREVIEW = 'Offline. Showing the saved preview.';

test('after one visit, with the server stopped and the browser restarted, everything seen is there', async ({
  site,
  openProfile,
}) => {
  const first = await openProfile();
  const page = await first.newPage();
  await visitAll(page, site.url);
  await first.close();
  await site.stop();

  const offline = await (await openProfile()).newPage();
  await offline.goto(site.url);
  await expect(tiles(offline).first()).toHaveAttribute('data-tier', 'thumbnails');
  await expect(offline.getByRole('status').filter({ hasText: 'Offline' })).toBeVisible();
  await seeAll(offline);
  const { network, thumbnails } = await offline.evaluate(() => afterimage.stats());
  expect(network).toEqual({ requests: 0, bytes: 0, failures: 0 });
  expect(thumbnails.misses).toBe(0);

  await tile(offline, 'may 3').getByRole('link').click();
  await expect(offline.getByText(OFFLINE_PREVIEW)).toBeVisible();
  await expect(picture(offline, 'may 3')).toHaveAttribute('data-state', 'thumbnail');
  await expect(picture(offline, 'may 3')).toHaveAttribute('data-tier', 'thumbnails');
});

test('an app whose own files the browser threw away stores them again at the next visit', async ({ page, site }) => {
  await visitAll(page, site.url);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) if (name.startsWith('workbox-precache')) await caches.delete(name);
  });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.reload();
  const restored = () => page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, CACHES.app);
  await expect.poll(restored).toBeGreaterThan(10);
  let before = 0;
  await expect
    .poll(async () => {
      const now = await restored();
      const settled = now === before;
      before = now;
      return settled;
    })
    .toBe(true);
  await site.stop();
  await page.reload();
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'thumbnails');
});

test('a photo that was open before is not claimed to be sharper offline than what is stored', async ({
  site,
  openProfile,
}) => {
  const first = await openProfile();
  const page = await first.newPage();
  await visit(page, site.url);
  await tile(page, 'july 2').getByRole('link').click();
  await expect(picture(page, 'july 2')).toHaveAttribute('data-state', 'full');
  const address = page.url();
  await first.close();
  await site.stop();

  const offline = await (await openProfile()).newPage();
  await offline.goto(address);
  await expect(offline.getByText(OFFLINE_PREVIEW)).toBeVisible();
  await expect(picture(offline, 'july 2')).toHaveAttribute('data-state', 'thumbnail');
});

test('a photo that was never seen is named, and its blurred placeholder shown, instead of an error page', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 500, height: 200 });
  await visit(page, site.url);
  // The sections are kept though nobody has scrolled to them.
  const sections = () => page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, CACHES.library);
  await expect.poll(sections).toBe(5);
  await site.stop();
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect(tile(page, 'big two')).toHaveAttribute('data-missing', '');
  await tile(page, 'big two').getByRole('link').click();
  await expect(page.getByText('Offline, and this photo is not saved on this device.')).toBeVisible();
  await expect(picture(page, 'big two')).toHaveAttribute('data-state', 'placeholder');
});

test('the photo gets sharp by itself once the network is back', async ({ page, site, context }) => {
  await visit(page, site.url);
  await context.setOffline(true);
  await tile(page, 'july 6').getByRole('link').click();
  await expect(page.getByText(OFFLINE_PREVIEW)).toBeVisible();
  await context.setOffline(false);
  await expect(picture(page, 'july 6')).toHaveAttribute('data-state', 'full');
  await expect(page.getByText(OFFLINE_PREVIEW)).toBeHidden();
});

test('what could not be had comes when somebody is back and so is the server, though nobody said so', async ({
  page,
  site,
}) => {
  await visit(page, site.url);
  await page.evaluate((name) => caches.delete(name), CACHES.thumbnails);
  await site.stop();
  await page.reload();
  await expect(page.getByText('Offline', { exact: true })).toBeVisible();
  await expect(tile(page, 'july 1')).toHaveAttribute('data-state', 'placeholder');
  await site.start();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(tile(page, 'july 1')).toHaveAttribute('data-state', 'thumbnail');
  await expect(page.getByText('Offline', { exact: true })).toBeHidden();
});

test('every page of the app opens offline', async ({ page, site }) => {
  await visit(page, site.url);
  await site.stop();
  for (const path of ['', 'index.html', '?overlay']) {
    await page.goto(site.url + path);
    await expect(tiles(page).first()).toBeVisible();
  }
  for (const [path, name] of [
    ['storage', 'Storage'],
    ['collage', 'Collage'],
  ] as const) {
    await page.goto(`${site.url}${path}`);
    await expect(page.getByRole('heading', { name })).toBeVisible();
  }
});
