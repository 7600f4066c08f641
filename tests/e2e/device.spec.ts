import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright/test';
import { colourAt, near } from '../support/colours.ts';
import { add, jpegOf, panel, pick } from '../support/device.ts';
import { expect, picture, test, tile, tiles, visit } from '../support/fixtures.ts';
import { oriented, QUARTERS } from '../support/pictures.ts';
import { readStoredZip } from '../support/zip.ts';
import { TURNED_HEIC } from '../unit/indexer/heic-fixture.ts';

const NEWEST = '2025:03:04 05:06:07';

function heading(page: Page, name: string) {
  return page.getByRole('heading', { level: 2, name });
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function hashOfDownload(download: Download): Promise<string> {
  return hashOf(await readFile(await download.path()));
}

/** The middle of each quarter of what the viewer shows. */
async function quartersShown(page: Page, title: string): Promise<number[][]> {
  const shown = picture(page, title);
  const points = [0.25, 0.75].flatMap((y) => [0.25, 0.75].map((x) => ({ x, y })));
  return Promise.all(points.map((point) => shown.evaluate(colourAt, point)));
}

test('an added photo stands in its month, and opens after a restart with the server stopped', async ({
  openProfile,
  site,
}) => {
  const first = await openProfile();
  const page = await first.newPage();
  await visit(page, site.url);
  await add(page, [await jpegOf('my cat.jpg', NEWEST)]);
  await expect(heading(page, 'March 2025 1 photo')).toBeVisible();
  await expect(tile(page, 'my cat')).toHaveAttribute('data-tier', 'device');
  await first.close();
  await site.stop();

  const offline = await (await openProfile()).newPage();
  await offline.goto(site.url);
  await tile(offline, 'my cat').getByRole('link').click();
  await expect(picture(offline, 'my cat')).toHaveAttribute('data-tier', 'device');
  await expect(picture(offline, 'my cat')).toHaveAttribute('data-state', 'full');
});

test('counts, numbers and headings follow when photos are added to a month that is shown', async ({ page, site }) => {
  await visit(page, site.url);
  await expect(heading(page, 'July 2024 12 photos')).toBeVisible();
  await add(page, [await jpegOf('newest.jpg', '2024:07:31 10:00:00'), await jpegOf('later.jpg', NEWEST)]);
  await expect(heading(page, 'July 2024 13 photos')).toBeVisible();
  await expect(heading(page, 'July 2024 13 photos')).toHaveCount(1);
  const names = () => tiles(page).evaluateAll((items) => items.slice(0, 3).map((item) => item.ariaLabel));
  await expect.poll(names).toEqual(['later', 'newest', 'july 0']);
  await expect(tile(page, 'july 0')).toHaveAttribute('aria-posinset', '3');
  await expect(tile(page, 'july 0')).toHaveAttribute('aria-setsize', '40');
});

test('a photo that the library has too is shown once', async ({ page, site }) => {
  await visit(page, site.url);
  const original = await page.evaluate(async () => {
    const library = await (await fetch('library/library.json')).json();
    const url = new URL(`library/${library.sections[0].href}`, document.baseURI);
    const [photo] = (await (await fetch(url)).json()).photos;
    return { title: `${photo.title}`, url: new URL(photo.original, url).href };
  });
  const bytes = await (await page.request.get(original.url)).body();
  await add(page, [{ name: 'under another name.jpg', mimeType: 'image/jpeg', buffer: bytes }]);
  await expect(tile(page, 'under another name')).toHaveAttribute('data-tier', 'device');
  await expect(tile(page, original.title)).toHaveCount(0);
  await expect(heading(page, 'July 2024 12 photos')).toBeVisible();
  await tile(page, 'under another name').getByRole('link').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(picture(page, original.title)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(tile(page, original.title)).toBeVisible();
});

test('a photo that is added in one tab appears in the other', async ({ context, page, site }) => {
  await visit(page, site.url);
  const other = await context.newPage();
  await visit(other, site.url);
  await page.bringToFront();
  await add(page, [await jpegOf('shared view.jpg', NEWEST)]);
  await expect(tile(other, 'shared view')).toHaveAttribute('data-tier', 'device');
});

test('works without any library on the server, from the empty page on', async ({ context, page, site }) => {
  await context.route('**/library/library.json', (route) => route.fulfill({ status: 404 }));
  await page.goto(site.url);
  await expect(page.getByRole('heading', { name: 'The library cannot be shown' })).toBeVisible();
  await add(page, [await jpegOf('first.jpg', NEWEST)]);
  await expect(tile(page, 'first')).toHaveAttribute('data-tier', 'device');
  await page.reload();
  await expect(tiles(page)).toHaveCount(1);
  await tile(page, 'first').getByRole('link').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'The library cannot be shown' })).toBeVisible();
});

