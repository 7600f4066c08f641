import type { Page } from 'playwright/test';
import { CACHES } from '../../src/shared/tier.ts';
import { add, jpegOf, panel, pick } from '../support/device.ts';
import { askWorker, limitStorage, storageUsage, storedUrls, tamper } from '../support/faults.ts';
import { expect, test, tile, tiles, visit } from '../support/fixtures.ts';

const NEWEST = '2025:03:04 05:06:07';

test('what was added before a tab was closed stays, and what was not is named at the next start', async ({
  openProfile,
  site,
}) => {
  const context = await openProfile();
  const page = await context.newPage();
  await visit(page, site.url);
  const size = { width: 3000, height: 2000 };
  const files = await Promise.all(Array.from({ length: 30 }, (_, index) => jpegOf(`photo ${index}.jpg`, NEWEST, size)));
  await pick(page, files);
  await expect(panel(page)).toContainText(/[2-9] of 30/);
  await page.close({ runBeforeUnload: false });

  const again = await context.newPage();
  await again.goto(site.url);
  await expect(panel(again)).toContainText(/^The last time, the app was closed before \d+ files could be added\./);
  const left = Number(/before (\d+) files/.exec((await panel(again).textContent()) ?? '')?.[1]);
  const shown = again.getByRole('heading', { name: `March 2025 ${30 - left} photos` });
  await expect(shown).toBeVisible();
  await panel(again).getByRole('button', { name: 'Close' }).click();
  await again.reload();
  await expect(shown).toBeVisible();
  await expect(panel(again)).toBeHidden();
});

test('a device that gets full in the middle keeps whole photos only, and says which found no space', async ({
  page,
  site,
}) => {
  await visit(page, site.url);
  await add(page, [await jpegOf('before.jpg', NEWEST)]);
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: 1 });
  await pick(page, [await jpegOf('too much.jpg', NEWEST), await jpegOf('even more.jpg', NEWEST)]);
  await expect(panel(page)).toContainText('2 files could not be added.');
  await panel(page).getByText('Which ones').click();
  await expect(panel(page).getByRole('listitem')).toHaveText([
    'too much.jpg found no space left',
    'even more.jpg found no space left',
  ]);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin });
  await page.reload();
  await expect(tile(page, 'before')).toHaveAttribute('data-tier', 'device');
  await expect(tile(page, 'too much')).toHaveCount(0);
  const kept = await page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, CACHES.device);
  // Thumbnail, original and data of the one that is whole, and the list that names it.
  expect(kept).toBe(4);
});

test('a file that finds no space costs nobody a smaller one', async ({ page, site }) => {
  await visit(page, site.url);
  await limitStorage(page, (await storageUsage(page)) + 10_000_000);
  const padded = async (name: string) => {
    const file = await jpegOf(name, NEWEST);
    // What follows the end of a JPEG is of no account.
    return { ...file, buffer: Buffer.concat([file.buffer, Buffer.alloc(20_000_000)]) };
  };
  await pick(page, [
    ...[await padded('large.jpg'), await jpegOf('small.jpg', NEWEST)],
    ...[await padded('as large.jpg'), await jpegOf('another.jpg', NEWEST)],
  ]);
  await expect(panel(page)).toContainText('2 photos added. 2 files could not be added.');
  await panel(page).getByText('Which ones').click();
  await expect(panel(page).getByRole('listitem')).toHaveText([
    'large.jpg found no space left',
    'as large.jpg found no space left',
  ]);
});

test('half a photo that a dead worker left behind is never shown, and is cleared away at the next start', async ({
  page,
  site,
}) => {
  await visit(page, site.url);
  const id = '0123456789abcdef0123456789abcdef';
  await page.evaluate(
    async ([photo, name]) => {
      const url = new URL(`device/${photo}/thumbnail`, document.baseURI).href;
      await (await caches.open(name)).put(url, new Response('half'));
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open('afterimage');
        opening.onsuccess = () => resolve(opening.result);
      });
      const transaction = database.transaction('devicePhotos', 'readwrite');
      transaction
        .objectStore('devicePhotos')
        .put({ id: photo, section: '2025-03', state: 'adding', since: Date.now() });
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      database.close();
    },
    [id, CACHES.device] as const,
  );
  await page.reload();
  await expect(tiles(page).first()).toHaveAccessibleName('july 0');
  await expect
    .poll(() => page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, CACHES.device))
    .toBe(0);
});

