import type { BrowserContext, Page } from 'playwright/test';
import type { IndexedLibrary } from '../../src/indexer/index-folder.ts';
import { BACKGROUND_FETCH_ID } from '../../src/shared/background-fetch.ts';
import type { Replies } from '../../src/shared/messages.ts';
import { CACHES } from '../../src/shared/tier.ts';
import { askWorker } from '../support/faults.ts';
import { test as base, expect, visit } from '../support/fixtures.ts';
import { agreeToKeep, pinnedPaths, wrongBytes } from '../support/keep.ts';
import { filesToKeep, keepLibrary } from '../support/keep-library.ts';
import { withTemporaryFolder } from '../support/site.ts';
import { UnrulySite } from '../support/unruly-site.ts';

const test = base.extend<{ unruly: UnrulySite; context: BrowserContext }, { large: IndexedLibrary }>({
  large: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
    async ({}, use) => withTemporaryFolder(async (folder) => use(await keepLibrary(folder, 1, 14))),
    { scope: 'worker' },
  ],
  unruly: async ({ large }, use) => {
    const site = new UnrulySite(large);
    await site.start();
    await use(site);
    await site.stop();
  },
  // Incognito windows, as other tests have, know no background fetch. The blank page of the profile stays open.
  context: async ({ openProfile }, use) => use(await openProfile()),
});

/**
 * Asks to keep the month with its originals, and waits until the browser itself fetches of it. Until the function that comes
 * back is called, the server answers nobody who wants an original.
 */
async function keepMonth(page: Page, unruly: UnrulySite, isBegun = isAtIt): Promise<() => void> {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  unruly.onRequest = async (path) => (path.startsWith('originals/') ? gate : undefined);
  await visit(page, unruly.url);
  await page.getByRole('button', { name: 'Keep July 2024 offline' }).click();
  await agreeToKeep(page, 'Originals');
  await expect.poll(() => isBegun(page, unruly), { timeout: 40_000 }).toBe(true);
  return letGo;
}

/** The queue wants three files at a time, so a fourth is wanted by the browser. Chromium may drop what it has not begun. */
async function isAtIt(page: Page, unruly: UnrulySite): Promise<boolean> {
  return unruly.seenBelow('originals/').length > 3 && isUnderWay(page);
}

/** Whether the browser fetches something by itself. */
function isUnderWay(page: Page): Promise<boolean> {
  return page.evaluate(async (id) => {
    const { backgroundFetch } = await navigator.serviceWorker.ready;
    return (await backgroundFetch?.get(id)) !== undefined;
  }, BACKGROUND_FETCH_ID);
}

/** How many photos are wholly kept, in the books. */
async function keptPhotos(page: Page): Promise<number> {
  const { value } = await askWorker<{ value: Replies['pinning'] }>(page, { type: 'pinning' });
  return value.progress.photos.kept;
}

/** What was asked for more than once. */
function askedTwice({ seen }: UnrulySite): string[] {
  const paths = seen.map(({ path }) => path);
  return paths.filter((path, index) => paths.indexOf(path) !== index);
}

/** How many files are pinned, asked of the worker while there is no page. */
async function pinnedCount(context: BrowserContext): Promise<number> {
  const [worker] = context.serviceWorkers();
  return worker ? worker.evaluate(async (name) => (await (await caches.open(name)).keys()).length, CACHES.pinned) : 0;
}

test('goes on and completes with every page of the app closed, and asks for nothing twice', async ({
  context,
  large,
  unruly,
}) => {
  test.setTimeout(120_000);
  const page = await context.newPage();
  const letGo = await keepMonth(page, unruly);
  await page.close();
  letGo();
  const files = await filesToKeep(large, 'Originals');
  await expect.poll(() => pinnedCount(context), { timeout: 60_000 }).toBe(files.length);
  expect(askedTwice(unruly)).toEqual([]);
  unruly.treat = () => 'hang-up';
  const again = await context.newPage();
  await visit(again, unruly.url);
  expect(await keptPhotos(again)).toBe(15);
  expect(await pinnedPaths(again)).toEqual(files);
  expect(await wrongBytes(again)).toEqual([]);
});

