import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { CACHES } from '../../src/shared/tier.ts';
import {
  askWorker,
  bookedUrls,
  clearStorage,
  killWorkers,
  limitStorage,
  storageUsage,
  storedUrls,
  tamper,
} from '../support/faults.ts';
import { expect, seeAll, storedThumbnails, test, tile, tiles, visit, visitAll } from '../support/fixtures.ts';
import { LIBRARY } from '../support/global-setup.ts';
import { APP, Site, withTemporaryFolder } from '../support/site.ts';

/** Waits until the books say what is really stored, and says how many that are. */
async function agreed(page: Page): Promise<number> {
  // Asking for figures is what gives the worker time for repairs.
  await expect
    .poll(async () => {
      await page.evaluate(() => afterimage.stats());
      const [booked, stored] = await Promise.all([bookedUrls(page, 'thumbnails'), storedUrls(page, 'thumbnails')]);
      return booked.sort().join() === stored.sort().join();
    })
    .toBe(true);
  const { thumbnails } = await page.evaluate(() => afterimage.stats());
  expect(thumbnails.count).toBe(await storedThumbnails(page));
  return thumbnails.count;
}

/** Has the worker store thumbnails under made-up names. */
function adopt(page: Page, count: number): Promise<string[]> {
  return page.evaluate(
    async ([name, most]) => {
      const cache = await caches.open(name);
      const [known] = await cache.keys();
      const blob = await (await cache.match(known ?? ''))?.blob();
      const urls = Array.from(
        { length: most },
        (_, index) => new URL(`library/thumbnails/extra-${index}.jpg`, document.baseURI).href,
      );
      const thumbnails = urls.map((url) => ({ url, blob }));
      navigator.serviceWorker.controller?.postMessage({ type: 'adopt', thumbnails });
      return urls;
    },
    [CACHES.thumbnails, count] as const,
  );
}

/** Pins one photo at the quality of the screen, and waits until it is kept. */
async function pin(page: Page, title: string): Promise<string> {
  const href = await tile(page, title).getByRole('link').getAttribute('href');
  const photo = href?.split('/').at(-1) ?? '';
  await askWorker(page, {
    type: 'pin',
    pins: [{ scope: { kind: 'photo', photo, section: '2024-07' }, quality: 'screen' }],
  });
  await expect.poll(() => stateOf(page, photo)).toBe('kept');
  return photo;
}

/** What is kept of a photo, after the worker was told to go on. */
async function stateOf(page: Page, photo: string): Promise<string | undefined> {
  await askWorker(page, { type: 'work' });
  const { value } = await askWorker<{ value: readonly { state: string }[] }>(page, {
    type: 'pinned-state',
    photos: [photo],
  });
  return value[0]?.state;
}

test('a worker that is killed while it stores thumbnails leaves nothing that the next one does not find', async ({
  page,
  site,
}) => {
  await visitAll(page, site.url);
  await adopt(page, 200);
  // Some pictures are in the cache, and not yet in the books.
  await expect
    .poll(async () => (await storedUrls(page, 'thumbnails')).length - (await bookedUrls(page, 'thumbnails')).length, {
      intervals: [20],
    })
    .toBeGreaterThan(0);
  await killWorkers(page);
  expect(await agreed(page)).toBeGreaterThan(LIBRARY.length);
});

test('of what was about to be written, what arrived enters the books, and what did not is forgotten', async ({
  page,
  site,
}) => {
  await visitAll(page, site.url);
  const [arrived, never] = ['arrived', 'never'].map((name) => `${site.url}library/thumbnails/${name}.jpg`);
  for (const url of [arrived, never]) await tamper(page, 'intents', { tier: 'thumbnails', url, section: '' });
  await page.evaluate(
    async ([name, url]) => {
      await (await caches.open(name)).put(url, new Response('0123456789'));
    },
    [CACHES.thumbnails, arrived ?? ''] as const,
  );
  const { bytes } = (await page.evaluate(() => afterimage.stats())).thumbnails;
  await killWorkers(page);
  expect(await agreed(page)).toBe(LIBRARY.length + 1);
  expect((await page.evaluate(() => afterimage.stats())).thumbnails.bytes).toBe(bytes + 10);
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            const opening = indexedDB.open('afterimage');
            opening.onsuccess = () => {
              const count = opening.result.transaction('intents').objectStore('intents').count();
              count.onsuccess = () => resolve(count.result);
              opening.result.close();
            };
          }),
      ),
    )
    .toBe(0);
});

