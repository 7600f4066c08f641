import type { Page, Route } from 'playwright/test';
import { CACHES } from '../../src/shared/tier.ts';
import { killWorkers, storedUrls } from '../support/faults.ts';
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

test('a new library is there before what is left of the old one is forgotten, which a later worker finishes', async ({
  page,
  library,
  context,
}) => {
  await withTemporaryFolder(async (folder) => {
    const copy = await LibraryCopy.make(library, folder);
    await using site = await open(copy);
    await visitAll(page, site.url);
    const before = await copy.thumbnail('july 3', site.url);
    await copy.remove('july 3');
    // As long as somebody else works with the thumbnails, nothing of them can be forgotten.
    const busy = await context.newPage();
    await busy.goto(new URL('icons/icon.svg', site.url).href);
    await busy.evaluate(
      (name) =>
        new Promise<void>((resolve) => {
          void navigator.locks.request(name, () => {
            resolve();
            return new Promise(() => {});
          });
        }),
      CACHES.thumbnails,
    );
    const storedLibrary = () =>
      page.evaluate(
        async (name) => (await (await caches.open(name)).match('library/library.json'))?.json(),
        CACHES.library,
      );
    await page.evaluate(() => fetch('library/library.json').then((response) => response.text()));
    await expect.poll(async () => (await storedLibrary()).total).toBe(LIBRARY.length - 1);
    await expect(tile(page, 'july 3')).toHaveCount(0);
    expect(await storedUrls(page, 'thumbnails')).toContain(before);
    await killWorkers(page);
    await busy.close();
    await page.reload();
    await expect.poll(() => storedUrls(page, 'thumbnails')).not.toContain(before);
    // The library and its months: nothing is left of the old one.
    await expect.poll(async () => (await storedFiles(page)).length).toBe((await storedLibrary()).sections.length + 1);
  });
});

test('an update that was interrupted goes on with what it had fetched', async ({ page, library, context }) => {
  await withTemporaryFolder(async (folder) => {
    const copy = await LibraryCopy.make(library, folder);
    await using site = await open(copy);
    await visitAll(page, site.url);
    await copy.remove('july 3');
    await copy.remove('june 3');
    const [july, june] = [await copy.sectionFile('2024-07'), await copy.sectionFile('2024-06')];
    // The first of the new months comes, and the second one does not.
    await context.route(`**/${june}`, (route) => route.abort());
    const ask = () => page.evaluate(() => fetch('library/library.json').then((response) => response.text()));
    await ask();
    await expect.poll(async () => (await storedFiles(page)).some((file) => file.endsWith(july))).toBe(true);
    await untilLibraryIsKept(page);
    const before = site.requests(`/library/${july}`);
    await context.unroute(`**/${june}`);
    await ask();
    await expect.poll(async () => (await storedFiles(page)).some((file) => file.endsWith(june))).toBe(true);
    expect(site.requests(`/library/${july}`)).toBe(before);
  });
});

for (const [trouble, answer] of [
  ['the connection is lost', (route: Route) => route.abort()],
  ['the server is busy', (route: Route) => route.fulfill({ status: 503 })],
] as const) {
  test(`a new library counts only as a whole, else the old one stays: ${trouble}`, async ({
    page,
    library,
    context,
  }) => {
    await withTemporaryFolder(async (folder) => {
      const copy = await LibraryCopy.make(library, folder);
      await using site = await open(copy);
      await visitAll(page, site.url);
      await copy.remove('july 3');
      await context.route('**/library/sections/*', answer);
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.reload();
      await page.evaluate(() => fetch('library/library.json').then((response) => response.text()));
      await untilLibraryIsKept(page);
      await site.stop();
      await context.unroute('**/library/sections/*');
      await page.reload();
      await expect(tile(page, 'july 3')).toHaveAttribute('data-tier', 'thumbnails');
    });
  });
}

test('an open page follows the library that another one brought', async ({ page, library, context }) => {
  await withTemporaryFolder(async (folder) => {
    const copy = await LibraryCopy.make(library, folder);
    await using site = await open(copy);
    await visitAll(page, site.url);
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect(tile(page, 'july 3')).toBeVisible();
    await copy.remove('july 3');
    const other = await context.newPage();
    await other.goto(site.url);
    await expect(tile(page, 'july 4')).toBeVisible();
    await expect(tile(page, 'july 3')).toHaveCount(0);
  });
});

test('a page that asks for a month that is gone gets the new library', async ({ page, library }) => {
  await withTemporaryFolder(async (folder) => {
    const copy = await LibraryCopy.make(library, folder);
    await using site = await open(copy);
    const old = await copy.sectionFile('2024-06');
    // As when somebody indexes anew right after the library was read.
    await page.route(`**/${old}`, async (route) => {
      await copy.remove('june 3');
      await route.fulfill({ status: 404 });
      await page.unroute(`**/${old}`);
    });
    await page.goto(site.url);
    await expect(tile(page, 'june 4')).toBeAttached();
    await expect(tile(page, 'june 3')).toHaveCount(0);
  });
});

test('a library without a single month leaves the one that is stored as it was', async ({ page, library }) => {
  await withTemporaryFolder(async (folder) => {
    const copy = await LibraryCopy.make(library, folder);
    await using site = await open(copy);
    await visitAll(page, site.url);
    await copy.empty();
    await page.evaluate(() => fetch('library/library.json').then((response) => response.text()));
    await untilLibraryIsKept(page);
    await site.stop();
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.reload();
    await expect(tile(page, 'july 3')).toHaveAttribute('data-tier', 'thumbnails');
    expect(await storedUrls(page, 'thumbnails')).toHaveLength(LIBRARY.length);
  });
});

test('what is no month of a library is not kept as one', async ({ page, site, context }) => {
  await visit(page, site.url);
  await untilLibraryIsKept(page);
  const section = await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const text = await (await cache.match(url))?.text();
      if (!url.includes('/sections/') || !text?.includes('july 0')) continue;
      await cache.delete(url);
      return url;
    }
    throw new Error('The month is not stored');
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

/** The files of the library that are stored. */
function storedFiles(page: Page): Promise<string[]> {
  return page.evaluate(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url), CACHES.library);
}

/** Whoever wants to change the stored library waits until the worker is done with it. */
async function untilLibraryIsKept(page: Page): Promise<void> {
  await page.evaluate((name) => navigator.locks.request(name, () => {}), CACHES.library);
}

/** A server of a library that may change. */
async function open(copy: LibraryCopy): Promise<Site & AsyncDisposable> {
  const site = new Site(copy.indexed);
  await site.start();
  return Object.assign(site, { [Symbol.asyncDispose]: () => site.stop() });
}
