import type { Page } from 'playwright/test';
import { add, hand, jpegOf, panel, pick, type TestFile } from '../support/device.ts';
import { askWorker, limitStorage } from '../support/faults.ts';
import { expect, test, tile, tiles, visit } from '../support/fixtures.ts';
import { hugePng, truncated } from '../support/pictures.ts';
import { TURNED_HEIC } from '../unit/indexer/heic-fixture.ts';

const NEWEST = '2025:03:04 05:06:07';

async function many(count: number, size?: { width: number; height: number }): Promise<TestFile[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => jpegOf(`photo ${index}.jpg`, NEWEST, size)));
}

/** The lines of the list of what was not added. */
async function lines(page: Page): Promise<string[]> {
  await panel(page).getByText('Which ones').click();
  return panel(page).getByRole('listitem').allTextContents();
}

for (const way of ['drop', 'paste'] as const) {
  test(`adds what somebody hands over by ${way}`, async ({ page, site }) => {
    await visit(page, site.url);
    await hand(page, way, [await jpegOf('handed over.jpg', NEWEST)]);
    await expect(tile(page, 'handed over')).toHaveAttribute('data-tier', 'device');
  });
}

test('says where to drop while files are dragged over the window', async ({ page, site }) => {
  await visit(page, site.url);
  const drag = (type: string) =>
    page.evaluate((name) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'x.jpg'));
      document.body.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }));
    }, type);
  await drag('dragenter');
  await expect(page.getByText('Drop photos here')).toBeVisible();
  await drag('dragleave');
  await expect(page.getByText('Drop photos here')).toBeHidden();
});

test('the same bytes are one photo, whatever they are called, and that is said', async ({ page, site }) => {
  await visit(page, site.url);
  const file = await jpegOf('once.jpg', NEWEST);
  await add(page, [file]);
  await pick(page, [{ ...file, name: 'twice.jpg' }, await jpegOf('other.jpg', NEWEST)]);
  await expect(panel(page)).toContainText('1 photo added. 1 photo already here.');
  expect(await lines(page)).toEqual(['twice.jpg is already here']);
  await expect(tile(page, 'twice')).toHaveCount(0);
});

test('a file that is no photo stops none of the others, and is named with its reason', async ({ page, site }) => {
  await visit(page, site.url);
  const good = await jpegOf('good.jpg', NEWEST);
  const bad = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });
  await pick(page, [
    bad('words.jpg', Buffer.from('<html>not a picture</html>')),
    bad('nothing.jpg', Buffer.alloc(0)),
    bad('raw.jpg', Buffer.from('II*\0 as most raw files begin')),
    bad('broken.jpg', Buffer.concat([truncated(good.buffer, 0.05), Buffer.from('<script>')])),
    bad('huge.png', hugePng({ width: 65_536, height: 65_536 })),
    good,
  ]);
  await expect(panel(page)).toContainText('1 photo added. 5 files could not be added.');
  expect(await lines(page)).toEqual([
    'words.jpg is not a picture',
    'nothing.jpg is empty',
    'raw.jpg is a kind of picture that cannot be shown here',
    'broken.jpg is damaged, or of a kind that this browser cannot show',
    'huge.png is too large for this device',
  ]);
  await expect(tile(page, 'good')).toHaveAttribute('data-tier', 'device');
});

test('neither a name nor EXIF gets further than to be text', async ({ page, site }) => {
  await visit(page, site.url);
  const file = await jpegOf('<img src=x onerror=alert(1)>.jpg', '9999:99:99 99:99:99');
  const lastModified = new Date('2025-02-03T04:05:06').getTime();
  await page.evaluate(
    async ([name, base64, modified]) => {
      const dataTransfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name, { type: 'text/html', lastModified: modified }));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    },
    [file.name, file.buffer.toString('base64'), lastModified] as const,
  );
  // A date that cannot be is none: that of the file stands in for it.
  await expect(page.getByRole('heading', { name: 'February 2025 1 photo' })).toBeVisible();
  await expect(tiles(page).first()).toHaveAccessibleName('<img src=x onerror=alert(1)>');
});