test('another tab deletes the thumbnails: the figures say so at once, and the app stores them again', async ({
  page,
  site,
  context,
}) => {
  await visitAll(page, site.url);
  const other = await context.newPage();
  await other.goto(new URL('icons/icon.svg', site.url).href);
  await other.evaluate((name) => caches.delete(name), CACHES.thumbnails);
  expect((await page.evaluate(() => afterimage.stats())).thumbnails).toMatchObject({ count: 0, bytes: 0 });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.reload();
  await seeAll(page);
  await expect.poll(() => storedThumbnails(page)).toBe(LIBRARY.length);
  expect(await agreed(page)).toBe(LIBRARY.length);
});

test('a stored thumbnail that vanished is missed in the books by whoever wants to read it', async ({ page, site }) => {
  await visitAll(page, site.url);
  const [url = ''] = await storedUrls(page, 'thumbnails');
  await page.evaluate(
    async ([name, lost]) => {
      await (await caches.open(name)).delete(lost);
    },
    [CACHES.thumbnails, url] as const,
  );
  await site.stop();
  await page.evaluate((lost) => fetch(lost).catch(() => {}), url);
  await expect.poll(() => bookedUrls(page, 'thumbnails')).not.toContain(url);
});

test('entries are compared with the storage in steps, which go on after a restart', async ({ page, site }) => {
  await visitAll(page, site.url);
  await adopt(page, 150);
  await expect.poll(() => bookedUrls(page, 'thumbnails')).toHaveLength(LIBRARY.length + 150);
  await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) if (key.url.includes('extra-')) await cache.delete(key);
  }, CACHES.thumbnails);
  await tamper(page, 'settings', { finishedAt: 0 }, 'check');
  await page.evaluate(() => afterimage.stats());
  await killWorkers(page);
  expect(await agreed(page)).toBe(LIBRARY.length);
});

