import { CACHES } from '../../src/shared/tier.ts';
import { storedUrls } from '../support/faults.ts';
import { expect, test, tile, visit, visitAll } from '../support/fixtures.ts';
import { LIBRARY } from '../support/global-setup.ts';
import { LibraryCopy } from '../support/library-copy.ts';
import { Site, withTemporaryFolder } from '../support/site.ts';

test('a photo that is removed on the server disappears at the next visit, with its thumbnail', async ({
  page,
  library,
}) => {
  await withTemporaryFolder(async (folder) => {
    const copy = await LibraryCopy.make(library, folder);
    await using site = await open(copy);
    await visitAll(page, site.url);
    const thumbnail = await copy.thumbnail('july 3', site.url);
    expect(await storedUrls(page, 'thumbnails')).toContain(thumbnail);
    await copy.remove('july 3');
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.reload();
    await expect(tile(page, 'july 4')).toBeVisible();
    await expect(tile(page, 'july 3')).toHaveCount(0);
    await expect.poll(() => storedUrls(page, 'thumbnails')).not.toContain(thumbnail);
    await expect
      .poll(async () => (await page.evaluate(() => afterimage.stats())).thumbnails.count)
      .toBe(LIBRARY.length - 1);
  });
});

test('a photo that is altered on the server is renewed at the next visit, and what was kept of it goes', async ({
  page,
  library,
}) => {
  await withTemporaryFolder(async (folder) => {
    const copy = await LibraryCopy.make(library, folder);
    await using site = await open(copy);
    await visitAll(page, site.url);
    const before = await copy.thumbnail('july 3', site.url);
    await copy.alter('july 3', 'june 1');
    const after = await copy.thumbnail('july 3', site.url);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.reload();
    await expect.poll(() => storedUrls(page, 'thumbnails')).toContain(after);
    await expect.poll(() => storedUrls(page, 'thumbnails')).not.toContain(before);
    expect(await storedUrls(page, 'thumbnails')).toHaveLength(LIBRARY.length);
  });
});

test('a new library counts only as a whole: one that cannot be had to its end leaves the old one', async ({
  page,
  library,
  context,
}) => {
  await withTemporaryFolder(async (folder) => {
    const copy = await LibraryCopy.make(library, folder);
    await using site = await open(copy);
    await visitAll(page, site.url);
    await copy.remove('july 3');
    await context.route('**/library/sections/*', (route) => route.abort());
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.reload();
    await page.evaluate(() => fetch('library/library.json').then((response) => response.text()));
    await site.stop();
    await context.unroute('**/library/sections/*');
    await page.reload();
    await expect(tile(page, 'july 3')).toHaveAttribute('data-tier', 'thumbnails');
  });
});

test('a library without a single month leaves the one that is stored as it was', async ({ page, library }) => {
  await withTemporaryFolder(async (folder) => {
    const copy = await LibraryCopy.make(library, folder);
    await using site = await open(copy);
    await visitAll(page, site.url);
    await copy.empty();
    await page.evaluate(() => fetch('library/library.json').then((response) => response.text()));
    // Whoever wants to change the library now waits until the worker is done with it.
    await page.evaluate((name) => navigator.locks.request(name, () => {}), CACHES.library);
    await site.stop();
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.reload();
    await expect(tile(page, 'july 3')).toHaveAttribute('data-tier', 'thumbnails');
    expect(await storedUrls(page, 'thumbnails')).toHaveLength(LIBRARY.length);
  });
});

test('what is no month of a library is not kept as one', async ({ page, site, context }) => {
  await visit(page, site.url);
  const section = await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const url = (await cache.keys()).map((key) => key.url).find((key) => key.includes('/sections/')) ?? '';
    await cache.delete(url);
    return url;
  }, CACHES.library);
  const stored = () => page.evaluate(async (url) => (await (await caches.match(url))?.text()) ?? 'not stored', section);
  for (const body of ['{"error":"maintenance"}', '{"photos":[]}']) {
    await context.route(section, (route) => route.fulfill({ contentType: 'application/json', body }));
    expect(await page.evaluate((url) => fetch(url).then((response) => response.text()), section)).toBe(body);
    await context.unroute(section);
  }
  await page.evaluate((url) => fetch(url).then((response) => response.text()), section);
  await expect.poll(stored).toContain('july 0');
});

test('the stored library says since when it is as it is', async ({ page, site }) => {
  const before = Date.now() - 2000;
  await visit(page, site.url);
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('library/library.json')) !== undefined))
    .toBe(true);
  await site.stop();
  const date = await page.evaluate(async () => {
    const { headers } = await fetch('library/library.json');
    return [headers.get('Cache-Status'), headers.get('Date') ?? ''] as const;
  });
  expect(date[0]).toBe('afterimage-library; hit');
  expect(Date.parse(date[1])).toBeGreaterThan(before);
  expect(Date.parse(date[1])).toBeLessThanOrEqual(Date.now());
});

/** A server of a library that may change. */
async function open(copy: LibraryCopy): Promise<Site & AsyncDisposable> {
  const site = new Site(copy.indexed);
  await site.start();
  return Object.assign(site, { [Symbol.asyncDispose]: () => site.stop() });
}
