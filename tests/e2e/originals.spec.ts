import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download, Page } from 'playwright/test';
import { add, jpegOf } from '../support/device.ts';
import { expect, picture, test, tile, visit } from '../support/fixtures.ts';
import { LIBRARY_VARIABLE } from '../support/global-setup.ts';
import { hold } from '../support/hold.ts';
import { keepShownPhoto } from '../support/keep.ts';
import { readStoredZip } from '../support/zip.ts';

const ORIGINALS = '**/library/originals/**';

/** The file that a photo of the tests' library was made from. */
function source(name: string): Promise<Buffer> {
  return readFile(join(process.env[LIBRARY_VARIABLE] ?? '', 'photos', name));
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

async function open(page: Page, title: string): Promise<void> {
  await tile(page, title).getByRole('link').click();
  await expect(picture(page, title)).not.toHaveAttribute('data-state', 'placeholder');
}

async function select(page: Page, titles: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  for (const title of titles) await tile(page, title).getByRole('checkbox').click();
  await expect(page.getByText(`${titles.length} selected`)).toBeVisible();
}

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

/** What says how far it is. */
function strip(page: Page) {
  return page.getByRole('region', { name: 'Original files' });
}

/** Has the page believe that it can share, and notes what it hands over; the first so many times it is told no. */
async function letShare(page: Page, refusals: readonly string[] = []): Promise<() => Promise<(readonly string[])[]>> {
  await page.addInitScript((errors) => {
    const shared: string[][] = [];
    const left = [...errors];
    const refused: string[] = [];
    Object.defineProperty(navigator, 'canShare', {
      value: ({ files = [] }: ShareData) => files.every(({ type }) => type === 'image/jpeg'),
    });
    Object.defineProperty(navigator, 'share', {
      value: async ({ files = [] }: ShareData) => {
        const error = left.shift();
        if (error) {
          refused.push(error);
          throw new DOMException('no', error);
        }
        shared.push(
          await Promise.all(
            files.map(async (file) => `${file.name} ${file.type} ${(await file.arrayBuffer()).byteLength}`),
          ),
        );
      },
    });
    Object.assign(globalThis, { shared, refused });
  }, refusals);
  return () => page.evaluate('shared');
}

async function asShared(name: string): Promise<string> {
  return `${name} image/jpeg ${(await source(name)).length}`;
}

test.describe('downloading', () => {
  test('gives the original of a photo of the library, bit for bit, under its own name', async ({ page, site }) => {
    await page.goto(site.url);
    await open(page, 'july 3');
    const download = page.waitForEvent('download');
    await button(page, 'Download').click();
    expect((await download).suggestedFilename()).toBe('july 3.jpg');
    expect(await bytesOf(await download)).toEqual(await source('july 3.jpg'));
    await expect(strip(page)).toHaveCount(0);
  });

  test('takes the copy that is kept offline, also without a network; without one it says so', async ({
    page,
    site,
  }) => {
    await visit(page, site.url);
    await open(page, 'july 4');
    await expect(picture(page, 'july 4')).toHaveAttribute('data-state', 'full');
    await keepShownPhoto(page, 'Originals');
    site.forgetRequests();
    const online = page.waitForEvent('download');
    await button(page, 'Download').click();
    expect(await bytesOf(await online)).toEqual(await source('july 4.jpg'));
    expect(site.requestsBelow('/library/originals/')).toEqual(new Map());
    await site.stop();
    const offline = page.waitForEvent('download');
    await button(page, 'Download').click();
    expect(await bytesOf(await offline)).toEqual(await source('july 4.jpg'));
    await page.keyboard.press('ArrowRight');
    await expect(picture(page, 'july 5')).toBeVisible();
    await button(page, 'Download').click();
    await expect(page.getByText('Offline, and the original is not on this device.')).toBeVisible();
  });

  test('says how far it is when it takes a while, and can be cancelled when it takes longer', async ({
    page,
    site,
    context,
  }) => {
    await page.clock.install();
    await page.goto(site.url);
    await open(page, 'big one');
    const original = await hold(context, ORIGINALS);
    await button(page, 'Download').click();
    await original.reached;
    await page.clock.fastForward(500);
    await expect(strip(page)).toHaveCount(0);
    await page.clock.fastForward(1000);
    await expect(strip(page)).toContainText('Downloading big one');
    await expect(strip(page).getByRole('progressbar')).toBeVisible();
    await expect(strip(page).getByRole('button', { name: 'Cancel' })).toBeHidden();
    await page.clock.fastForward(4000);
    await strip(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(strip(page)).toHaveCount(0);
    original.letGo();
    // It can be asked for again, and nobody was told of an error.
    const download = page.waitForEvent('download');
    await button(page, 'Download').click();
    expect(await bytesOf(await download)).toEqual(await source('big one.jpg'));
    await expect(page.locator('.notice')).toHaveCount(0);
  });

  test.describe('from a server that has not everything', () => {
    // The test answers for the server, and a service worker would ask past it.
    test.use({ serviceWorkers: 'block' });

    test('gives nobody half a file', async ({ page, site }) => {
      await page.goto(site.url);
      await open(page, 'july 3');
      await page.route(ORIGINALS, (route) => route.fulfill({ contentType: 'image/jpeg', body: 'half' }));
      let downloads = 0;
      page.on('download', () => {
        downloads += 1;
      });
      await button(page, 'Download').click();
      await expect(page.getByText('The photo library answered with an error.')).toBeVisible();
      expect(downloads).toBe(0);
    });

    test('puts the rest of several into the ZIP file, and names what is missing', async ({ page, site }) => {
      await page.goto(site.url);
      const address = await tile(page, 'july 1').getByRole('link').getAttribute('href');
      const id = address?.split('/').at(-1) ?? '';
      await page.route(`**/library/originals/**/${id}*`, (route) => route.fulfill({ status: 404, body: 'gone' }));
      await select(page, ['july 0', 'july 1', 'july 2']);
      const download = page.waitForEvent('download');
      await button(page, 'Download').click();
      const zip = readStoredZip(await bytesOf(await download));
      expect([...zip.keys()]).toEqual(['july 0.jpg', 'july 2.jpg']);
      await expect(page.getByText('1 of 3 photos could not be had: july 1.jpg.')).toBeVisible();
    });
  });

  test('gives one selected photo as its file, and several as one ZIP file with a name for each', async ({
    page,
    site,
  }) => {
    await visit(page, site.url);
    // One of this device has the same name as one of the library.
    const own = await jpegOf('july 0.jpg', '2024:07:31 10:00:00');
    await add(page, [own]);
    await select(page, ['june 1']);
    const single = page.waitForEvent('download');
    await button(page, 'Download').click();
    expect((await single).suggestedFilename()).toBe('june 1.jpg');
    expect(await bytesOf(await single)).toEqual(await source('june 1.jpg'));
    for (const copy of [0, 1]) await tile(page, 'july 0').nth(copy).getByRole('checkbox').click();
    const several = page.waitForEvent('download');
    await button(page, 'Download').click();
    expect((await several).suggestedFilename()).toMatch(/^Afterimage \d{4}-\d\d-\d\d\.zip$/);
    const zip = readStoredZip(await bytesOf(await several));
    expect([...zip.keys()].sort()).toEqual(['july 0 (2).jpg', 'july 0.jpg', 'june 1.jpg']);
    const lengths = [own.buffer, await source('july 0.jpg'), await source('june 1.jpg')].map(({ length }) => length);
    expect([...zip.values()].map(({ length }) => length).sort()).toEqual(lengths.sort());
    expect(zip.get('june 1.jpg')).toEqual(await source('june 1.jpg'));
  });

  test('of several can be cancelled, and leaves nothing', async ({ page, site, context }) => {
    await page.clock.install();
    await page.goto(site.url);
    const original = await hold(context, ORIGINALS);
    await select(page, ['july 0', 'july 1']);
    await button(page, 'Download').click();
    await original.reached;
    await page.clock.fastForward(6000);
    await expect(strip(page)).toContainText('Downloading 2 photos');
    await strip(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(strip(page)).toHaveCount(0);
    await expect(page.locator('.notice')).toHaveCount(0);
    original.letGo();
  });
});

test.describe('sharing', () => {
  test('is not offered where browsers cannot', async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'canShare', { value: undefined }));
    await page.goto(site.url);
    await open(page, 'july 3');
    await expect(button(page, 'Share')).toBeHidden();
    await page.keyboard.press('Escape');
    await select(page, ['july 3']);
    await expect(button(page, 'Share')).toBeHidden();
  });

  test('hands over the original of the photo that is shown, and is hidden for types that cannot be shared', async ({
    page,
    site,
  }) => {
    const shared = await letShare(page);
    await page.goto(site.url);
    await open(page, 'july 3');
    await button(page, 'Share').click();
    await expect.poll(shared).toEqual([[await asShared('july 3.jpg')]]);
    await page.keyboard.press('Escape');
    await open(page, 'may 0');
    await expect(button(page, 'Share')).toBeHidden();
  });

  test('hands over up to ten selected photos at once', async ({ page, site }) => {
    const shared = await letShare(page);
    await page.goto(site.url);
    const ten = Array.from({ length: 10 }, (_, index) => `july ${index}`);
    await select(page, ten);
    await button(page, 'Share').click();
    await expect.poll(shared).toEqual([await Promise.all(ten.map((title) => asShared(`${title}.jpg`)))]);
    await tile(page, 'july 10').getByRole('checkbox').click();
    await expect(button(page, 'Share')).toBeHidden();
  });

  test('is asked for once more where fetching took longer than browsers allow', async ({ page, site }) => {
    const shared = await letShare(page, ['NotAllowedError']);
    await page.goto(site.url);
    await open(page, 'july 3');
    await button(page, 'Share').click();
    await expect(strip(page)).toContainText('Ready to share: july 3');
    expect(await shared()).toEqual([]);
    site.forgetRequests();
    await strip(page).getByRole('button', { name: 'Share now' }).click();
    await expect.poll(shared).toEqual([[await asShared('july 3.jpg')]]);
    await expect(strip(page)).toHaveCount(0);
    expect(site.requestsBelow('/library/originals/')).toEqual(new Map());
  });

  test('what is ready is shared by the first button too, and can be cancelled', async ({ page, site }) => {
    const shared = await letShare(page, ['NotAllowedError', 'NotAllowedError']);
    await page.goto(site.url);
    await open(page, 'july 3');
    await button(page, 'Share').click();
    await strip(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(strip(page)).toHaveCount(0);
    await button(page, 'Share').click();
    await expect(strip(page)).toContainText('Ready to share: july 3');
    await button(page, 'Share').click();
    await expect.poll(shared).toHaveLength(1);
    await expect(page.locator('.notice')).toHaveCount(0);
  });

  test('somebody who changes their mind is told nothing', async ({ page, site }) => {
    await letShare(page, ['AbortError']);
    await page.goto(site.url);
    await open(page, 'july 3');
    await button(page, 'Share').click();
    await expect.poll(() => page.evaluate('refused')).toEqual(['AbortError']);
    await expect(strip(page)).toHaveCount(0);
    await expect(page.locator('.notice')).toHaveCount(0);
  });
});
