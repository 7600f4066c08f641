import type { Page } from 'playwright/test';
import { expect, seeAll, test, tile, tiles } from '../support/fixtures.ts';
import { LIBRARY } from '../support/global-setup.ts';
import { hold } from '../support/hold.ts';

test('shows the photos newest first, each named by its title, under the heading of its month', async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('July 2024 12 photos');
  await expect(tiles(page).first()).toHaveAccessibleName('july 0');
  const names = await tiles(page).evaluateAll((items) => items.map((item) => item.ariaLabel));
  expect(names).toEqual(LIBRARY.slice(0, names.length).map(({ name }) => name.replace(/\.\w+$/, '')));
});

test('tells screen readers where each photo stands in the whole library', async ({ page, site }) => {
  await page.goto(site.url);
  await expect(tile(page, 'june 0')).toHaveAttribute('aria-posinset', '13');
  await expect(tile(page, 'june 0')).toHaveAttribute('aria-setsize', String(LIBRARY.length));
});

test('keeps only the tiles near the screen, and pixels only on the nearest', async ({ page, site }) => {
  await page.setViewportSize({ width: 400, height: 200 });
  await page.goto(site.url);
  await seeAll(page);
  await expect(tile(page, 'july 0')).toHaveCount(0);
  const far = await page.locator('.tile[data-state=placeholder]').count();
  expect(far).toBeGreaterThan(0);
  expect(await page.locator('.tile[data-state=thumbnail]').count()).toBeLessThan(LIBRARY.length);
  // Three times the height of the window, and the tiles that reach out of it.
  const painted = page.locator('.sheets canvas');
  const height = await page.getByRole('list', { name: 'Photos' }).evaluate(({ clientHeight }) => clientHeight);
  expect(await painted.count()).toBeLessThanOrEqual(3);
  expect(height).toBeGreaterThan(3 * 512);
});

test('names every painted tile by the tier that served it', async ({ page, site }) => {
  await page.goto(site.url);
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'network');
});

test('comes back to the same place after a reload', async ({ page, site }) => {
  await page.goto(site.url);
  await seeAll(page);
  await page.evaluate(() => window.scrollTo(0, 700));
  await expect(tile(page, 'june 3')).toBeVisible();
  const before = await tile(page, 'june 3').boundingBox();
  await page.reload();
  await expect(tile(page, 'june 3')).toHaveAttribute('data-state', 'thumbnail');
  expect(await tile(page, 'june 3').boundingBox()).toEqual(before);
});

test.describe('while the month of the place is still loading', () => {
  test.use({ serviceWorkers: 'block' });

  test('somebody who scrolls on, by whatever means, is not taken back', async ({ page, context, site }) => {
    await page.goto(site.url);
    await seeAll(page);
    await page.evaluate(() => window.scrollTo(0, 1700));
    await expect(tile(page, 'may 6')).toBeInViewport();
    const may = await hold(context, '**/sections/2024-05*');
    await page.reload();
    await may.reached;
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(1000);
    // As the scroll bar does, or a search in the page: no wheel, no finger and no key tells of it.
    await page.evaluate(() => window.scrollTo(0, 300));
    const loaded = page.waitForResponse('**/sections/2024-05*');
    may.letGo();
    await (await loaded).finished();
    await expect(page.getByRole('heading', { name: 'May 2024' })).toBeAttached();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await page.evaluate(() => window.scrollY)).toBe(300);
  });
});

test('keeps its place when the window changes its width', async ({ page, site }) => {
  await page.goto(site.url);
  await seeAll(page);
  await page.evaluate(() => window.scrollTo(0, 900));
  const top = await page.evaluate(() => document.elementFromPoint(100, 200)?.closest('li')?.ariaLabel);
  expect(top).toBeTruthy();
  await page.setViewportSize({ width: 700, height: 800 });
  await expect(tile(page, top ?? '')).toBeInViewport();
});