test('deleting goes on to the next photo, and undoing brings the photo back as it was', async ({ page, site }) => {
  await visit(page, site.url);
  const [one, two] = [await jpegOf('one.jpg', '2025:03:04 12:00:00'), await jpegOf('two.jpg', '2025:03:03 12:00:00')];
  await add(page, [one, two]);
  const stored = () =>
    page.evaluate(async () => {
      const cache = await caches.open('afterimage-device-v1');
      return (await cache.keys()).map(({ url }) => url).sort();
    });
  const before = await stored();
  await tile(page, 'one').getByRole('link').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(picture(page, 'two')).toHaveAttribute('data-state', 'full');
  await expect(heading(page, 'March 2025 1 photo')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.keyboard.press('Escape');
  await expect(heading(page, 'March 2025 2 photos')).toBeVisible();
  await expect(tile(page, 'one')).toHaveAttribute('data-tier', 'device');
  expect(await stored()).toEqual(before);
});

test('what was deleted gives its space back once it cannot be undone any more', async ({ page, site }) => {
  await page.clock.install();
  await visit(page, site.url);
  await add(page, [await jpegOf('gone.jpg', NEWEST)]);
  await tile(page, 'gone').getByRole('link').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('The photo was deleted.')).toBeVisible();
  await page.clock.runFor(11_000);
  await expect(page.getByText('The photo was deleted.')).toBeHidden();
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('afterimage-device-v1')).keys()).length))
    .toBe(0);
});

test('gives the file back bit for bit, under its name', async ({ page, site }) => {
  await visit(page, site.url);
  const file = await jpegOf('über: the sea.jpg', NEWEST);
  await add(page, [file]);
  await tiles(page).first().getByRole('link').click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('über_ the sea.jpg');
  expect(await hashOfDownload(await download)).toBe(hashOf(file.buffer));
});

test('exports all photos, bit for bit: into a folder, or as one ZIP file', async ({ page, site }) => {
  await visit(page, site.url);
  const files = [await jpegOf('same name.jpg', NEWEST), await jpegOf('other.jpg', '2024:01:01 10:00:00')];
  await add(page, files);
  await add(page, [{ ...(await jpegOf('second of the name.jpg', NEWEST)), name: 'Same Name.jpg' }]);
  const expected = [...files, await jpegOf('second of the name.jpg', NEWEST)]
    .map(({ buffer }) => hashOf(buffer))
    .sort();

  // A folder that the browser keeps for the page stands in for the chooser, which tests cannot operate.
  await page.evaluate(() => {
    Object.assign(window, { showDirectoryPicker: () => navigator.storage.getDirectory() });
  });
  await page.getByRole('link', { name: 'Storage' }).click();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText('3 photos exported.')).toBeVisible();
  const inFolder = await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const found: [string, string][] = [];
    for await (const [name, handle] of folder.entries()) {
      if (!(handle instanceof FileSystemFileHandle)) continue;
      const bytes = await (await handle.getFile()).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      found.push([name, [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')]);
    }
    return found;
  });
  expect(inFolder.map(([, hash]) => hash).sort()).toEqual(expected);
  expect(new Set(inFolder.map(([name]) => name.toLowerCase())).size).toBe(3);

  // What other browsers do, which have no such chooser.
  await page.evaluate(() => Object.assign(window, { showDirectoryPicker: undefined }));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const zip = readStoredZip(await readFile(await (await download).path()));
  expect([...zip.values()].map(hashOf).sort()).toEqual(expected);
});

test('a photo is upright in every orientation that a camera may note', async ({ page, site }) => {
  await visit(page, site.url);
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
  const files = await Promise.all(
    numbers.map(async (orientation) => ({
      name: `turned ${orientation}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await oriented({ width: 900, height: 600 }, orientation),
    })),
  );
  await add(page, files);
  for (const orientation of numbers) {
    const title = `turned ${orientation}`;
    await tile(page, title).getByRole('link').click();
    await expect(picture(page, title)).toHaveAttribute('data-state', 'full');
    expect(await quartersShown(page, title), title).toEqual(QUARTERS.map(near));
    await page.keyboard.press('Escape');
  }
});

test('HEIC is decoded, turned once, and kept as it was; its decoder is fetched only then', async ({
  openProfile,
  site,
}) => {
  const first = await openProfile();
  const page = await first.newPage();
  await visit(page, site.url);
  const decoder = () => [...site.requestsBelow('/assets/heic-worker-').values()];
  expect(decoder()).toEqual([]);
  await add(page, [{ name: 'turned.heic', mimeType: '', buffer: TURNED_HEIC }]);
  expect(decoder()).toEqual([1]);
  await tile(page, 'turned').getByRole('link').click();
  await expect(picture(page, 'turned')).toHaveAttribute('data-state', 'full');
  const size = await picture(page, 'turned').evaluate(
    (canvas) => canvas instanceof HTMLCanvasElement && canvas.width < canvas.height,
  );
  expect(size).toBe(true);
  // Stored lying on its side with the upper left quarter red, which a turn to the right puts at the upper right.
  const [upperLeft, upperRight] = await quartersShown(page, 'turned');
  expect(upperRight?.[0]).toBeGreaterThan(200);
  expect(upperLeft?.[2]).toBeGreaterThan(200);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect(await hashOfDownload(await download)).toBe(hashOf(TURNED_HEIC));
  await first.close();
  await site.stop();

  const offline = await (await openProfile()).newPage();
  await offline.goto(site.url);
  await tile(offline, 'turned').getByRole('link').click();
  await expect(picture(offline, 'turned')).toHaveAttribute('data-state', 'full');
  await offline.keyboard.press('Escape');
  // The decoder was kept as well. Other bytes behind the picture make it another photo.
  const padded = Buffer.concat([TURNED_HEIC, Buffer.from([0, 0, 0, 9]), Buffer.from('freeX')]);
  await pick(offline, [{ name: 'another.heic', mimeType: '', buffer: padded }]);
  await expect(panel(offline)).toContainText('1 photo added.');
});
