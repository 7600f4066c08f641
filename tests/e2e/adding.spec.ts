import { mkdir, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { hand, jpegOf, panel, pick, type TestFile } from '../support/device.ts';
import { expect, test, tile, tiles, visit } from '../support/fixtures.ts';

const NEWEST = '2025:03:04 05:06:07';
const BAD: TestFile = { name: 'words.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture') };

/** Has the worker's next answer to `type` be this one. */
function refuseOnce(page: Page, type: string, code: string | undefined): Promise<void> {
  return page.evaluate(
    ([asked, why]) => {
      const { postMessage } = ServiceWorker.prototype;
      ServiceWorker.prototype.postMessage = function (message: { type: string }, transfer: object) {
        const [port] = Array.isArray(transfer) ? transfer : [];
        if (message.type !== asked) {
          postMessage.call(this, message, transfer);
          return;
        }
        ServiceWorker.prototype.postMessage = postMessage;
        port?.postMessage({ ok: false, reason: 'Refused by a test.', ...(why && { code: why }) });
      };
    },
    [type, code] as const,
  );
}

for (const [code, words] of [
  ['storage-full', 'There is no space left on this device, so no photos can be added.'],
  [undefined, 'The photos could not be added just now.'],
] as const) {
  test(`an import that cannot begin (${code}) says why, and its files can be tried again`, async ({ page, site }) => {
    await visit(page, site.url);
    await refuseOnce(page, 'begin-import', code);
    await pick(page, [await jpegOf('kept.jpg', NEWEST)]);
    await expect(panel(page).getByRole('status')).toHaveText(words);
    await panel(page).getByRole('button', { name: 'Try again' }).click();
    await expect(panel(page).getByRole('status')).toHaveText('1 photo added.');
    await expect(tile(page, 'kept')).toHaveAttribute('data-tier', 'device');
  });
}

test('what became of one import is still said after the next', async ({ page, site }) => {
  await visit(page, site.url);
  await hand(page, 'drop', [BAD]);
  await hand(page, 'drop', [await jpegOf('good.jpg', NEWEST)]);
  await expect(panel(page).getByRole('status')).toHaveText('1 photo added. 1 file could not be added.');
  await hand(page, 'drop', [await jpegOf('better.jpg', NEWEST)]);
  await expect(panel(page).getByRole('status')).toHaveText('2 photos added. 1 file could not be added.');
  await panel(page).getByText('Which ones').click();
  await expect(panel(page).getByRole('listitem')).toHaveText(['words.jpg is not a picture']);
  await panel(page).getByRole('button', { name: 'Close' }).click();
  await hand(page, 'drop', [await jpegOf('last.jpg', NEWEST)]);
  await expect(panel(page).getByRole('status')).toHaveText('1 photo added.');
});

test('an import ends with everything that is deleted, and brings nothing back', async ({ context, page, site }) => {
  await visit(page, site.url);
  const other = await context.newPage();
  await visit(other, site.url);
  await page.bringToFront();
  const size = { width: 3000, height: 2000 };
  const files = await Promise.all(Array.from({ length: 30 }, (_, index) => jpegOf(`photo ${index}.jpg`, NEWEST, size)));
  await pick(page, files);
  await expect(panel(page)).toContainText(/[1-9]\d* of 30/);
  await other.evaluate(
    () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        navigator.serviceWorker.controller?.postMessage({ type: 'delete-everything' }, [port2]);
      }),
  );
  await expect(page.getByRole('heading', { name: 'Everything was deleted from this device' })).toBeVisible();
  // No page holds the lock of an import any more, and the one of the tier is free: nothing is on its way.
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const { held = [], pending = [] } = await navigator.locks.query();
        return [...held, ...pending].length;
      }),
    )
    .toBe(0);
  expect(await page.evaluate(() => caches.has('afterimage-device-v1'))).toBe(false);
  expect(await page.evaluate(recordsLeft)).toBe(0);
});

