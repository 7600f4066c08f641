import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Download, Locator, Page } from 'playwright/test';
import sharp from 'sharp';
import { indexFolder } from '../../src/indexer/index-folder.ts';
import { expect, seeAll, test, tile, visit, visitAll } from '../support/fixtures.ts';
import { hold } from '../support/hold.ts';
import { detailed, oriented } from '../support/pictures.ts';
import { Site, withTemporaryFolder } from '../support/site.ts';

const cells = (page: Page) => page.getByRole('group', { name: 'Preview' }).getByRole('button');
const cell = (page: Page, title: string) =>
  page.getByRole('group', { name: 'Preview' }).getByRole('button', { name: title });
const create = (page: Page) => page.getByRole('button', { name: 'Create collage' });
const download = (page: Page) => page.getByRole('button', { name: 'Download collage' });
const said = (page: Page) => page.locator('.collage-making').getByRole('status');

test('two to nine selected photos become a collage, which has an address, and outlives a reload', async ({
  page,
  site,
}) => {
  await visit(page, site.url);
  await collageOf(page, 'july 0', 'july 1', 'july 2', 'july 3');
  await expect(page).toHaveTitle('Collage – Afterimage');
  await expect(cells(page)).toHaveCount(4);
  await expect(cell(page, 'july 2, 3 of 4').locator('canvas')).toHaveAttribute('data-state', 'screen');
  await page.getByRole('radio', { name: '1 + 3, in columns' }).check();
  await page.getByLabel('Shape').selectOption('Square');
  await page.getByLabel('Gap').fill('3');
  await page.getByLabel('Background').fill('#204060');
  const before = await places(page);
  await page.reload();
  await expect(cells(page)).toHaveCount(4);
  expect(await places(page)).toEqual(before);
  await expect(page.getByRole('radio', { name: '1 + 3, in columns' })).toBeChecked();
  await expect(page.locator('.collage-frame')).toHaveCSS('background-color', 'rgb(32, 64, 96)');
  await page.goBack();
  await expect(tile(page, 'july 0')).toBeVisible();
});

test('what is chosen shows at once: layout, shape and gap', async ({ page, site }) => {
  await visit(page, site.url);
  await collageOf(page, 'july 0', 'july 1');
  await page.getByLabel('Gap').fill('0');
  await page.getByRole('radio', { name: '2, in rows' }).check();
  expect(await places(page)).toEqual([
    [0, 0, 0.5, 1],
    [0.5, 0, 0.5, 1],
  ]);
  await page.getByRole('radio', { name: '1 + 1, in rows' }).check();
  expect(await places(page)).toEqual([
    [0, 0, 1, 0.5],
    [0, 0.5, 1, 0.5],
  ]);
  await page.getByLabel('Shape').selectOption('Portrait 9:16');
  const frame = await page.locator('.collage-frame').boundingBox();
  expect((frame?.width ?? 0) / (frame?.height ?? 1)).toBeCloseTo(9 / 16, 2);
});

test('one photo is no collage, and neither are ten: it says so, and nothing is lost', async ({ page, site }) => {
  await visit(page, site.url);
  await select(page, 'july 0');
  await create(page).click();
  await expect(page.getByText('A collage takes 2 to 9 photos.')).toBeVisible();
  await tile(page, 'july 9')
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await expect(page.getByText('10 selected')).toBeVisible();
  await create(page).click();
  await expect(page.getByText('A collage takes 2 to 9 photos.')).toBeVisible();
  await tile(page, 'july 9').getByRole('checkbox').click();
  await create(page).click();
  await expect(cells(page)).toHaveCount(9);
  await expect(page.getByText('A collage takes 2 to 9 photos.')).toBeHidden();
});

