import type { Page } from 'playwright/test';
import { CACHES } from '../../src/shared/tier.ts';
import { bookedUrls, storedUrls } from '../support/faults.ts';
import {
  askToSaveData,
  expect,
  picture,
  seeAll,
  settleAtTop,
  storedThumbnails,
  test,
  tile,
  tiles,
  visit,
  visitAll,
} from '../support/fixtures.ts';
import { LIBRARY } from '../support/global-setup.ts';
import { keepShownPhoto, pinnedPaths } from '../support/keep.ts';

const OFFLINE_PREVIEW = 'Offline. Showing the saved preview.';
const NOT_SAVED = 'Offline, and this photo is not saved on this device.';

/** The word of the shell that there is no network. */
function offlineWord(page: Page) {
  return page.getByRole('status').filter({ hasText: 'Offline' });
}

/** The id of a photo that has a tile. */
async function idOf(page: Page, title: string): Promise<string> {
  return (await tile(page, title).getAttribute('data-photo')) ?? '';
}

/** The path of the thumbnail of a photo, as its month says. */
function thumbnailOf(page: Page, id: string): Promise<string> {
  return page.evaluate(
    async ([name, photo]) => {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        const file: { photos?: { id: string; thumbnail: string }[] } | undefined = await (
          await cache.match(url)
        )?.json();
        const found = file?.photos?.find((each) => each.id === photo);
        if (found) return new URL(found.thumbnail, url).pathname;
      }
      throw new Error('No month has it.');
    },
    [CACHES.library, id] as const,
  );
}