test('shows how far it is, and cancelling keeps what is done', async ({ page, site }) => {
  await visit(page, site.url);
  await pick(page, await many(40, { width: 3000, height: 2000 }));
  await expect(panel(page)).toContainText('Adding 40 files');
  await expect(panel(page)).toContainText(/[1-9]\d* of 40 · photo \d+\.jpg/);
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(panel(page)).toContainText('left out, as you cancelled.');
  const title = await panel(page).getByRole('status').textContent();
  const added = Number(/^(\d+) photos? added/.exec(title ?? '')?.[1]);
  expect(added).toBeGreaterThan(0);
  expect(added).toBeLessThan(40);
  await page.reload();
  const plural = added === 1 ? 'photo' : 'photos';
  await expect(page.getByRole('heading', { name: `March 2025 ${added} ${plural}` })).toBeVisible();
  await expect(panel(page)).toBeHidden();
});

test('a second import waits for the first, and none of them is lost', async ({ page, site }) => {
  await visit(page, site.url);
  await hand(page, 'drop', await many(6));
  await hand(page, 'drop', [await jpegOf('last.jpg', NEWEST)]);
  await expect(page.getByRole('heading', { name: 'March 2025 7 photos' })).toBeVisible();
});

/** Shares files with the app, as another app does; gives the address that opens then. */
function share(page: Page, files: readonly TestFile[]): Promise<string> {
  const plain = files.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') }));
  return page.evaluate(async (list) => {
    const form = new FormData();
    for (const { name, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      form.append('photos', new File([bytes], name, { type: 'image/jpeg' }));
    }
    return (await fetch('share', { method: 'POST', body: form })).url;
  }, plain);
}

test('files that another app shares are added, and are not added again', async ({ page, site }) => {
  await visit(page, site.url);
  const url = await share(page, [await jpegOf('shared.jpg', NEWEST)]);
  expect(url).toBe(`${site.url}?shared`);
  await page.goto(url);
  await expect(panel(page)).toContainText('1 photo added.');
  expect(page.url()).toBe(site.url);
  await page.reload();
  await expect(tile(page, 'shared')).toHaveAttribute('data-tier', 'device');
  await expect(panel(page)).toBeHidden();
});

test('shared files that find no space wait until there is some', async ({ page, site }) => {
  await visit(page, site.url);
  const url = await share(page, [await jpegOf('one.jpg', NEWEST), await jpegOf('two.jpg', NEWEST)]);
  await limitStorage(page, 1);
  await page.goto(url);
  await expect(panel(page)).toContainText('2 files could not be added.');
  await limitStorage(page, undefined);
  await page.reload();
  await expect(panel(page)).toContainText('2 photos added.');
});

test('shared files whose import was cancelled do not come again, and are not named as left undone', async ({
  context,
  site,
}) => {
  const first = await context.newPage();
  await visit(first, site.url);
  const url = await share(first, [await jpegOf('one.jpg', NEWEST), await jpegOf('two.jpg', NEWEST)]);
  // So slow a device that nothing is done before somebody closes the tab, or cancels.
  await context.addInitScript(() => {
    Worker.prototype.postMessage = () => {};
  });
  await first.goto(url);
  await expect(panel(first)).toContainText('0 of 2');
  // A tab that is closed leaves them for the next start.
  await first.close();
  const page = await context.newPage();
  await page.goto(site.url);
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(panel(page)).toContainText('2 files left out');
  await panel(page).getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await expect(tile(page, 'july 0')).toHaveAttribute('data-state', 'thumbnail');
  expect(await askWorker(page, { type: 'device-library' })).toMatchObject({
    value: { waiting: { shared: 0, unfinished: 0 } },
  });
  await expect(panel(page)).toBeHidden();
});

test('a HEIC photo whose decoder cannot be loaded is not called damaged', async ({ page, site }) => {
  await visit(page, site.url);
  await page.context().route('**/assets/heic-worker-*', (route) => route.abort());
  await pick(page, [{ name: 'first.heic', mimeType: '', buffer: TURNED_HEIC }]);
  await expect(panel(page)).toContainText('1 file could not be added.');
  await panel(page).getByText('Which ones').click();
  await expect(panel(page).getByRole('listitem')).toContainText(
    'could not be loaded. Add it again when you are online',
  );
});

test('says that nothing can be kept where the browser refuses a service worker', async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined });
  });
  await page.goto(site.url);
  await pick(page, [await jpegOf('nowhere.jpg')]);
  await expect(panel(page)).toContainText('This browser lets the app keep nothing here');
});
