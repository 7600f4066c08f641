import type { Page } from 'playwright/test';
import { CACHES } from '../../src/shared/tier.ts';
import { askWorker, bookedUrls, killWorkers, storedUrls, tamper } from '../support/faults.ts';
import { expect, seeAll, storedThumbnails, test, tiles, visit, visitAll } from '../support/fixtures.ts';
import { LIBRARY } from '../support/global-setup.ts';
import { hold } from '../support/hold.ts';

/** A page of the site's origin without the app. */
const BARE = 'icons/icon.svg';

/** Makes the database as version 1 did, with an entry for each of these names, and keeps it open as that version would. */
async function makeFirstVersion(page: Page, names: readonly string[]): Promise<void> {
  await page.evaluate(
    async ([cache, all]) => {
      const opening = indexedDB.open('afterimage', 1);
      opening.onupgradeneeded = () => {
        const database = opening.result;
        const entries = database.createObjectStore('entries', { keyPath: ['tier', 'url'] });
        entries.createIndex('byUse', ['tier', 'usedAt']);
        database.createObjectStore('totals', { keyPath: 'tier' });
        database.createObjectStore('settings');
      };
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      database.onversionchange = () => database.close();
      const thumbnails = await caches.open(cache);
      const transaction = database.transaction(['entries', 'totals', 'settings'], 'readwrite');
      const urls = all.map((name) => new URL(`/library/thumbnails/${name}`, location.href).href);
      for (const [index, url] of urls.entries()) {
        transaction.objectStore('entries').put({ tier: 'thumbnails', url, bytes: 10, usedAt: index });
      }
      transaction.objectStore('totals').put({ tier: 'thumbnails', count: urls.length, bytes: 10 * urls.length });
      transaction.objectStore('settings').put(123_456_789, 'thumbnailBudgetBytes');
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      for (const url of urls) await thumbnails.put(url, new Response('0123456789'));
    },
    [CACHES.thumbnails, names] as const,
  );
}

/** Leaves the data of a version that is yet to come. */
function makeFutureVersion(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('afterimage', 99);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      }),
  );
}

test('data of version 1 is taken over, though two other pages have it open', async ({ page, site, context }) => {
  const names = Array.from({ length: 300 }, (_, index) => `old-${index}.jpg`);
  const others = [await context.newPage(), await context.newPage()];
  for (const other of others) await other.goto(new URL(BARE, site.url).href);
  for (const other of others) await makeFirstVersion(other, names);
  await visit(page, site.url);
  await expect
    .poll(async () => (await page.evaluate(() => afterimage.stats())).thumbnails.count)
    .toBeGreaterThan(names.length);
  const { thumbnails } = await page.evaluate(() => afterimage.stats());
  expect(thumbnails.budgetBytes).toBe(123_456_789);
  // Thumbnails may still be on their way.
  const differs = async () => {
    const [stored, booked] = [await storedUrls(page, 'thumbnails'), await bookedUrls(page, 'thumbnails')];
    return stored.sort().join(' ') !== booked.sort().join(' ');
  };
  await expect.poll(differs).toBe(false);
});

test('data of a newer version is left alone: photos are shown, nothing is stored, and the app says what to do', async ({
  page,
  site,
}) => {
  await page.goto(new URL(BARE, site.url).href);
  await makeFutureVersion(page);
  await visit(page, site.url);
  await page.reload();
  await seeAll(page);
  await expect(tiles(page).last()).toHaveAttribute('data-tier', 'network');
  expect(await askWorker(page, { type: 'hello' })).toMatchObject({ ok: false, code: 'newer-data' });
  await expect(page.getByText('newer version')).toBeVisible();
  expect(await storedThumbnails(page)).toBe(0);

  // Whoever gives that data up can store again.
  await page.getByRole('navigation').getByRole('link', { name: 'Storage' }).click();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete everything?' });
  await expect(dialog).toContainText('which alone knows what is stored');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('link', { name: 'Begin anew' }).click();
  await seeAll(page);
  await expect.poll(() => storedThumbnails(page)).toBe(LIBRARY.length);
});

test('a worker that does not know a word says so', async ({ page, site }) => {
  await visit(page, site.url);
  expect(await askWorker(page, { type: 'a-word-of-next-year' })).toMatchObject({ ok: false, code: 'unknown-message' });
});

test('two tabs that look through the library at once lose no write', async ({ page, site, context }) => {
  await visit(page, site.url);
  const other = await context.newPage();
  await visit(other, site.url);
  await page.evaluate(() => afterimage.clear());
  await Promise.all([page.reload(), other.reload()]);
  await Promise.all([seeAll(page), seeAll(other)]);
  await expect.poll(() => bookedUrls(page, 'thumbnails')).toHaveLength(LIBRARY.length);
  const [one, two] = await Promise.all([page, other].map((tab) => tab.evaluate(() => afterimage.stats())));
  expect(one?.thumbnails.count).toBe(LIBRARY.length);
  expect(two?.thumbnails).toMatchObject({ count: one?.thumbnails.count, bytes: one?.thumbnails.bytes });
});