test.describe('evict()', () => {
  test('forgets a thumbnail in the storage and its books; it is fetched once more when it is shown again', async ({
    page,
    site,
  }) => {
    await page.setViewportSize({ width: 500, height: 200 });
    await visitAll(page, site.url);
    await settleAtTop(page);
    const id = await idOf(page, 'july 0');
    const path = await thumbnailOf(page, id);
    expect(site.requests(path)).toBe(1);
    const { thumbnailBytes, ...rest } = await page.evaluate((photo) => afterimage.evict(photo), id);
    expect(thumbnailBytes).toBeGreaterThan(500);
    expect(rest).toEqual({ memoryBytes: 0, drawnBytes: 0, kept: undefined });
    const isIt = (url: string) => new URL(url).pathname === path;
    expect((await storedUrls(page, 'thumbnails')).filter(isIt)).toEqual([]);
    expect((await bookedUrls(page, 'thumbnails')).filter(isIt)).toEqual([]);
    expect((await page.evaluate(() => afterimage.stats())).thumbnails).toMatchObject({
      count: LIBRARY.length - 1,
      evicted: 1,
    });
    // What is on the screen stays there.
    await expect(tile(page, 'july 0')).toHaveAttribute('data-tier', 'thumbnails');
    expect(site.requests(path)).toBe(1);

    await seeAll(page);
    await settleAtTop(page);
    await expect(tile(page, 'july 0')).toHaveAttribute('data-tier', 'network');
    await expect.poll(() => storedThumbnails(page)).toBe(LIBRARY.length);
    expect(site.requests(path)).toBe(2);
    expect((await page.evaluate((photo) => afterimage.evict(photo), id)).thumbnailBytes).toBe(thumbnailBytes);
  });

  test('closes what nobody draws, and what somebody draws as soon as nobody does', async ({ page, site }) => {
    await askToSaveData(page);
    await visit(page, site.url);
    const id = await idOf(page, 'july 7');
    await tile(page, 'july 7').getByRole('link').click();
    await expect(picture(page, 'july 7')).toHaveAttribute('data-state', 'full');
    const bytes = 900 * 600 * 4;
    const evict = () => page.evaluate((photo) => afterimage.evict(photo), id);
    expect(await evict()).toMatchObject({ memoryBytes: 0, drawnBytes: bytes });
    await expect(picture(page, 'july 7')).toHaveAttribute('data-state', 'full');
    await page.keyboard.press('Escape');
    const memory = async () => (await page.evaluate(() => afterimage.stats())).memory;
    await expect.poll(memory).toMatchObject({ leased: { count: 0 }, retained: { count: 0 }, weak: { count: 0 } });
    await tile(page, 'july 7').getByRole('link').click();
    await expect(picture(page, 'july 7')).toHaveAttribute('data-state', 'full');
    await expect(picture(page, 'july 7')).toHaveAttribute('data-tier', 'network');
    await page.keyboard.press('Escape');
    await expect.poll(memory).toMatchObject({ leased: { count: 0 }, retained: { count: 1 } });
    expect(await evict()).toMatchObject({ memoryBytes: bytes, drawnBytes: 0 });
  });

  test('forgets a thumbnail that is on its way into the storage, and no other', async ({ page, site, context }) => {
    await visitAll(page, site.url);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.evaluate(() => afterimage.clear());
    // Whoever holds the lock of the thumbnails keeps everybody from storing them.
    const other = await context.newPage();
    await other.goto(`${site.url}icons/icon.svg`);
    const letGo = await other.evaluateHandle(
      (name) =>
        new Promise<() => void>((held) => {
          void navigator.locks.request(name, () => new Promise<void>((resolve) => held(resolve)));
        }),
      CACHES.thumbnails,
    );
    await page.reload();
    await settleAtTop(page);
    const [first, second] = [await idOf(page, 'july 0'), await idOf(page, 'july 1')];
    const evicted = page.evaluate((photo) => afterimage.evict(photo), first);
    await letGo.evaluate((release) => release());
    await evicted;
    const paths = (urls: readonly string[]) => urls.map((url) => new URL(url).pathname);
    const [gone, kept] = [await thumbnailOf(page, first), await thumbnailOf(page, second)];
    await expect.poll(async () => paths(await bookedUrls(page, 'thumbnails'))).toContain(kept);
    expect(paths(await bookedUrls(page, 'thumbnails'))).not.toContain(gone);
    expect(paths(await storedUrls(page, 'thumbnails'))).not.toContain(gone);
  });

  test('leaves what is kept offline, and says so', async ({ page, site }) => {
    await visit(page, site.url);
    const id = await idOf(page, 'july 3');
    await tile(page, 'july 3').getByRole('link').click();
    await keepShownPhoto(page);
    await page.keyboard.press('Escape');
    const before = await pinnedPaths(page);
    expect(await page.evaluate((photo) => afterimage.evict(photo), id)).toMatchObject({ kept: 'pinned' });
    expect(await pinnedPaths(page)).toEqual(before);
    const path = await thumbnailOf(page, id);
    expect(site.requests(path)).toBeGreaterThan(0);
    site.forgetRequests();
    await page.reload();
    await expect(tile(page, 'july 3')).toHaveAttribute('data-tier', 'pinned');
    await tile(page, 'july 3').getByRole('link').click();
    await expect(picture(page, 'july 3')).toHaveAttribute('data-tier', 'pinned');
    expect(site.requests(path)).toBe(0);
  });

  test('finds a photo in a month that nobody looked at yet, and refuses what is none', async ({ page, site }) => {
    await page.setViewportSize({ width: 500, height: 200 });
    await visitAll(page, site.url);
    const id = await idOf(page, 'big two');
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.reload();
    await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
    expect((await page.evaluate((photo) => afterimage.evict(photo), id)).thumbnailBytes).toBeGreaterThan(500);
    for (const wrong of ['july 0', 'f'.repeat(32)]) {
      const error = new RegExp(`RangeError: The library has no photo with this id: ${wrong}`);
      await expect(page.evaluate((photo) => afterimage.evict(photo), wrong)).rejects.toThrow(error);
    }
  });
});

