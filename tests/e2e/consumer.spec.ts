import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { buildConsumer, buildLibrary, CONSUMER, writeExamples } from '../support/library-build.ts';
import { Museum } from '../support/museum.ts';

// The library is built once, for one after the other.
test.describe.configure({ mode: 'default' });

let folder: string;
let museum: Museum;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterimage-consumer-'));
  await buildLibrary();
  await buildConsumer(CONSUMER, folder);
});

test.afterAll(() => rm(folder, { recursive: true, force: true }));

test.beforeEach(async () => {
  museum = new Museum(folder);
  await museum.start();
});

test.afterEach(() => museum.stop());

/** The picture that is shown large. */
function stage(page: Page) {
  return page.locator('body > canvas');
}

function thumbnails(page: Page) {
  return page.getByRole('main').getByRole('img');
}

function thumbnail(page: Page, title: string) {
  return page.getByRole('main').getByRole('img', { name: title, exact: true });
}

/** Shows a work, until it is there. */
async function show(page: Page, title: string): Promise<void> {
  await thumbnail(page, title).click();
  await expect(stage(page)).toHaveAccessibleName(title);
}

/** Waits until the worker has so many thumbnails in its books. */
async function expectStored(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.evaluate(async () => (await cache.stored()).count)).toBe(count);
}

/** Opens the app of the stranger, until its worker has stored the thumbnails. */
async function visit(page: Page): Promise<void> {
  await page.goto(museum.url);
  await expect(thumbnails(page)).toHaveCount(12);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await expectStored(page, 12);
}

