import type { Page } from 'playwright/test';
import type { Tier } from '../../src/shared/tier.ts';
import { CACHES } from '../../src/shared/tier.ts';
import {
  askToSaveData,
  expect,
  picture,
  seeAll,
  seeThumbnails,
  settleAtTop,
  storedThumbnails,
  test,
  tile,
  tiles,
  visit,
  visitAll,
} from '../support/fixtures.ts';
import { LIBRARY } from '../support/global-setup.ts';
import type { Site } from '../support/site.ts';

const THUMBNAILS = '/library/thumbnails/';

/** All that the page asks for from now on, of the network or of the service worker. */
function requestsFor(page: Page, path: string): string[] {
  const seen: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith(path)) seen.push(request.url());
  });
  return seen;
}

/** Opens the library once more at its top, where everything is stored. */
async function comeBack(page: Page, site: Site): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.goto('about:blank');
  site.forgetRequests();
  await page.goto(site.url);
}

/** What the books say of a stored thumbnail. */
function booksOf(page: Page): Promise<{ url: string; usedAt: number; section: string }[]> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('afterimage');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('entries').objectStore('entries').getAll();
          all.onsuccess = () => resolve(all.result);
          opening.result.close();
        };
      }),
  );
}

function stopWorkers(page: Page): Promise<unknown> {
  return page
    .context()
    .newCDPSession(page)
    .then(async (devTools) => {
      await devTools.send('ServiceWorker.enable');
      await devTools.send('ServiceWorker.stopAllWorkers');
    });
}

async function hits(page: Page, tier: 'thumbnails'): Promise<{ hits: number; misses: number }> {
  const stats = await page.evaluate(() => afterimage.stats());
  return { hits: stats[tier].hits, misses: stats[tier].misses };
}

async function servedBy(page: Page): Promise<Set<Tier>> {
  const events = await page.evaluate(() => afterimage.events());
  return new Set(events.flatMap((event) => (event.kind === 'served' ? [event.tier] : [])));
}

test('stored thumbnails are shown without asking anybody, the service worker neither', async ({ page, site }) => {
  await visitAll(page, site.url);
  await comeBack(page, site);
  const asked = requestsFor(page, THUMBNAILS);
  await seeAll(page);
  expect(asked).toEqual([]);
  expect(site.requestsBelow(THUMBNAILS).size).toBe(0);
  expect(await servedBy(page)).toEqual(new Set(['thumbnails']));
  const counted = await hits(page, 'thumbnails');
  expect(counted.hits).toBeGreaterThanOrEqual(38);
  expect(counted.misses).toBe(0);
});

test('stored thumbnails are shown while the service worker is not running', async ({ page, site }) => {
  await visitAll(page, site.url);
  await comeBack(page, site);
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'thumbnails');
  await site.stop();
  await stopWorkers(page);
  await seeAll(page);
  expect(await servedBy(page)).toEqual(new Set(['thumbnails']));
});

test('stored thumbnails are shown on a page that no service worker controls', async ({ page, site }) => {
  await visitAll(page, site.url);
  site.forgetRequests();
  const devTools = await page.context().newCDPSession(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await devTools.send('Page.reload', { ignoreCache: true });
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'thumbnails');
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await seeAll(page);
  expect(site.requestsBelow(THUMBNAILS).size).toBe(0);
  expect((await hits(page, 'thumbnails')).misses).toBe(0);
});

test('the books learn what was used, and the month of each, though the worker took no part', async ({ page, site }) => {
  await visitAll(page, site.url);
  const months = async () => (await booksOf(page)).map(({ section }) => section).sort();
  await expect.poll(async () => new Set(await months())).toEqual(new Set(['2023-01', '2024-05', '2024-06', '2024-07']));
  const before = new Map((await booksOf(page)).map(({ url, usedAt }) => [url, usedAt]));
  await comeBack(page, site);
  await seeAll(page);
  await expect
    .poll(async () => (await booksOf(page)).filter(({ url, usedAt }) => usedAt > (before.get(url) ?? 0)).length)
    .toBe(38);
  expect(await months()).toEqual([
    ...Array(2).fill('2023-01'),
    ...['05', '06', '07'].flatMap((month) => Array(12).fill(`2024-${month}`)),
  ]);
});

test('what was used just before the page ends is in the books, too', async ({ page, site }) => {
  await visitAll(page, site.url);
  await page.evaluate(() => window.scrollTo(0, 0));
  const other = await page.context().newPage();
  await other.goto(`${site.url}manifest.webmanifest`);
  const begun = Date.now();
  await page.reload();
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'thumbnails');
  const shown = await page.locator('.tile[data-state="thumbnail"]').count();
  await page.close();
  const used = async () => (await booksOf(other)).filter(({ usedAt }) => usedAt >= begun).length;
  await expect.poll(used).toBeGreaterThanOrEqual(shown);
});

test('nothing that was stored outlives "clear", in the other tab neither', async ({ page, site }) => {
  await visitAll(page, site.url);
  await comeBack(page, site);
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'thumbnails');
  const other = await page.context().newPage();
  await other.goto(site.url);
  await expect(tiles(other).first()).toHaveAttribute('data-tier', 'thumbnails');
  await other.evaluate(() => afterimage.clear());
  const last = tile(page, 'big two');
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect(last).toHaveAttribute('data-tier', 'network');
  expect(await storedThumbnails(page)).toBeLessThan(38);
});