test('works where the browser refuses to store anything', async ({ page, site }) => {
  await page.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    }
    Object.defineProperty(navigator, 'serviceWorker', { get: () => undefined });
  });
  await page.goto(`${site.url}?overlay`);
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'network');
  await expect(page.getByRole('region', { name: 'Tier overlay' }).getByRole('row', { name: 'network' })).toContainText(
    'KB',
  );
  const { thumbnails } = await page.evaluate(() => afterimage.stats());
  expect(thumbnails).toMatchObject({ count: 0, misses: 0 });
  await page.evaluate(() => afterimage.clear());
});

test.describe('with a server that is slow, broken or newer', () => {
  // The test answers for the server, and a service worker would ask past it.
  test.use({ serviceWorkers: 'block' });

  test('is never blank: the blurred placeholder is painted before any thumbnail arrives', async ({ page, site }) => {
    await page.route('**/library/thumbnails/**', () => {
      // Never answered.
    });
    await page.goto(site.url);
    await expect(tiles(page).first()).toHaveAttribute('data-state', 'placeholder');
    // The upper left quarter of the first photo is of a golden yellow: much red, little blue.
    // At once in its colour, which is no grey.
    const colour = () =>
      tiles(page)
        .first()
        .getByRole('link')
        .evaluate((link) => link.style.backgroundColor);
    expect(await colour()).toMatch(/^rgb|^$/);
    await expect.poll(colour).toBe('');
    const pixel = await pixelOf(page, await tiles(page).first().boundingBox());
    expect(pixel[3]).toBe(255);
    expect(pixel[0]).toBeGreaterThan((pixel[2] ?? 255) + 100);
  });

  test('does not ask for a broken thumbnail again at every scroll', async ({ page, site }) => {
    const requests = new Map<string, number>();
    await page.route('**/library/thumbnails/**', (route) => {
      const url = route.request().url();
      requests.set(url, (requests.get(url) ?? 0) + 1);
      return route.fulfill({ status: 404, body: 'gone' });
    });
    await page.goto(site.url);
    await expect(tiles(page).first()).toHaveAttribute('data-missing', '');
    for (let y = 1; y <= 40; y += 1) {
      await page.evaluate((top) => {
        window.scrollTo(0, top);
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      }, y);
    }
    // Once, and perhaps once more where all this took longer than the pause before a retry.
    expect(Math.max(...requests.values())).toBeLessThanOrEqual(2);
  });

  test('says so when there is no library, and tries again when asked', async ({ page, site }) => {
    let missing = true;
    await page.route('**/library/library.json', (route) =>
      missing ? route.fulfill({ status: 404, body: 'gone' }) : route.continue(),
    );
    await page.goto(site.url);
    await expect(page.getByRole('heading', { name: 'The library cannot be shown' })).toBeVisible();
    missing = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
  });

  test('explains an empty library', async ({ page, site }) => {
    const empty = { version: 1, title: 'Nothing', total: 0, sections: [] };
    await page.route('**/library/library.json', (route) => route.fulfill({ json: empty }));
    await page.goto(site.url);
    await expect(page.getByRole('heading', { name: 'No photos yet' })).toBeVisible();
  });

  test('refuses a library of a version to come, and says what to do', async ({ page, site }) => {
    await page.route('**/library/library.json', (route) => route.fulfill({ json: { version: 2, sections: [] } }));
    await page.goto(site.url);
    await expect(page.getByText('made by a newer version')).toBeVisible();
  });
});

/** What is painted near the upper left corner of a tile: red, green, blue and opacity. */
function pixelOf(page: Page, box: { readonly x: number; readonly y: number } | null): Promise<number[]> {
  return page.evaluate(
    ([x, y]) => {
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>('.sheets canvas')) {
        const { left, top, bottom } = canvas.getBoundingClientRect();
        if (y < top || y >= bottom) continue;
        return [...(canvas.getContext('2d')?.getImageData(x - left, y - top, 1, 1).data ?? [])];
      }
      return [];
    },
    [(box?.x ?? 0) + 8, (box?.y ?? 0) + 8] as const,
  );
}