test.describe('a photo in the preview', () => {
  test('is moved within its frame by dragging, until its edge', async ({ page, site }) => {
    await visit(page, site.url);
    await collageOf(page, 'july 0', 'july 1');
    await page.getByRole('radio', { name: '2, in rows' }).check();
    const first = cell(page, 'july 0');
    await drag(page, await middle(first), { x: 60, y: 0 });
    const after = await seen(first);
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThan(50);
    await drag(page, await middle(first), { x: 200, y: 0 }, { x: 10, y: 0 });
    expect(await seen(first)).toBeLessThanOrEqual(after);
    expect(await seen(cell(page, 'july 1'))).toBe(50);
  });

  test('changes places with the one that it is dragged onto, unmoved itself', async ({ page, site }) => {
    await visit(page, site.url);
    await collageOf(page, 'july 0', 'july 1', 'july 2');
    const [from, to] = [await middle(cell(page, 'july 0')), await middle(cell(page, 'july 2'))];
    await drag(page, from, { x: to.x - from.x, y: to.y - from.y });
    await expect(cells(page)).toHaveText(['', '', '']);
    expect(await names(page)).toEqual(['july 2, 1 of 3', 'july 1, 2 of 3', 'july 0, 3 of 3']);
    expect(await seen(cell(page, 'july 0'))).toBe(50);
    // The browser's click at the end of a drag chooses nothing.
    await expect(cell(page, 'july 0')).toHaveAttribute('aria-pressed', 'false');
  });

  test('changes places by two clicks as well, for whoever cannot drag', async ({ page, site }) => {
    await visit(page, site.url);
    await collageOf(page, 'july 0', 'july 1', 'july 2');
    await cell(page, 'july 0').click();
    await expect(cell(page, 'july 0')).toHaveAttribute('aria-pressed', 'true');
    await cell(page, 'july 1').click();
    expect(await names(page)).toEqual(['july 1, 1 of 3', 'july 0, 2 of 3', 'july 2, 3 of 3']);
    await expect(page.locator('.collage-cell[aria-pressed="true"]')).toHaveCount(0);
  });

  test('is moved by arrow keys, and changes places by Shift and arrow keys, and keeps the focus', async ({
    page,
    site,
  }) => {
    await visit(page, site.url);
    await collageOf(page, 'july 0', 'july 1', 'july 2');
    await page.getByRole('radio', { name: '3, in rows' }).check();
    await cell(page, 'july 0').focus();
    await page.keyboard.press('ArrowRight');
    expect(await seen(cell(page, 'july 0'))).toBeLessThan(50);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await names(page)).toEqual(['july 1, 1 of 3', 'july 2, 2 of 3', 'july 0, 3 of 3']);
    await expect(cell(page, 'july 0')).toBeFocused();
  });

  test('follows a finger, while the page stays', async ({ browser, site }) => {
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await visit(page, site.url);
    await collageOf(page, 'july 0', 'july 1');
    await page.getByRole('radio', { name: '2, in rows' }).check();
    await page.evaluate(() => window.scrollTo(0, 0));
    const session = await context.newCDPSession(page);
    const from = await middle(cell(page, 'july 0'));
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
    for (const by of [10, 20, 30]) {
      const touchPoints = [{ x: from.x - by, y: from.y - by }];
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(() => seen(cell(page, 'july 0'))).toBeGreaterThan(50);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await context.close();
  });
});

