import { appendFile, cp, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from 'playwright/test';
import { CACHES } from '../../src/shared/tier.ts';
import { expect, seeAll, settleAtTop, storedThumbnails, test, tiles, visit, visitAll } from '../support/fixtures.ts';
import { APP, Site, withTemporaryFolder } from '../support/site.ts';

test('keeps the whole app for offline use: every file that was built, but for screenshots, HEIC, itself and what servers are told', async ({
  page,
  site,
}) => {
  await visit(page, site.url);
  const cached = await page.evaluate(async () => {
    const name = (await caches.keys()).find((key) => key.startsWith('workbox-precache'));
    const keys = await (await caches.open(name ?? '')).keys();
    return keys.map(({ url }) => decodeURIComponent(new URL(url).pathname.slice(1)));
  });
  const files = await readdir(APP, { recursive: true, withFileTypes: true });
  const built = files.filter((file) => file.isFile()).map((file) => relative(APP, join(file.parentPath, file.name)));
  const later = /^(?:(?:sw\.js|nginx\.conf)$|screenshots|assets\/heic-worker-)/;
  expect(cached.sort()).toEqual(built.filter((path) => !later.test(path)).sort());
});

test('stores the thumbnails of a first visit without asking the server twice for any of them', async ({
  page,
  site,
}) => {
  await visitAll(page, site.url);
  const requests = [...site.requestsBelow('/library/thumbnails/').values()];
  expect(requests).toHaveLength(38);
  expect(requests.every((count) => count === 1)).toBe(true);
  const { thumbnails } = await page.evaluate(() => afterimage.stats());
  expect(thumbnails.count).toBe(38);
});

test('answers a stored thumbnail without the network, and says so in its headers', async ({ page, site }) => {
  await visitAll(page, site.url);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.reload();
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'thumbnails');
  site.forgetRequests();
  const headers = await page.evaluate(async (name) => {
    const [request] = await (await caches.open(name)).keys();
    const response = await fetch(request?.url ?? '');
    return [response.headers.get('Server-Timing'), response.headers.get('Cache-Status'), (await response.blob()).type];
  }, CACHES.thumbnails);
  expect(headers).toEqual([
    expect.stringMatching(/^tier;desc="thumbnails";dur=\d+\.\d$/),
    'afterimage-thumbnails; hit',
    expect.stringMatching(/^image\//),
  ]);
  expect(site.requestsBelow('/library/thumbnails/').size).toBe(0);
});

test('names its tier to the page for a plain <img> too', async ({ page, site }) => {
  await visit(page, site.url);
  await expect.poll(() => storedThumbnails(page)).toBeGreaterThan(0);
  const timing = await page.evaluate(async (name) => {
    const [request] = await (await caches.open(name)).keys();
    const image = Object.assign(new Image(), { src: `${request?.url}` });
    await image.decode();
    const [entry] = performance.getEntriesByName(image.src).slice(-1);
    if (!(entry instanceof PerformanceResourceTiming)) throw new Error('no timing');
    return entry.serverTiming.map(({ name: metric, description }) => [metric, description]);
  }, CACHES.thumbnails);
  expect(timing).toEqual([['tier', 'thumbnails']]);
});

test('stores nothing that is no picture, whatever it is called', async ({ page, site, context }) => {
  await visit(page, site.url);
  const bodies = [
    { status: 404, contentType: 'image/png', body: 'gone' },
    { status: 200, contentType: 'text/html', body: '<h1>Sign in</h1>' },
    { status: 200, contentType: 'image/png', body: 'not a picture' },
    { status: 206, contentType: 'image/png', body: 'half' },
  ];
  await context.route('**/library/thumbnails/fake/*', (route) =>
    route.fulfill(bodies[Number(new URL(route.request().url()).pathname.split('/').at(-1))] ?? { status: 500 }),
  );
  const found = await page.evaluate(
    async ([name, count]) => {
      const urls = Array.from(
        { length: count },
        (_, index) => new URL(`library/thumbnails/fake/${index}`, document.baseURI).href,
      );
      for (const url of urls) await (await fetch(url)).blob();
      // What comes after in the same worker shows that what came before is done.
      await afterimage.stats();
      return Promise.all(urls.map(async (url) => (await (await caches.open(name)).match(url)) !== undefined));
    },
    [CACHES.thumbnails, bodies.length] as const,
  );
  expect(found).toEqual([false, false, false, false]);
});

/** Sets the budget for thumbnails, in bytes, and waits until it is kept. */
function setBudget(page: Page, bytes: number): Promise<void> {
  return page.evaluate(async (value) => {
    const { port1, port2 } = new MessageChannel();
    const done = new Promise((resolve) => port1.addEventListener('message', resolve));
    port1.start();
    navigator.serviceWorker.controller?.postMessage({ type: 'set-thumbnail-budget', bytes: value }, [port2]);
    await done;
  }, bytes);
}

/** What the ledger and Cache Storage say. */
async function books(page: Page): Promise<{ ledger: number; cache: number; evicted: number; bytes: number }> {
  const { thumbnails } = await page.evaluate(() => afterimage.stats());
  return {
    ledger: thumbnails.count,
    cache: await storedThumbnails(page),
    evicted: thumbnails.evicted,
    bytes: thumbnails.bytes,
  };
}

test('makes room by the least that is needed, and counts each thumbnail that it dropped once', async ({
  page,
  site,
}) => {
  await visitAll(page, site.url);
  const { bytes } = await books(page);
  await page.evaluate(() => afterimage.clear());
  const budget = Math.round(bytes / 2);
  await setBudget(page, budget);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.reload();
  await seeAll(page);
  await expect.poll(async () => (await books(page)).evicted).toBeGreaterThan(0);
  await expect
    .poll(async () => {
      const { ledger, cache, evicted } = await books(page);
      return [ledger === cache, ledger + evicted >= 38];
    })
    .toEqual([true, true]);
  const after = await books(page);
  expect(after.bytes).toBeLessThanOrEqual(budget);
  expect(after.bytes).toBeGreaterThan(budget * 0.7);
});

test('clear() in the middle of loading leaves cache and ledger of one mind', async ({ page, site }) => {
  await visit(page, site.url);
  await page.reload();
  await page.evaluate(() => afterimage.clear());
  await seeAll(page);
  await expect
    .poll(async () => {
      const { ledger, cache } = await books(page);
      return ledger > 0 && ledger === cache;
    })
    .toBe(true);
});

test('is found again after a forced reload, which loads the page without it', async ({ page, site }) => {
  await visitAll(page, site.url);
  const session = await page.context().newCDPSession(page);
  await session.send('Page.reload', { ignoreCache: true });
  await expect(tiles(page).first()).toBeVisible();
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await expect.poll(async () => (await books(page)).ledger).toBe(38);
});

test('keeps the libraries of two apps on one origin apart', async ({ page, site }) => {
  await visit(page, site.url);
  const other = new URL('elsewhere/library/library.json', site.url).href;
  await page.evaluate(async ([name, url]) => (await caches.open(name)).put(url, new Response('{}')), [
    CACHES.library,
    other,
  ] as const);
  await page.reload();
  await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
  await page.evaluate(() => fetch('library/library.json').then((response) => response.text()));
  expect(await page.evaluate(async (url) => (await caches.match(url)) !== undefined, other)).toBe(true);
});

test('keeps thumbnails within their budget, and tells every page what it dropped', async ({ page, site }) => {
  await visit(page, site.url);
  await seeAll(page);
  const count = () => page.evaluate(async () => (await afterimage.stats()).thumbnails.count);
  await expect.poll(count).toBe(38);
  await setBudget(page, 0);
  await expect.poll(count).toBe(0);
  expect(await storedThumbnails(page)).toBe(0);
  // Said once it is done, which is later than the budget is kept; more, where a tile was shown again meanwhile.
  const said = async () => (await page.evaluate(() => afterimage.stats())).thumbnails;
  await expect.poll(async () => (await said()).evicted).toBeGreaterThanOrEqual(38);
  expect(await said()).toMatchObject({ bytes: 0, budgetBytes: 0 });
});

test('budgets that are chosen one after the other cost no more than the last of them', async ({ page, site }) => {
  await visitAll(page, site.url);
  const { bytes } = await books(page);
  await page.evaluate(
    async (budgets) => {
      const { active } = await navigator.serviceWorker.ready;
      for (const budget of budgets) active?.postMessage({ type: 'set-thumbnail-budget', bytes: budget });
    },
    [0.8 * bytes, 0.7 * bytes, 0.6 * bytes],
  );
  await expect.poll(async () => (await books(page)).bytes).toBeLessThanOrEqual(0.6 * bytes);
  // Each asks for the lock of the thumbnails before it ends.
  await page.evaluate((name) => navigator.locks.request(name, () => {}), CACHES.thumbnails);
  // One thumbnail more than is needed may go.
  expect((await books(page)).bytes).toBeGreaterThan(0.6 * bytes * 0.95 - bytes / 10);
});

test('clear() empties the thumbnails, and the app fills them again', async ({ page, site }) => {
  await visit(page, site.url);
  await seeAll(page);
  await settleAtTop(page);
  await expect.poll(() => page.evaluate(async () => (await afterimage.stats()).thumbnails.count)).toBe(38);
  await page.evaluate(() => afterimage.clear());
  expect(await page.evaluate((name) => caches.has(name), CACHES.thumbnails)).toBe(false);
  expect((await page.evaluate(() => afterimage.stats())).thumbnails.count).toBe(0);
  await page.reload();
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'network');
  await expect.poll(() => page.evaluate(async () => (await afterimage.stats()).thumbnails.count)).toBeGreaterThan(0);
});

test('offers a new version when one waits, and changes to it only when told', async ({ page, library }) => {
  await withTemporaryFolder(async (folder) => {
    await cp(APP, folder, { recursive: true });
    const site = new Site(library, folder);
    await site.start();
    try {
      await visit(page, site.url);
      await expect
        .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state))
        .toBe('activated');
      await appendFile(join(folder, 'sw.js'), '\n// Another version.\n');
      await page.reload();
      await expect(page.getByText('A new version is ready.')).toBeVisible();
      const before = await page.evaluate(() => performance.timeOrigin);
      await page.getByRole('button', { name: 'Update' }).click();
      await expect.poll(() => page.evaluate(() => performance.timeOrigin).catch(() => before)).not.toBe(before);
      const waiting = await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting);
      expect(waiting).toBeNull();
      await expect(page.getByText('A new version is ready.')).toBeHidden();
    } finally {
      await site.stop();
    }
  });
});