/** Keeps what is shown, until it is here. */
async function keepShown(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keep offline' }).click();
  await expect(page.getByRole('button', { name: 'Remove offline copy' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => offline.now.progress.state)).toBe('idle');
}

test('a stranger shows thumbnails of its own: from the network, then from the storage, and names the tier', async ({
  page,
}) => {
  await visit(page);
  for (const each of await thumbnails(page).all()) await expect(each).toHaveAttribute('title', 'network');
  expect(museum.requests('/small.jpg')).toBe(12);
  await page.reload();
  await expect(thumbnails(page)).toHaveCount(12);
  for (const each of await thumbnails(page).all()) await expect(each).toHaveAttribute('title', 'thumbnails');
  expect(museum.requests('/small.jpg')).toBe(12);
  await expect(page.getByText('memory 0, thumbnails 12, pinned 0, network 0', { exact: true })).toBeVisible();
});

test('the second look at a full picture comes from memory', async ({ page }) => {
  await visit(page);
  await show(page, 'Work 3');
  await expect(stage(page)).toHaveAttribute('title', 'network');
  await show(page, 'Work 4');
  await show(page, 'Work 3');
  await expect(stage(page)).toHaveAttribute('title', 'memory');
  expect(museum.requests('/3/large.jpg')).toBe(1);
  expect(await colourAt(stage(page), 10, 10)).toEqual(await colourAt(thumbnail(page, 'Work 3'), 10, 10));
});

test('memory stays within its budget, and forgets what was looked at first', async ({ page }) => {
  await visit(page);
  for (const title of ['Work 0', 'Work 1', 'Work 2', 'Work 3']) await show(page, title);
  expect(await page.evaluate(() => [cache.memory.leased.count, cache.memory.retained.count])).toEqual([0, 2]);
  // Of those beyond, the last that became weak may stay until the collector comes.
  expect(await page.evaluate(() => cache.memory.weak.count)).toBeLessThanOrEqual(1);
  await show(page, 'Work 0');
  await expect(stage(page)).toHaveAttribute('title', 'network');
  expect(museum.requests('/0/large.jpg')).toBe(2);
});

test('the storage stays within the budget that the page chose', async ({ page }) => {
  await visit(page);
  await page.evaluate(async () => cache.setThumbnailBudget((await cache.stored()).bytes / 2));
  await expectStored(page, 5);
});

test('it starts again with the network off: thumbnails from the storage, what was kept in full, and a reason for what is not there', async ({
  openProfile,
}) => {
  const context = await openProfile();
  const page = await context.newPage();
  await visit(page);
  await show(page, 'Work 4');
  await keepShown(page);
  // The worker answers for pages and scripts from the second visit on.
  await visit(page);
  await context.close();
  await museum.stop();
  const again = await (await openProfile()).newPage();
  await again.goto(museum.url);
  await expect(thumbnails(again).and(again.getByTitle('thumbnails'))).toHaveCount(12);
  await show(again, 'Work 4');
  await expect(stage(again)).toHaveAttribute('title', 'pinned');
  await expect(again.getByRole('button', { name: 'Remove offline copy' })).toBeVisible();
  await thumbnail(again, 'Work 5').click();
  await expect(again.getByText('Work 5: offline', { exact: true })).toBeVisible();
});

test('what is kept stays when all else is cleared, answers plain requests, and goes when somebody wants it no longer', async ({
  page,
}) => {
  await visit(page);
  await show(page, 'Work 2');
  await keepShown(page);
  await page.evaluate(() => cache.clear());
  await expectStored(page, 0);
  await museum.stop();
  await show(page, 'Work 2');
  await expect(stage(page)).toHaveAttribute('title', 'pinned');
  const cacheStatus = (url: string) => fetch(url).then(({ headers }) => headers.get('Cache-Status'), String);
  const [kept, other] = ['works/2/large.jpg', 'works/3/large.jpg'];
  expect(await page.evaluate(cacheStatus, kept)).toBe('afterimage-pinned; hit');
  expect(await page.evaluate(cacheStatus, other)).toMatch(/TypeError/);
  await page.getByRole('button', { name: 'Remove offline copy' }).click();
  await expect(page.getByRole('button', { name: 'Keep offline' })).toBeVisible();
  expect(await page.evaluate(cacheStatus, kept)).toMatch(/TypeError/);
  expect(await page.evaluate(async () => (await (await caches.open('museum-pinned-v1')).keys()).length)).toBe(0);
});

test('what could not be kept is named with the reason, and comes when it is tried again', async ({ page }) => {
  await visit(page);
  museum.lose('/works/2/large.jpg');
  await page.evaluate(() => {
    const at = (nth: number, size: string) => new URL(`works/${nth}/${size}.jpg`, document.baseURI);
    const work = (nth: number) => ({
      ...{ id: `${nth}`, title: `Work ${nth}`, width: 1500, height: 1000 },
      ...{ thumbnail: at(nth, 'small'), full: at(nth, 'large') },
    });
    return offline.keep([work(2), work(4)]);
  });
  const failures = () => page.evaluate(() => offline.now.failures.map(({ title, reason }) => `${title}: ${reason}`));
  await expect.poll(failures).toEqual(['Work 2: not-found']);
  expect(await page.evaluate(() => offline.now.progress.photos)).toEqual({ wanted: 2, kept: 1, failed: 1 });
  museum.findAgain();
  await page.evaluate(() => offline.retry());
  await expect.poll(() => page.evaluate(() => offline.now.progress.photos.kept)).toBe(2);
});

test('it can be installed', async ({ page }) => {
  await visit(page);
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Tests have windows of their own, which install nothing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('all that it stores has the name that the stranger chose', async ({ page }) => {
  await visit(page);
  await show(page, 'Work 4');
  await keepShown(page);
  await visit(page);
  const names = await page.evaluate(async () => [
    ...(await caches.keys()),
    ...(await indexedDB.databases()).map(({ name }) => name),
  ]);
  expect(names).toEqual(
    expect.arrayContaining(['museum-thumbnails-v1', 'museum-pinned-v1', 'museum-library-v1', 'museum']),
  );
  expect(names.filter((name) => !name?.startsWith('museum'))).toEqual([]);
});

test('thumbnails are counted again when the browser lost the books', async ({ openProfile }) => {
  const context = await openProfile();
  const page = await context.newPage();
  await visit(page);
  await deleteBooks(page);
  await expectStored(page, 12);
  expect(museum.requests('/small.jpg')).toBe(12);
});

test('what is kept is fetched again when the browser lost it, and found again when it lost only the wish', async ({
  openProfile,
}) => {
  const context = await openProfile();
  const page = await context.newPage();
  await visit(page);
  await show(page, 'Work 2');
  await keepShown(page);
  const pinned = () => page.evaluate(async () => (await (await caches.open('museum-pinned-v1')).keys()).length);
  expect(await pinned()).toBe(2);

  await page.evaluate(() => caches.delete('museum-pinned-v1'));
  await page.reload();
  await expect(thumbnails(page)).toHaveCount(12);
  // Whoever asks for figures has the books held against the storage.
  await expectStored(page, 12);
  await expect.poll(pinned).toBe(2);
  await expect.poll(() => page.evaluate(() => offline.now.progress.photos.kept)).toBe(1);

  const before = museum.requests('/2/large.jpg');
  await deleteBooks(page);
  await page.reload();
  await expect(thumbnails(page)).toHaveCount(12);
  await show(page, 'Work 2');
  await keepShown(page);
  await expect.poll(() => page.evaluate(() => offline.now.progress.photos.kept)).toBe(1);
  expect(museum.requests('/2/large.jpg')).toBe(before);
});

test('the examples of the documentation run, and say what they show', async ({ page }) => {
  const examples = await writeExamples();
  const built = join(folder, 'examples');
  await buildConsumer(examples, built).finally(() => rm(examples, { recursive: true }));
  await museum.stop();
  museum = new Museum(built);
  await museum.start();
  await page.goto(museum.url);
  const looks = 'First look: network. Second look: memory.';
  await expect(page.getByText(`Thumbnail: network. ${looks}`)).toBeVisible();
  // Its page hands the thumbnail over to its worker, which stores it.
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('example-thumbnails-v1')).keys()).length))
    .toBe(1);
  await expect(page.getByText('Kept: 1.')).toBeVisible();
  await page.reload();
  const kept = 'First look: pinned. Second look: memory.';
  await expect(page.getByText(`Thumbnail: thumbnails. ${kept}`)).toBeVisible();
});

/** As a browser does that needs the space, or whose files are damaged. */
async function deleteBooks(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('museum');
        request.onsuccess = resolve;
        request.onerror = reject;
      }),
  );
}

/** Red, green and blue of a pixel of a canvas. */
function colourAt(canvas: ReturnType<typeof stage>, x: number, y: number): Promise<number[]> {
  return canvas.evaluate(
    (element, [left, top]) => {
      const context = element instanceof HTMLCanvasElement ? element.getContext('2d') : undefined;
      return [...(context?.getImageData(left, top, 1, 1).data ?? [])].map((channel) => Math.round(channel / 16));
    },
    [x, y] as const,
  );
}