test.describe('the file', () => {
  test('has the right photos in the right places, upright, cut as they were moved, with every pixel of theirs', async ({
    page,
  }) => {
    test.slow();
    const size = { width: 2700, height: 1800 };
    await withTemporaryFolder(async (folder) => {
      const photos = join(folder, 'photos');
      const stored = await (await detailed({ width: size.height, height: size.width }))
        .jpeg({ quality: 92 })
        .toBuffer();
      // Stored lying on its side, with a note to turn it.
      const turned = await sharp(stored).withMetadata({ orientation: 6 }).jpeg({ quality: 92 }).toBuffer();
      const flipped = await sharp(turned).rotate().flip().flop().jpeg({ quality: 92 }).toBuffer();
      await writePhotosTo(photos, { 'turned.jpg': turned, 'flipped.jpg': flipped });
      await using site = await siteOf(photos, join(folder, 'cache'));
      await visit(page, site.url);
      await collageOf(page, 'turned', 'flipped');
      const [first, second] = await photoIds(page);
      await page.goto(`${site.url}collage?photo=${first}.25.50&photo=${second}.100.50&aspect=1:1&layout=rows-2&gap=0`);
      await page.getByLabel('Format').selectOption('PNG, without loss');
      const file = await made(page);
      expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width: 1800, height: 1800 });
      const upright = { turned: await sharp(turned).rotate().png().toBuffer(), flipped };
      const half = { width: 900, height: 1800 };
      expect(
        await difference(file, { left: 0, top: 0, ...half }, upright.turned, { left: 450, top: 0, ...half }),
      ).toBeLessThan(1);
      expect(
        await difference(file, { left: 900, top: 0, ...half }, upright.flipped, { left: 1800, top: 0, ...half }),
      ).toBeLessThan(1);
      // What was compared tells one part from another.
      expect(
        await difference(file, { left: 0, top: 0, ...half }, upright.turned, { left: 452, top: 0, ...half }),
      ).toBeGreaterThan(4);
    });
  });

  test('is upright for every orientation that a camera may note', async ({ page }) => {
    test.slow();
    await withTemporaryFolder(async (folder) => {
      const photos = join(folder, 'photos');
      const size = { width: 120, height: 80 };
      const files: Record<string, Buffer> = {};
      // Of different sizes, as equal photos would be one.
      for (let note = 1; note <= 8; note += 1)
        files[`note ${note}.jpg`] = await oriented({ ...size, width: 120 + note }, note);
      await writePhotosTo(photos, files);
      await using site = await siteOf(photos, join(folder, 'cache'));
      await visit(page, site.url);
      await collageOf(page, ...Array.from({ length: 8 }, (_, index) => `note ${index + 1}`));
      await page.getByRole('radio', { name: '4 + 4, in rows' }).check();
      await page.getByLabel('Gap').fill('0');
      const file = await made(page);
      const { width = 0, height = 0 } = await sharp(file).metadata();
      for (let index = 0; index < 8; index += 1) {
        const [left, top] = [(index % 4) * (width / 4), Math.floor(index / 4) * (height / 2)];
        const at = (x: number, y: number) => colourIn(file, left + (x * width) / 4, top + (y * height) / 2);
        const corners = [await at(0.25, 0.25), await at(0.75, 0.25), await at(0.25, 0.75), await at(0.75, 0.75)];
        expect(corners, `note ${index + 1}`).toEqual(['red', 'green', 'blue', 'yellow']);
      }
    });
  });

  test('is written in each format that the browser can write, in the size that was chosen, on the background', async ({
    page,
    site,
  }) => {
    await visitAll(page, site.url);
    await collageOf(page, 'big one', 'big two');
    await page.getByLabel('Gap').fill('8');
    await page.getByLabel('Background').fill('#ff00ff');
    await page.getByRole('combobox', { name: /^Size/ }).selectOption('2,048 × 1,365');
    for (const [label, format] of [
      ['JPEG', 'jpeg'],
      ['PNG, without loss', 'png'],
      ['WebP', 'webp'],
    ] as const) {
      await page.getByLabel('Format').selectOption(label);
      const file = await made(page);
      expect(await sharp(file).metadata()).toMatchObject({ format, width: 2048, height: 1365 });
      const { data } = await sharp(file)
        .removeAlpha()
        .extract({ left: 20, top: 20, width: 1, height: 1 })
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect([...data].map((channel) => Math.round(channel / 64))).toEqual([4, 0, 4]);
    }
  });

  test('comes out of the memory tier: of four photos of which one is exchanged, three are not fetched again', async ({
    page,
    site,
  }) => {
    await visit(page, site.url);
    const spoken: string[] = [];
    page.on('console', (message) => spoken.push(message.text()));
    await collageOf(page, 'july 0', 'july 1', 'july 2', 'july 3');
    await made(page);
    expect(spoken.filter((words) => words.startsWith('FETCHED_IMAGE')).toSorted()).toEqual(
      [0, 1, 2, 3].map((number) => `FETCHED_IMAGE july ${number}`),
    );
    await page.getByRole('button', { name: 'Change photos' }).click();
    await tile(page, 'july 1').getByRole('checkbox').click();
    await tile(page, 'july 7').getByRole('checkbox').click();
    spoken.length = 0;
    await create(page).click();
    expect(await names(page)).toEqual(['july 0, 1 of 4', 'july 7, 2 of 4', 'july 2, 3 of 4', 'july 3, 4 of 4']);
    await made(page);
    expect(new Set(spoken.filter((words) => words.endsWith('_IMAGE july 7')))).toContain('FETCHED_IMAGE july 7');
    for (const kept of ['july 0', 'july 2', 'july 3']) {
      expect(new Set(spoken.filter((words) => words.endsWith(kept)))).toEqual(new Set([`CACHED_IMAGE ${kept}`]));
    }
  });

  test('can be given up while it is made, and made afterwards', async ({ page, site, context }) => {
    await visitAll(page, site.url);
    await collageOf(page, 'big one', 'big two');
    const held = await holdOriginals(context);
    await download(page).click();
    await held.reached;
    await expect(page.getByRole('progressbar', { name: 'Making the collage' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(said(page)).toHaveText('Cancelled.');
    await expect(download(page)).toBeFocused();
    held.letGo();
    await made(page);
    await expect(said(page)).toHaveText(/^Made: /);
  });

  test('is no longer made when the page is left, and its photos are given back', async ({ page, site, context }) => {
    await visitAll(page, site.url);
    await collageOf(page, 'big one', 'big two');
    const held = await holdOriginals(context);
    await download(page).click();
    await held.reached;
    await page.getByRole('link', { name: 'Photos', exact: true }).click();
    await expect(tile(page, 'big one')).toBeVisible();
    held.letGo();
    await expect
      .poll(async () => (await page.evaluate(() => afterimage.stats())).memory.leased)
      .toEqual({ count: 0, bytes: 0 });
    expect(
      page
        .workers()
        .map((worker) => worker.url())
        .filter((url) => url.includes('collage')),
    ).toEqual([]);
  });

  test('offline, photos whose originals are not here are named, and what is stored of them can be used', async ({
    page,
    site,
  }) => {
    await visitAll(page, site.url);
    await site.stop();
    await page.reload();
    await seeAll(page);
    await collageOf(page, 'big one', 'big two');
    await expect(cell(page, 'big one').locator('canvas')).toHaveAttribute('data-state', 'thumbnail');
    await download(page).click();
    await expect(said(page)).toContainText('Offline, and not on this device at full size: big one, big two.');
    const file = await madeBy(page, page.getByRole('button', { name: 'Use what is stored' }));
    expect((await sharp(file).metadata()).format).toBe('jpeg');
    expect(await colourIn(file, 100, 100)).toBe('yellow');
    await site.start();
    await page.getByLabel('Format').selectOption('PNG, without loss');
    await made(page);
  });
});

test('an address without photos says how to choose some, and leads there', async ({ page, site }) => {
  await visit(page, site.url);
  await page.goto(`${site.url}collage`);
  await expect(page.getByText('A collage takes 2 to 9 photos. Select them in the grid')).toBeVisible();
  await page.getByRole('button', { name: 'Select photos' }).click();
  await expect(page.getByText('Choose photos')).toBeVisible();
  await expect(tile(page, 'july 0').getByRole('checkbox')).not.toBeChecked();
});

test('a photo that is no longer in the library is left out, and that is said', async ({ page, site }) => {
  await visit(page, site.url);
  await collageOf(page, 'july 0', 'july 1');
  const [first, second] = await photoIds(page);
  await page.goto(`${site.url}collage?photo=${first}&photo=${'0'.repeat(32)}&photo=${second}`);
  await expect(page.getByText('1 photo can no longer be found in the library.')).toBeVisible();
  await expect(cells(page)).toHaveCount(2);
  await page.goto(`${site.url}collage?photo=${first}&photo=${'0'.repeat(32)}`);
  await page.getByRole('button', { name: 'Change photos' }).click();
  await expect(tile(page, 'july 0').getByRole('checkbox')).toBeChecked();
});

async function select(page: Page, ...titles: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  for (const title of titles) await tile(page, title).getByRole('checkbox').click();
}

async function collageOf(page: Page, ...titles: string[]): Promise<void> {
  await select(page, ...titles);
  await create(page).click();
  await expect(cells(page)).toHaveCount(titles.length);
}

function names(page: Page): Promise<(string | null)[]> {
  return cells(page).evaluateAll((elements) => elements.map(({ ariaLabel }) => ariaLabel));
}

/** Left, top, width and height of each cell, as parts of the whole. */
function places(page: Page): Promise<number[][]> {
  return page.locator('.collage-frame').evaluate((frame) => {
    const whole = frame.getBoundingClientRect();
    return [...frame.children].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const parts = [
        (left - whole.left) / whole.width,
        (top - whole.top) / whole.height,
        width / whole.width,
        height / whole.height,
      ];
      return parts.map((part) => Math.round(part * 1000) / 1000);
    });
  });
}

