import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { indexFolder } from '../../src/indexer/index-folder.ts';
import { add } from '../support/device.ts';
import { TALKATIVE } from '../support/exif.ts';
import { expect, picture, test, tile, visit } from '../support/fixtures.ts';
import { keepShownPhoto } from '../support/keep.ts';
import { quarters } from '../support/pictures.ts';
import { Site, withTemporaryFolder } from '../support/site.ts';

function information(page: Page): Locator {
  return page.getByRole('region', { name: 'Information' });
}

function button(page: Page): Locator {
  return page.getByRole('button', { name: 'Information', exact: true });
}

/** What the panel says of something, line by line. */
function said(page: Page, term: string): Promise<string[]> {
  return information(page).evaluate((panel, wanted) => {
    const found = [...panel.querySelectorAll('dt')].find(({ textContent }) => textContent === wanted);
    const lines: string[] = [];
    for (let line = found?.nextElementSibling; line?.tagName === 'DD'; line = line.nextElementSibling)
      lines.push(line.textContent);
    return lines;
  }, term);
}

async function open(page: Page, title: string): Promise<void> {
  await tile(page, title).getByRole('link').click();
  await expect(picture(page, title)).not.toHaveAttribute('data-state', 'placeholder');
}

/** A photo that says everything about itself. */
function talkative(exif = TALKATIVE): Promise<Buffer> {
  return quarters({ width: 900, height: 600 }).withExif(exif).jpeg().toBuffer();
}

const EVERYTHING: readonly (readonly [string, readonly string[]])[] = [
  ['Taken', ['July 22, 2019 at 2:03 PM', 'UTC+02:00']],
  ['Place', ['52.5163° N, 13.3777° E', '35 m above the sea']],
  ['Camera', ['Canon EOS 5D', 'EF 35mm f/2 IS USM']],
  ['Exposure', ['1/250 s · f/2.8 · ISO 100 · 35 mm', 'like 56 mm on 35 mm film', '−0.7 EV']],
  ['Size', ['900 × 600, 0.5 megapixels']],
  ['Description', ['The gate in the evening']],
  ['Credit', ['Ada Example']],
];

test.use({ locale: 'en-US' });

test('tells what is known of a photo of the library, and asks nobody else for it', async ({ page }) => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'gate.jpg'), await talkative());
    const site = new Site(await indexFolder(folder, { cache: join(folder, '.cache') }));
    await site.start();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(site.url) && !request.url().startsWith('blob:')) elsewhere.push(request.url());
    });
    await page.goto(site.url);
    await open(page, 'gate');
    await page.keyboard.press('i');
    await expect(information(page)).toBeVisible();
    for (const [term, lines] of EVERYTHING) expect(await said(page, term), term).toEqual(lines);
    expect((await said(page, 'File'))[0]).toBe('gate.jpg');
    expect((await said(page, 'File'))[1]).toMatch(/^[\d.]+ KB, JPEG$/);
    expect(await information(page).getByRole('link').count()).toBe(0);
    expect(elsewhere).toEqual([]);
    await site.stop();
  });
});

test('tells the same of a photo that was added to this device', async ({ page, site }) => {
  await visit(page, site.url);
  await add(page, [{ name: 'gate.jpg', mimeType: 'image/jpeg', buffer: await talkative() }]);
  await tile(page, 'gate').scrollIntoViewIfNeeded();
  await open(page, 'gate');
  await button(page).click();
  for (const [term, lines] of EVERYTHING) expect(await said(page, term), term).toEqual(lines);
  expect(await said(page, 'Offline')).toEqual(['On this device']);
});

test('leaves out what is not known, and shows markup as the text that it is', async ({ page, site }) => {
  await visit(page, site.url);
  const description = '<img src=x onerror="alert(1)">';
  const buffer = await talkative({ IFD0: { ImageDescription: description } });
  await add(page, [{ name: 'odd.jpg', mimeType: 'image/jpeg', buffer }]);
  await open(page, 'odd');
  await button(page).click();
  expect(await said(page, 'Description')).toEqual([description]);
  for (const term of ['Place', 'Camera', 'Exposure', 'Credit']) expect(await said(page, term), term).toEqual([]);
});

test('follows to the next photo, to sharper pictures, and to what is kept offline', async ({ page, site }) => {
  await visit(page, site.url);
  await open(page, 'july 3');
  await button(page).click();
  await expect(button(page)).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(() => said(page, 'Shown')).toEqual(['Full size, from the network']);
  expect((await said(page, 'File'))[0]).toBe('july 3.jpg');
  expect(await said(page, 'Offline')).toEqual(['Not kept offline']);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await said(page, 'File'))[0]).toBe('july 4.jpg');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => said(page, 'Shown')).toEqual(['Full size, from memory']);
  await keepShownPhoto(page);
  await expect.poll(() => said(page, 'Offline')).toEqual(['Kept offline']);
});

test('the picture makes room for it on a desktop, and has its room back', async ({ page, site }) => {
  await page.goto(site.url);
  await open(page, 'big one');
  const whole = await picture(page, 'big one').boundingBox();
  await page.keyboard.press('i');
  await expect
    .poll(async () => (await picture(page, 'big one').boundingBox())?.width)
    .toBeLessThan((whole?.width ?? 0) - 100);
  const [photo, panel] = [await picture(page, 'big one').boundingBox(), await information(page).boundingBox()];
  expect((photo?.x ?? 0) + (photo?.width ?? 0)).toBeLessThanOrEqual((panel?.x ?? 0) + 1);
  await information(page).getByRole('button', { name: 'Close information' }).click();
  await expect(information(page)).toBeHidden();
  await expect(button(page)).toBeFocused();
  await expect(button(page)).toHaveAttribute('aria-expanded', 'false');
  await expect.poll(async () => (await picture(page, 'big one').boundingBox())?.width).toBe(whole?.width);
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('is a sheet from below, which covers neither the photo nor what can be done', async ({ page, site }) => {
    await page.goto(site.url);
    await open(page, 'july 3');
    await button(page).tap();
    const panel = information(page);
    await expect(panel).toBeInViewport({ ratio: 1 });
    const sheet = await panel.boundingBox();
    const photo = await picture(page, 'july 3').boundingBox();
    const bar = await button(page).boundingBox();
    expect((photo?.y ?? 0) + (photo?.height ?? 0)).toBeLessThanOrEqual(sheet?.y ?? 0);
    expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    await button(page).tap();
    await expect(panel).toBeHidden();
  });
});