test('what the browser brought with wrong bytes is not kept, and is asked for again', async ({
  context,
  large,
  unruly,
}) => {
  test.setTimeout(120_000);
  const page = await context.newPage();
  let damaged = '';
  unruly.treat = (path, attempt) => {
    if (!path.startsWith('originals/')) return 'serve';
    // The first are the queue's, the last the browser's.
    if (attempt > 1 || unruly.seenBelow('originals/').length < 10) return 'serve';
    damaged ||= path;
    return path === damaged ? 'damage' : 'serve';
  };
  const letGo = await keepMonth(page, unruly);
  await page.close();
  letGo();
  const files = await filesToKeep(large, 'Originals');
  await expect.poll(() => pinnedCount(context), { timeout: 60_000 }).toBe(files.length);
  expect(askedTwice(unruly)).toEqual([damaged]);
  const again = await context.newPage();
  await visit(again, unruly.url);
  expect(await wrongBytes(again)).toEqual([]);
  expect(await keptPhotos(again)).toBe(15);
});

test('a file that is gone costs nobody the others', async ({ context, large, unruly }) => {
  test.setTimeout(120_000);
  const page = await context.newPage();
  let gone = '';
  unruly.treat = (path) => {
    if (!path.startsWith('originals/')) return 'serve';
    if (unruly.seenBelow('originals/').length >= 10) gone ||= path;
    return path === gone ? { status: 404 } : 'serve';
  };
  const letGo = await keepMonth(page, unruly);
  await page.close();
  letGo();
  const files = await filesToKeep(large, 'Originals');
  // Neither that file nor the thumbnail of its photo, which the queue would have copied.
  await expect.poll(() => pinnedCount(context), { timeout: 60_000 }).toBe(files.length - 2);
  expect(askedTwice(unruly)).toEqual([]);
  const again = await context.newPage();
  await visit(again, unruly.url);
  await expect(again.getByText('1 of 15 photos could not be kept.').first()).toBeVisible();
});

test('ends when it is no longer wanted, and nothing of it is kept', async ({ context, unruly }) => {
  const page = await context.newPage();
  const letGo = await keepMonth(page, unruly);
  await askWorker(page, { type: 'unpin', scopes: [{ kind: 'section', section: '2024-07' }] });
  await expect.poll(() => isUnderWay(page)).toBe(false);
  letGo();
  await expect.poll(() => pinnedPaths(page)).toEqual([]);
});

test('keeps what came when it is paused, goes on afterwards, and completes', async ({ context, large, unruly }) => {
  test.setTimeout(120_000);
  const page = await context.newPage();
  const letGo = await keepMonth(page, unruly);
  await askWorker(page, { type: 'pause-pinning', paused: true });
  await expect.poll(() => isUnderWay(page)).toBe(false);
  letGo();
  await askWorker(page, { type: 'pause-pinning', paused: false });
  await expect.poll(() => keptPhotos(page), { timeout: 60_000 }).toBe(15);
  expect(await pinnedPaths(page)).toEqual(await filesToKeep(large, 'Originals'));
  expect(await wrongBytes(page)).toEqual([]);
});

test('when the browser refuses, the worker fetches by itself, without a word', async ({ context, large, unruly }) => {
  test.setTimeout(120_000);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const refuse = async () => {
      document.documentElement.dataset['refused'] = '';
      throw new DOMException('no', 'NotAllowedError');
    };
    Object.defineProperty(ServiceWorkerRegistration.prototype, 'backgroundFetch', { get: () => ({ fetch: refuse }) });
  });
  const isRefused = () => page.evaluate(() => 'refused' in document.documentElement.dataset);
  const letGo = await keepMonth(page, unruly, isRefused);
  letGo();
  await expect.poll(() => keptPhotos(page), { timeout: 60_000 }).toBe(15);
  expect(askedTwice(unruly)).toEqual([]);
  expect(await pinnedPaths(page)).toEqual(await filesToKeep(large, 'Originals'));
});