test('photos whose books were lost are entered anew, each whole', async ({ page, site }) => {
  await visit(page, site.url);
  const files = [await jpegOf('one.jpg', NEWEST), await jpegOf('two.jpg', '2025:02:03 04:05:06')];
  await add(page, files);
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('afterimage');
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
  );
  await page.reload();
  await expect(tile(page, 'one')).toHaveAttribute('data-tier', 'device');
  await expect(page.getByRole('heading', { name: 'February 2025 1 photo' })).toBeVisible();
  const { device } = await page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel();
    const figures = new Promise<{ device: { count: number; bytes: number } }>((resolve) => {
      port1.onmessage = ({ data }) => resolve(data.value);
    });
    navigator.serviceWorker.controller?.postMessage({ type: 'figures' }, [port2]);
    return figures;
  });
  expect(device.count).toBe(2);
  expect(device.bytes).toBeGreaterThan(files.reduce((sum, { buffer }) => sum + buffer.length, 0));
});

test('photos whose files the browser cleared away are not promised any longer', async ({ page, site }) => {
  await visit(page, site.url);
  await add(page, [await jpegOf('lost.jpg', NEWEST)]);
  await page.evaluate((name) => caches.delete(name), CACHES.device);
  await expect
    .poll(async () => {
      await page.reload();
      await expect(tiles(page).first()).toBeVisible();
      return tile(page, 'lost').count();
    })
    .toBe(0);
});

test('the first photo of this device costs no file that was shared with it, and no name of its import', async ({
  page,
  site,
}) => {
  await visit(page, site.url);
  const id = await addByHand(page, 'one');
  await tamper(page, 'sharedFiles', { name: 'shared.jpg' });
  expect(await askWorker(page, { type: 'unfinished-imports' })).toEqual({ ok: true, value: ['one', 'two'] });
  expect(await sendPhoto(page, id, 0)).toEqual({ ok: true, value: 'added' });
  expect(await askWorker(page, { type: 'unfinished-imports' })).toEqual({ ok: true, value: ['two'] });
  expect(await askWorker(page, { type: 'shared-files' })).toMatchObject({ ok: true, value: [{ key: 1 }] });
});

test('a photo of which files were lost is stored again when it is added anew', async ({ page, site }) => {
  await visit(page, site.url);
  const file = await jpegOf('half.jpg', NEWEST);
  await add(page, [file]);
  const whole = await storedUrls(page, 'device');
  await page.evaluate(
    async ([name, lost]) => {
      const cache = await caches.open(name);
      for (const url of lost) await cache.delete(url);
    },
    [CACHES.device, whole.filter((url) => /\/(?:original|data)$/.test(url))] as const,
  );
  await add(page, [file]);
  expect((await storedUrls(page, 'device')).sort()).toEqual(whole.sort());
});

test('a photo of an import that was cleared meanwhile is refused', async ({ page, site }) => {
  await visit(page, site.url);
  const id = await addByHand(page, 'one');
  expect(await askWorker(page, { type: 'clear', tier: 'device' })).toMatchObject({ ok: true });
  expect(await sendPhoto(page, id, 0)).toMatchObject({ ok: false, code: 'import-ended' });
  expect(await storedUrls(page, 'device')).toEqual([]);
});

test('clearing while photos are added leaves no photo without its files, and no file without its photo', async ({
  page,
  site,
}) => {
  await visit(page, site.url);
  const id = await addByHand(page, 'one');
  await Promise.all([
    sendPhoto(page, id, 0),
    askWorker(page, { type: 'clear', tier: 'device' }),
    sendPhoto(page, id, 1),
  ]);
  const { value } = await askWorker<{ value: { sections: readonly { count: number }[] } }>(page, {
    type: 'device-library',
  });
  const photos = value.sections.reduce((sum, { count }) => sum + count, 0);
  const originals = (await storedUrls(page, 'device')).filter((url) => url.endsWith('/original'));
  expect(originals).toHaveLength(photos);
});

/** Begins an import of two files in the worker's own words; gives its id. */
async function addByHand(page: Page, name: string): Promise<string> {
  const id = `import-of-${name}`;
  await askWorker(page, { type: 'begin-import', import: id, names: [name, 'two'] });
  return id;
}

/** Sends one file of that import. */
function sendPhoto(page: Page, id: string, index: number): Promise<unknown> {
  return page.evaluate(
    ([name, place]) => {
      const blob = new Blob(['0123456789'], { type: 'image/jpeg' });
      const photo = {
        ...{ id: String(place).repeat(32), section: '2025-03', title: 'by hand', fileName: 'by hand.jpg' },
        ...{ width: 10, height: 10, taken: '2025-03-04T05:06:07', type: 'image/jpeg', bytes: 10, thumbhash: '' },
        ...{ hasScreen: false, hasFull: false },
      };
      const { port1, port2 } = new MessageChannel();
      return new Promise((resolve) => {
        port1.onmessage = ({ data }) => resolve(data);
        const message = { type: 'add-device-photo', photo, parts: { thumbnail: blob, original: blob } };
        navigator.serviceWorker.controller?.postMessage({ ...message, file: { import: name, index: place } }, [port2]);
      });
    },
    [id, index] as const,
  );
}
