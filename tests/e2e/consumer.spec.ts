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
  await buildConsumer(CONSUMER, folder, 'worker');
});

test.afterAll(() => rm(folder, { recursive: true, force: true }));

test.beforeEach(async () => {
  museum = new Museum(folder);
  await museum.start();
});

test.afterEach(() => museum.stop());

/** The picture that is shown large. */
function stage(page: Page) {
  return page.getByRole('figure').getByRole('img');
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

/** What the page says of a tier, once it says this. */
async function expectFigures(page: Page, figures: string): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: 'Figures' }).click();
    await expect(page.getByText(figures, { exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass();
}

/** Opens the app of the stranger, until its worker has stored the thumbnails. */
async function visit(page: Page): Promise<void> {
  await page.goto(museum.url);
  await expect(thumbnails(page).and(page.locator('[data-tier]'))).toHaveCount(12);
  await expectFigures(page, '12 stored');
}

test('a stranger shows thumbnails of its own: from the network, then from the storage, and names the tier', async ({
  page,
}) => {
  await visit(page);
  for (const each of await thumbnails(page).all()) await expect(each).toHaveAttribute('data-tier', 'network');
  expect(museum.requests('/small.jpg')).toBe(12);
  await page.reload();
  for (const each of await thumbnails(page).all()) await expect(each).toHaveAttribute('data-tier', 'thumbnails');
  expect(museum.requests('/small.jpg')).toBe(12);
});

test('the second look at a full picture comes from memory', async ({ page }) => {
  await visit(page);
  await show(page, 'Work 3');
  await expect(stage(page)).toHaveAttribute('data-tier', 'network');
  await show(page, 'Work 4');
  await show(page, 'Work 3');
  await expect(stage(page)).toHaveAttribute('data-tier', 'memory');
  expect(museum.requests('/3/large.jpg')).toBe(1);
  expect(await colourAt(stage(page), 10, 10)).toEqual(await colourAt(thumbnail(page, 'Work 3'), 10, 10));
});

test('memory stays within its budget, and forgets what was looked at first', async ({ page }) => {
  await visit(page);
  for (const title of ['Work 0', 'Work 1', 'Work 2', 'Work 3']) await show(page, title);
  // Two fit. Of those beyond, the last that became weak may stay until the collector comes.
  await expect(async () => {
    await page.getByRole('button', { name: 'Figures' }).click();
    await expect(page.getByText(/^1 leased, 1 retained, [01] weak$/)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await show(page, 'Work 0');
  await expect(stage(page)).toHaveAttribute('data-tier', 'network');
  expect(museum.requests('/0/large.jpg')).toBe(2);
});

test('the storage stays within the budget that the page chose', async ({ page }) => {
  await visit(page);
  await page.getByRole('button', { name: 'Keep half' }).click();
  await expectFigures(page, '5 stored');
});

test('it starts again with the network off: thumbnails from the storage, and a reason for what is not there', async ({
  openProfile,
}) => {
  const context = await openProfile();
  const page = await context.newPage();
  await visit(page);
  // The stranger keeps its own scripts at the second visit.
  await visit(page);
  await context.close();
  await museum.stop();
  const again = await (await openProfile()).newPage();
  await again.goto(museum.url);
  await expect(thumbnails(again).and(again.locator('[data-tier="thumbnails"]'))).toHaveCount(12);
  await thumbnail(again, 'Work 5').click();
  await expect(again.getByText('offline', { exact: true })).toBeVisible();
});

test('all that it stores has the name that the stranger chose', async ({ page }) => {
  await visit(page);
  const names = await page.evaluate(async () => [
    ...(await caches.keys()),
    ...(await indexedDB.databases()).map(({ name }) => name),
  ]);
  expect(names).toEqual(expect.arrayContaining(['museum-thumbnails-v1', 'museum']));
  expect(names.filter((name) => !name?.startsWith('museum'))).toEqual([]);
});

test('thumbnails are counted again when the browser lost the books', async ({ openProfile }) => {
  const context = await openProfile();
  const page = await context.newPage();
  await visit(page);
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('museum');
        request.onsuccess = resolve;
        request.onerror = reject;
      }),
  );
  await expectFigures(page, '12 stored');
  expect(museum.requests('/small.jpg')).toBe(12);
});

test('the examples of the documentation run, and say what they show', async ({ page }) => {
  const examples = await writeExamples();
  const built = join(folder, 'examples');
  await buildConsumer(examples, built, 'sw').finally(() => rm(examples, { recursive: true }));
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
  await page.reload();
  await expect(page.getByText(`Thumbnail: thumbnails. ${looks}`)).toBeVisible();
});

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