test.describe('pretend()', () => {
  test('offline: says so, shows what is stored, asks for nothing; and all comes once it is over', async ({
    page,
    site,
  }) => {
    await page.setViewportSize({ width: 500, height: 200 });
    await askToSaveData(page);
    await visit(page, site.url);
    const months = () => page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, CACHES.library);
    await expect.poll(months).toBe(5);
    await settleAtTop(page);
    await page.evaluate(() => afterimage.pretend('offline'));
    await expect(offlineWord(page)).toBeVisible();
    site.forgetRequests();

    await tile(page, 'july 0').getByRole('link').click();
    await expect(page.getByText(OFFLINE_PREVIEW)).toBeVisible();
    await expect(picture(page, 'july 0')).toHaveAttribute('data-state', 'thumbnail');
    await page.keyboard.press('Escape');
    // Its month is stored, though nobody has seen it.
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await expect(tile(page, 'big two')).toHaveAttribute('data-missing', '');
    await tile(page, 'big two').getByRole('link').click();
    await expect(page.getByText(NOT_SAVED)).toBeVisible();
    expect([...site.requestsBelow('/library/').keys()]).toEqual([]);

    await page.evaluate(() => afterimage.pretend('real'));
    await expect(offlineWord(page)).toBeHidden();
    await expect(picture(page, 'big two')).toHaveAttribute('data-state', 'screen');
    await page.keyboard.press('Escape');
    await expect(tile(page, 'big two')).toHaveAttribute('data-state', 'thumbnail');
  });

  test('offline: what is kept is sharp, and the stored library stays', async ({ page, site }) => {
    await visit(page, site.url);
    await tile(page, 'july 3').getByRole('link').click();
    await keepShownPhoto(page);
    await page.keyboard.press('Escape');
    await page.evaluate(async () => {
      afterimage.trim();
      await afterimage.pretend('offline');
    });
    await tile(page, 'july 3').getByRole('link').click();
    await expect(picture(page, 'july 3')).toHaveAttribute('data-state', 'full');
    await expect(picture(page, 'july 3')).toHaveAttribute('data-tier', 'pinned');
  });

  test('slow: a picture arrives later, but arrives; what is stored comes at once', async ({ page, site }) => {
    await askToSaveData(page);
    await visitAll(page, site.url);
    await settleAtTop(page);
    await page.evaluate(() => afterimage.pretend('slow'));
    await tile(page, 'july 5').getByRole('link').click();
    await expect(picture(page, 'july 5')).toHaveAttribute('data-state', 'full');
    const ms = await page.evaluate(() => {
      const event = afterimage.events().findLast((each) => each.kind === 'served' && each.tier === 'network');
      return event?.kind === 'served' ? event.ms : 0;
    });
    expect(ms).toBeGreaterThan(562);
    await expect(offlineWord(page)).toBeHidden();
  });

  test('slow: a picture that somebody leaves while it arrives holds up nobody, and is not taken', async ({
    page,
    site,
  }) => {
    await askToSaveData(page);
    await visitAll(page, site.url);
    await page.evaluate(() => afterimage.pretend('slow'));
    const answered = page.waitForResponse('**/library/screens/**');
    await tile(page, 'big two').getByRole('link').click();
    await answered;
    await page.keyboard.press('ArrowLeft');
    await expect(picture(page, 'big one')).toHaveAttribute('data-state', 'screen');
    const arrived = await page.evaluate(() =>
      afterimage.events().flatMap((event) => ('photo' in event && event.rendition === 'screen' ? [event.title] : [])),
    );
    expect(arrived).toEqual(['big one']);
  });

  test.describe('without a service worker', () => {
    // Where one takes part, Playwright does not always tell that a request was cancelled.
    test.use({ serviceWorkers: 'block' });

    test('slow: leaving a picture cancels its request', async ({ page, site }) => {
      await page.goto(site.url);
      await seeAll(page);
      // A server that takes its time; the test waits for the request, not for the answer.
      await page.route('**/library/screens/**', () => {});
      await page.evaluate(() => afterimage.pretend('slow'));
      const asked = page.waitForRequest('**/library/screens/**');
      await tile(page, 'big one').getByRole('link').click();
      const request = await asked;
      const failed = page.waitForEvent('requestfailed', (failure) => failure === request);
      await page.keyboard.press('Escape');
      await failed;
    });

    test('offline: fails at once, and asks nobody', async ({ page, site }) => {
      await page.goto(site.url);
      await seeAll(page);
      await page.evaluate(() => afterimage.pretend('offline'));
      site.forgetRequests();
      await tile(page, 'big one').getByRole('link').click();
      await expect(page.getByText(OFFLINE_PREVIEW)).toBeVisible();
      expect([...site.requestsBelow('/library/').keys()]).toEqual([]);
      await page.evaluate(() => afterimage.pretend('real'));
      await expect(picture(page, 'big one')).toHaveAttribute('data-state', 'screen');
    });
  });

  test('refuses what is no condition', async ({ page, site }) => {
    await page.goto(site.url);
    // As somebody may type it in the console.
    await expect(page.evaluate(() => afterimage.pretend('fast' as 'slow'))).rejects.toThrow('RangeError');
  });
});

test('setThumbnailBudget() keeps thumbnails within it from now on, and refuses what is no budget', async ({
  page,
  site,
}) => {
  await visitAll(page, site.url);
  const thumbnails = async () => (await page.evaluate(() => afterimage.stats())).thumbnails;
  const { bytes } = await thumbnails();
  const budgetBytes = Math.round(bytes / 2);
  await page.evaluate((budget) => afterimage.setThumbnailBudget(budget), budgetBytes);
  await expect.poll(async () => (await thumbnails()).bytes).toBeLessThanOrEqual(budgetBytes);
  expect(await thumbnails()).toMatchObject({ budgetBytes });
  await page.reload();
  await expect(tiles(page).first()).toBeVisible();
  expect(await thumbnails()).toMatchObject({ budgetBytes });
  for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    await expect(page.evaluate((budget) => afterimage.setThumbnailBudget(budget), wrong)).rejects.toThrow('RangeError');
  }
});