/** Where the part that is seen lies from left to right, in hundredths. */
function seen(element: Locator): Promise<number> {
  return element.locator('canvas').evaluate((canvas) => Number.parseFloat(getComputedStyle(canvas).objectPosition));
}

async function middle(element: Locator): Promise<{ x: number; y: number }> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await element.boundingBox()) ?? {};
  return { x: x + width / 2, y: y + height / 2 };
}

async function drag(page: Page, from: { x: number; y: number }, ...by: { x: number; y: number }[]): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const { x, y } of by) await page.mouse.move(from.x + x, from.y + y, { steps: 8 });
  await page.mouse.up();
}

async function photoIds(page: Page): Promise<string[]> {
  return cells(page).evaluateAll((elements) => elements.map((element) => element.dataset['photo'] ?? ''));
}

function made(page: Page): Promise<Buffer> {
  return madeBy(page, download(page));
}

async function madeBy(page: Page, action: Locator): Promise<Buffer> {
  const download: Promise<Download> = page.waitForEvent('download');
  await action.click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^Collage\.(?:jpg|png|webp)$/);
  return readFile(await file.path());
}

/** The originals wait until they are let go. */
function holdOriginals(context: BrowserContext) {
  return hold(context, '**/library/originals/**');
}

async function writePhotosTo(folder: string, files: Record<string, Buffer>): Promise<void> {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
}

