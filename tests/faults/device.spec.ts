import { CACHES } from '../../src/shared/tier.ts';
import { add, jpegOf, panel, pick } from '../support/device.ts';
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
  // Thumbnail, original and data of the one that is whole.
  expect(kept).toBe(3);
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