test('a stored thumbnail that is broken is fetched anew, once, and stored whole', async ({ page, site }) => {
  await visitAll(page, site.url);
  await settleAtTop(page);
  site.forgetRequests();
  const broken = await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const urls = (await cache.keys()).map(({ url }) => url);
    for (const url of urls) {
      const bytes = await (await cache.match(url))?.arrayBuffer();
      const headers = { 'Content-Type': 'image/jpeg' };
      await cache.put(url, new Response(bytes?.slice(0, 200), { headers }));
    }
    return urls.length;
  }, CACHES.thumbnails);
  await page.reload();
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'network');
  await seeAll(page);
  const requests = site.requestsBelow(THUMBNAILS);
  expect([requests.size, Math.max(...requests.values())]).toEqual([broken, 1]);
  const decodable = () =>
    page.evaluate(async (name) => {
      const cache = await caches.open(name);
      const pictures = (await cache.keys()).map(async ({ url }) =>
        createImageBitmap((await (await cache.match(url))?.blob()) ?? new Blob()).then(
          () => 1,
          () => 0,
        ),
      );
      return (await Promise.all<number>(pictures)).reduce((sum, one) => sum + one, 0);
    }, CACHES.thumbnails);
  await expect.poll(decodable).toBe(broken);
  await comeBack(page, site);
  await seeAll(page);
  expect(site.requestsBelow(THUMBNAILS).size).toBe(0);
});

/** Puts the screen rendition and the thumbnail of a photo among what is pinned, or only the first bytes of them. */
function putPinned(page: Page, title: string, most?: number): Promise<void> {
  return page.evaluate(
    async ([name, wanted, end]) => {
      const library = new URL('library/library.json', document.baseURI);
      const index = await (await fetch(library)).json();
      for (const { href } of index.sections) {
        const section = new URL(href, library);
        const { photos } = await (await fetch(section)).json();
        for (const photo of photos.filter((candidate: { title: string }) => candidate.title === wanted)) {
          for (const url of [photo.screen, photo.thumbnail].map((part) => new URL(part, section))) {
            const blob = await (await fetch(url)).blob();
            await (await caches.open(name)).put(url, new Response(blob.slice(0, end, blob.type)));
          }
        }
      }
    },
    [CACHES.pinned, title, most] as const,
  );
}

test('a pinned picture is opened without asking anybody, and names its tier', async ({ page, site }) => {
  await askToSaveData(page);
  await visitAll(page, site.url);
  await putPinned(page, 'june 4');
  await page.evaluate(() => afterimage.clear());
  await comeBack(page, site);
  await expect(tile(page, 'june 4')).toHaveAttribute('data-tier', 'pinned');
  await site.stop();
  const asked = requestsFor(page, '/library/screens/');
  await tile(page, 'june 4').getByRole('link').click();
  await expect(picture(page, 'june 4')).toHaveAttribute('data-tier', 'pinned');
  expect(asked).toEqual([]);
});

test('a pinned picture that is broken is fetched anew, once, and stored whole', async ({ page, site }) => {
  await askToSaveData(page);
  await visitAll(page, site.url);
  await putPinned(page, 'june 4', 200);
  site.forgetRequests();
  for (const tier of ['network', 'pinned']) {
    await page.reload();
    await seeThumbnails(page);
    await tile(page, 'june 4').getByRole('link').click();
    await expect(picture(page, 'june 4')).toHaveAttribute('data-tier', tier);
    const sizes = () =>
      page.evaluate(async (name) => {
        const cache = await caches.open(name);
        const blobs = (await cache.keys()).map(async ({ url }) => (await cache.match(url))?.blob());
        return (await Promise.all(blobs)).map((blob) => blob?.size ?? 0);
      }, CACHES.pinned);
    await expect.poll(async () => (await sizes()).filter((size) => size > 200).length).toBe(1);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
  }
  expect([...site.requestsBelow('/library/screens/').values()]).toEqual([1]);
});

test('where the page is refused Cache Storage, the service worker answers as before', async ({ page, site }) => {
  await visitAll(page, site.url);
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'caches', {
      get: () => {
        throw new DOMException('Storage is refused.', 'SecurityError');
      },
    });
  });
  await comeBack(page, site);
  await seeAll(page);
  expect(await servedBy(page)).toEqual(new Set(['thumbnails']));
  expect(site.requestsBelow(THUMBNAILS).size).toBe(0);
});

test('a first visit counts each thumbnail as missed once, and asks the server once', async ({ page, site }) => {
  // All of it is on one screen: whatever leaves the screen on its way is stored, and was missed by nobody.
  await page.setViewportSize({ width: 1280, height: 5000 });
  await visit(page, site.url);
  const requests = () => site.requestsBelow(THUMBNAILS);
  await expect.poll(() => requests().size).toBe(LIBRARY.length);
  await expect.poll(async () => (await hits(page, 'thumbnails')).misses - requests().size).toBe(0);
  expect([...requests().values()].every((count) => count === 1)).toBe(true);
});