async function siteOf(photos: string, cache: string): Promise<Site & AsyncDisposable> {
  const site = new Site(await indexFolder(photos, { cache }));
  await site.start();
  return Object.assign(site, { [Symbol.asyncDispose]: () => site.stop() });
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The mean difference of all channels, of 255, between parts of two pictures of one size. */
async function difference(one: Buffer, area: Area, other: Buffer, otherArea: Area): Promise<number> {
  const pixels = (file: Buffer, { left, top, width, height }: Area) =>
    sharp(file).removeAlpha().extract({ left, top, width, height }).raw().toBuffer();
  const [first, second] = await Promise.all([pixels(one, area), pixels(other, otherArea)]);
  expect(first.length).toBe(second.length);
  let sum = 0;
  for (let index = 0; index < first.length; index += 1) sum += Math.abs((first[index] ?? 0) - (second[index] ?? 0));
  return sum / first.length;
}

/** The name of a plain colour at a point, in px. */
async function colourIn(file: Buffer, x: number, y: number): Promise<string> {
  const area = { left: Math.round(x), top: Math.round(y), width: 1, height: 1 };
  const [red = 0, green = 0, blue = 0] = await sharp(file).removeAlpha().extract(area).raw().toBuffer();
  if (red > 128) return green > 128 ? 'yellow' : 'red';
  if (green > 128) return 'green';
  return blue > 128 ? 'blue' : 'dark';
}
