import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Download, Locator, Page } from 'playwright/test';
import sharp from 'sharp';
import { indexFolder } from '../../src/indexer/index-folder.ts';
import { cell, collageOf, create, download, names, photoIds, said } from '../support/collage.ts';
import { expect, seeAll, test, tile, visit, visitAll } from '../support/fixtures.ts';
import { hold } from '../support/hold.ts';
import { detailed, oriented } from '../support/pictures.ts';
import { Site, withTemporaryFolder } from '../support/site.ts';

test('has the right photos in the right places, upright, cut as they were moved, with every pixel of theirs', async ({
  page,
}) => {
  test.slow();
  const size = { width: 2700, height: 1800 };
  await withTemporaryFolder(async (folder) => {
    const photos = join(folder, 'photos');
    const stored = await (await detailed({ width: size.height, height: size.width })).jpeg({ quality: 92 }).toBuffer();
    // Stored lying on its side, with a note to turn it.
    const turned = await sharp(stored).withMetadata({ orientation: 6 }).jpeg({ quality: 92 }).toBuffer();
    const flipped = await sharp(turned).rotate().flip().flop().jpeg({ quality: 92 }).toBuffer();
    await writePhotosTo(photos, { 'turned.jpg': turned, 'flipped.jpg': flipped });
    await using site = await siteOf(photos, join(folder, 'cache'));
    await visit(page, site.url);
    await collageOf(page, 'turned', 'flipped');
    const [first, second] = await photoIds(page);
    await page.goto(`${site.url}collage?photo=${first}.25.50&photo=${second}.100.50&aspect=1:1&layout=rows-2&gap=0`);
    await page.getByRole('combobox', { name: /^Format/ }).selectOption('PNG, without loss');
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
    await page.getByRole('combobox', { name: /^Format/ }).selectOption(label);
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
  await expect
    .poll(() => names(page))
    .toEqual(['july 0, 1 of 4', 'july 7, 2 of 4', 'july 2, 3 of 4', 'july 3, 4 of 4']);
  await made(page);
  expect(new Set(spoken.filter((words) => words.endsWith('_IMAGE july 7')))).toContain('FETCHED_IMAGE july 7');
  for (const kept of ['july 0', 'july 2', 'july 3']) {
    expect(new Set(spoken.filter((words) => words.endsWith(kept)))).toEqual(new Set([`CACHED_IMAGE ${kept}`]));
  }
});

test('is handed to another app, once more pressed where the browser wants that', async ({ page, site }) => {
  await page.addInitScript(() => {
    const shared: string[] = [];
    let refusals = 1;
    Object.assign(window, { shared });
    navigator.canShare = () => true;
    // The system's own dialog, of which a test can see nothing.
    navigator.share = async ({ files = [] } = {}) => {
      refusals -= 1;
      if (refusals >= 0) throw new DOMException('Not now', 'NotAllowedError');
      for (const { name, type, size } of files) shared.push(`${name} ${type} ${size > 1000}`);
    };
  });
  await visit(page, site.url);
  await collageOf(page, 'july 0', 'july 1');
  await page.getByRole('main').getByRole('button', { name: 'Share', exact: true }).click();
  await expect(said(page)).toHaveText('Ready to share: Collage.jpg');
  await page.getByRole('button', { name: 'Share now' }).click();
  await expect(said(page)).toHaveText(/^Made: /);
  expect(await page.evaluate('shared')).toEqual(['Collage.jpg image/jpeg true']);
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
  await page.getByRole('combobox', { name: /^Size/ }).selectOption('2,048 × 1,365');
  await expect(cell(page, 'big one').locator('canvas')).toHaveAttribute('data-state', 'thumbnail');
  await download(page).click();
  await expect(said(page)).toContainText('Offline, and not on this device at full size: big one, big two.');
  const file = await madeBy(page, page.getByRole('button', { name: 'Use what is stored' }));
  expect((await sharp(file).metadata()).format).toBe('jpeg');
  expect(await colourIn(file, 100, 100)).toBe('yellow');
  await site.start();
  await page.getByRole('combobox', { name: /^Format/ }).selectOption('PNG, without loss');
  await made(page);
});

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