test('deleting everything leaves the app and what others of this origin keep, and tells every page', async ({
  page,
  site,
  context,
}) => {
  await visitAll(page, site.url);
  const elsewhere = new URL('elsewhere/library/library.json', site.url).href;
  await page.evaluate(
    async ([library, url]) => {
      await (await caches.open('somebody-else')).put(url, new Response('{}'));
      await (await caches.open(library)).put(url, new Response('{}'));
    },
    [CACHES.library, elsewhere] as const,
  );
  const other = await context.newPage();
  await other.goto(new URL(BARE, site.url).href);
  await other.evaluate(() => {
    navigator.serviceWorker.addEventListener('message', ({ data }) => {
      if (data.type === 'cleared') document.documentElement.setAttribute('data-cleared', data.tiers.join(' '));
    });
    navigator.serviceWorker.startMessages();
  });
  expect(await askWorker(page, { type: 'delete-everything' })).toMatchObject({ ok: true });
  await expect(other.locator('[data-cleared="pinned device thumbnails"]')).toBeAttached();
  const names = await other.evaluate(() => caches.keys());
  expect(names.filter((name) => name.startsWith('workbox-precache'))).toHaveLength(1);
  expect(names).toContain('somebody-else');
  expect(names).not.toContain(CACHES.thumbnails);
  const libraries = await other.evaluate(
    async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url),
    CACHES.library,
  );
  expect(libraries).toEqual([elsewhere]);
  await page.close();
  await site.stop();
  const offline = await context.newPage();
  await offline.goto(site.url);
  await expect(offline.getByText('The photo library cannot be reached')).toBeVisible();
});

test('an answer that comes after everything was deleted brings nothing of it back', async ({ page, site, context }) => {
  await visit(page, site.url);
  const index = await hold(context, '**/library/library.json');
  const june = await hold(context, '**/library/thumbnails/**');
  await page.evaluate(() => afterimage.clear());
  // What is shown after a while is what is stored.
  await page.reload();
  await Promise.all([index.reached, june.reached]);
  await expect(tiles(page).first()).toBeVisible();
  await askWorker(page, { type: 'delete-everything' });
  const answered = [
    context.waitForEvent('requestfinished', (request) => request.url().endsWith('/library.json')),
    context.waitForEvent('requestfinished', (request) => request.url().includes('/thumbnails/')),
  ];
  index.letGo();
  june.letGo();
  await Promise.all(answered);
  await page.evaluate(
    (names) => Promise.all(names.map((name) => navigator.locks.request(name, () => {}))),
    [CACHES.library, CACHES.thumbnails],
  );
  expect(
    await page.evaluate(() => caches.keys().then((names) => names.filter((name) => name.startsWith('after')))),
  ).toEqual([]);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
});

test('everything is deleted by the next worker where one was killed in the middle of it', async ({ page, site }) => {
  await visitAll(page, site.url);
  await expect.poll(() => bookedUrls(page, 'thumbnails')).toHaveLength(LIBRARY.length);
  const cleared = page.evaluate(
    () =>
      new Promise((resolve) => {
        navigator.serviceWorker.addEventListener(
          'message',
          ({ data }) => data.type === 'cleared' && resolve(data.tiers),
        );
      }),
  );
  await tamper(page, 'settings', Object(true), 'deleting');
  await killWorkers(page);
  void askWorker(page, { type: 'hello' }).catch(() => {});
  expect(await cleared).toEqual(['pinned', 'device', 'thumbnails']);
});

test('books that somebody keeps open for ever hold up nobody who deletes everything', async ({
  page,
  site,
  context,
}) => {
  await visitAll(page, site.url);
  const other = await context.newPage();
  await other.goto(new URL(BARE, site.url).href);
  await other.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.open('afterimage').onsuccess = () => resolve();
      }),
  );
  expect(await askWorker(page, { type: 'delete-everything' })).toMatchObject({ ok: true });
  expect(await other.evaluate((name) => caches.has(name), CACHES.thumbnails)).toBe(false);
});

test('what was used last is kept, also where the page read it without the worker', async ({ page, site }) => {
  await visitAll(page, site.url);
  await expect.poll(() => bookedUrls(page, 'thumbnails')).toHaveLength(LIBRARY.length);
  const { bytes } = (await page.evaluate(() => afterimage.stats())).thumbnails;
  const used = (await bookedUrls(page, 'thumbnails')).slice(0, 5);
  const usedAt = (some?: readonly string[]) =>
    page.evaluate(
      (urls) =>
        new Promise<number[]>((resolve) => {
          const opening = indexedDB.open('afterimage');
          opening.onsuccess = () => {
            const all = opening.result.transaction('entries').objectStore('entries').getAll();
            all.onsuccess = () => {
              const entries: { url: string; usedAt: number }[] = all.result;
              resolve(entries.filter(({ url }) => urls?.includes(url) ?? true).map((entry) => entry.usedAt));
            };
            opening.result.close();
          };
        }),
      some,
    );
  // The page tells once a second what it showed.
  let before = 0;
  const isQuiet = async () => {
    const [last, newest] = [before, Math.max(...(await usedAt()))];
    before = newest;
    return newest === last;
  };
  await expect.poll(isQuiet, { intervals: [1500] }).toBe(true);
  await page.evaluate((urls) => {
    const uses = urls.map((url) => ({ tier: 'thumbnails', url, section: '2024-07' }));
    navigator.serviceWorker.controller?.postMessage({ type: 'used', uses });
  }, used);
  await expect.poll(async () => Math.min(...(await usedAt(used)))).toBeGreaterThan(before);
  await askWorker(page, { type: 'set-thumbnail-budget', bytes: Math.round(bytes / 2) });
  await expect
    .poll(async () => (await page.evaluate(() => afterimage.stats())).thumbnails.bytes)
    .toBeLessThanOrEqual(bytes / 2);
  const left = await bookedUrls(page, 'thumbnails');
  expect(left.length).toBeLessThan(LIBRARY.length);
  expect(left).toEqual(expect.arrayContaining(used));
});