/** How many records the app's database has, settings aside: a late word may have had the worker make it anew, empty. */
async function recordsLeft(): Promise<number> {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'afterimage')) return 0;
  const settle = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await settle(indexedDB.open('afterimage'));
  const stores = [...database.objectStoreNames].filter((name) => name !== 'settings');
  const transaction = database.transaction(stores);
  const counts = await Promise.all(stores.map((name) => settle(transaction.objectStore(name).count())));
  database.close();
  return counts.reduce((sum, count) => sum + count, 0);
}

test('files that the system opens with the app are added; one that cannot be opened is named', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    const setConsumer = (consumer: unknown) => Object.assign(window, { openWithApp: consumer });
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  });
  await visit(page, site.url);
  const { buffer } = await jpegOf('opened.jpg', NEWEST);
  await page.evaluate(async (base64) => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('opened.jpg', { create: true });
    const writable = await handle.createWritable();
    await writable.write(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
    await writable.close();
    const gone = await folder.getFileHandle('gone.jpg', { create: true });
    await folder.removeEntry('gone.jpg');
    const { openWithApp } = window as unknown as { openWithApp: (launch: object) => void };
    openWithApp({ files: [] });
    openWithApp({ files: [gone, handle] });
  }, buffer.toString('base64'));
  await expect(panel(page).getByRole('status')).toHaveText('1 photo added. 1 file could not be added.');
  await expect(tile(page, 'opened')).toHaveAttribute('data-tier', 'device');
  await panel(page).getByText('Which ones').click();
  await expect(panel(page).getByRole('listitem')).toHaveText(['gone.jpg could not be read']);
});

test('a dropped folder is added with the folders in it, and without what is no photo', async ({ page, site }, info) => {
  const folder = info.outputPath('holiday');
  await mkdir(`${folder}/day two`, { recursive: true });
  await writeFile(`${folder}/first.jpg`, (await jpegOf('first.jpg', NEWEST)).buffer);
  await writeFile(`${folder}/day two/second.jpg`, (await jpegOf('second.jpg', NEWEST)).buffer);
  await writeFile(`${folder}/notes.txt`, 'not a photo');
  await visit(page, site.url);
  // The browser's own drag, as from a file manager: scripts cannot make a folder.
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await expect(panel(page).getByRole('status')).toHaveText('2 photos added.');
  await expect(tile(page, 'first')).toBeVisible();
  await expect(tile(page, 'second')).toBeVisible();
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'device');
});

test('500 photos at once: shows how far it is, ends when cancelled with what is done, and takes in the rest later', async ({
  page,
  site,
}) => {
  // Much more than it takes where nothing else runs.
  test.setTimeout(120_000);
  const { buffer, ...file } = await jpegOf('photo.jpg', NEWEST, { width: 120, height: 80 });
  // Other bytes behind the picture make it another photo.
  const files = Array.from({ length: 500 }, (_, index) => ({
    ...file,
    buffer: Buffer.concat([buffer, Buffer.from(`${index}`)]),
  }));
  await visit(page, site.url);
  await hand(page, 'drop', files);
  await expect(panel(page).getByRole('status')).toHaveText('Adding 500 files');
  await expect(panel(page)).toContainText(/\d\d of 500/);
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  const status = panel(page).getByRole('status');
  await expect(status).toHaveText(/^\d+ photos added\. \d+ files left out, as you cancelled\.$/);
  const [added = 0, left = 0] = ((await status.textContent()) ?? '').match(/\d+/g)?.map(Number) ?? [];
  expect(added).toBeGreaterThanOrEqual(10);
  expect(added + left).toBe(500);
  await expect(page.getByRole('heading', { name: `March 2025 ${added} photos` })).toBeVisible();
  await panel(page).getByRole('button', { name: 'Close' }).click();
  await hand(page, 'drop', files);
  await expect(status).toHaveText(`${left} photos added. ${added} photos already here.`, { timeout: 90_000 });
  await expect(page.getByRole('heading', { name: 'March 2025 500 photos' })).toBeVisible();
});