test('all data of the site is cleared under an open page: it stays open, and photos are stored anew', async ({
  page,
  site,
  context,
}) => {
  await visitAll(page, site.url);
  await clearStorage(page, 'all');
  // The browser unregisters the worker when it pleases, so the first pages may be without one.
  const next = await context.newPage();
  await expect(async () => {
    await next.goto(site.url);
    await expect(tiles(next).first()).toBeVisible();
    expect(await next.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  }).toPass();
  await seeAll(next);
  await expect.poll(() => storedThumbnails(next)).toBe(LIBRARY.length);
  expect(await agreed(next)).toBe(LIBRARY.length);
  await expect(tiles(page).first()).toBeVisible();
});

test('the browser loses the books and keeps the caches: thumbnails and pinned photos are found again', async ({
  page,
  site,
}) => {
  await visitAll(page, site.url);
  await page.evaluate(() => window.scrollTo(0, 0));
  const photo = await pin(page, 'july 0');
  const pinned = await storedUrls(page, 'pinned');
  expect(pinned.length).toBeGreaterThan(0);
  await clearStorage(page, 'indexeddb');
  await site.stop();
  expect(await agreed(page)).toBe(LIBRARY.length);
  await expect.poll(() => bookedUrls(page, 'pinned').then((urls) => urls.sort())).toEqual(pinned.sort());
  await expect.poll(() => stateOf(page, photo)).toBe('kept');
});

test('of a month that was kept as a whole, the month is found again, and not each of its photos', async ({
  page,
  site,
}) => {
  await visitAll(page, site.url);
  const wish = { scope: { kind: 'section', section: '2024-07' }, quality: 'screen' };
  await askWorker(page, { type: 'pin', pins: [wish] });
  const report = async () => {
    // Asking for figures is what gives the worker time for repairs.
    await askWorker(page, { type: 'figures' });
    await askWorker(page, { type: 'work' });
    const { value } = await askWorker<{ value: { pins: readonly object[]; progress: { state: string } } }>(page, {
      type: 'pinning',
    });
    return value;
  };
  await expect.poll(async () => (await report()).progress.state).toBe('idle');
  await clearStorage(page, 'indexeddb');
  await site.stop();
  await expect.poll(async () => (await report()).pins).toEqual([{ ...wish, complete: true }]);
});

test('the browser loses the caches and keeps the books: what is pinned is fetched again', async ({ page, site }) => {
  await visitAll(page, site.url);
  await page.evaluate(() => window.scrollTo(0, 0));
  const photo = await pin(page, 'july 0');
  const pinned = await storedUrls(page, 'pinned');
  await clearStorage(page, 'cache_storage');
  expect((await page.evaluate(() => afterimage.stats())).pinned).toMatchObject({ count: 0, bytes: 0 });
  await expect.poll(() => stateOf(page, photo)).toBe('kept');
  expect((await storedUrls(page, 'pinned')).sort()).toEqual(pinned.sort());
});

test('a full storage costs old thumbnails and no picture; what does not fit even then is shown and said', async ({
  page,
  site,
}) => {
  await visitAll(page, site.url);
  await page.evaluate(() => afterimage.clear());
  await limitStorage(page, (await storageUsage(page)) + 30_000);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.reload();
  await seeAll(page);
  await expect
    .poll(() =>
      page.evaluate(() => afterimage.events().filter(({ kind }) => kind === 'evicted' || kind === 'not-stored').length),
    )
    .toBeGreaterThan(0);
  // What was full is tried again at once after space was given back.
  await page.evaluate(() => afterimage.clear());
  await limitStorage(page, 1);
  // Each page is told, also while nothing is tried since another was.
  for (let visit = 0; visit < 2; visit += 1) {
    await page.reload();
    await seeAll(page);
    await expect
      .poll(() => page.evaluate(() => afterimage.events().some(({ kind }) => kind === 'not-stored')))
      .toBe(true);
  }
  await limitStorage(page, undefined);
  await agreed(page);
});

test('pinned photos are not given up for thumbnails', async ({ page, site }) => {
  await visitAll(page, site.url);
  await page.evaluate(() => window.scrollTo(0, 0));
  const photo = await pin(page, 'july 0');
  const pinned = await storedUrls(page, 'pinned');
  await limitStorage(page, 1);
  await adopt(page, 60);
  await expect
    .poll(() => page.evaluate(() => afterimage.events().some(({ kind }) => kind === 'not-stored')))
    .toBe(true);
  await limitStorage(page, undefined);
  expect((await storedUrls(page, 'pinned')).sort()).toEqual(pinned.sort());
  expect(await stateOf(page, photo)).toBe('kept');
  // In two lots, and said once.
  const said = await page.evaluate(() => afterimage.events().filter(({ kind }) => kind === 'not-stored').length);
  expect(said).toBe(1);
});

for (const [what, sabotage] of [
  ['IndexedDB', `IDBFactory.prototype.open = () => { throw new DOMException('Refused', 'SecurityError'); };`],
  [
    'Cache Storage',
    `for (const name of ['open', 'match', 'has']) {
       const real = CacheStorage.prototype[name];
       CacheStorage.prototype[name] = function (key, options) {
         const about = name === 'match' ? options?.cacheName : key;
         if (String(about).startsWith('afterimage-')) return Promise.reject(new DOMException('Refused', 'SecurityError'));
         return real.call(this, key, options);
       };
     }`,
  ],
] as const) {
  test(`where the browser refuses ${what}, photos are shown all the same`, async ({ page, library }) => {
    await withTemporaryFolder(async (folder) => {
      await cp(APP, folder, { recursive: true });
      const worker = join(folder, 'sw.js');
      await writeFile(worker, `${sabotage}\n${await readFile(worker, 'utf8')}`);
      const site = new Site(library, folder);
      await site.start();
      try {
        await visit(page, site.url);
        await page.reload();
        await seeAll(page);
        await expect(tiles(page).last()).toHaveAttribute('data-tier', 'network');
        const { thumbnails } = await page.evaluate(() => afterimage.stats());
        expect(thumbnails).toMatchObject({ count: 0, bytes: 0 });
      } finally {
        await site.stop();
      }
    });
  });
}
