import type { Page } from 'playwright/test';
import { expect, seeThumbnails, tiles } from '../support/fixtures.ts';
import { fling, withLargeLibrary } from '../support/large-library.ts';
import type { SyntheticSite } from '../support/synthetic-site.ts';

const TOTAL = 20_000;
const PER_MONTH = 200;

const test = withLargeLibrary(TOTAL, PER_MONTH);

/** How high most of the tiles are that are seen. */
function usualHeight(page: Page): Promise<number> {
  return tiles(page).evaluateAll((items) => {
    const boxes = items.map((item) => item.getBoundingClientRect());
    const seen = boxes.filter(({ top, bottom }) => bottom > 0 && top < innerHeight);
    return seen.map((box) => box.height).sort((one, other) => one - other)[Math.floor(seen.length / 2)] ?? 0;
  });
}

const monthsAskedFor = ({ requests }: SyntheticSite) =>
  requests.flatMap((path) => Number(/sections\/(\d+)\.json$/.exec(path)?.[1] ?? Number.NaN) || []);

test('reads only the months near the screen, however many there are', async ({ page, large }) => {
  await page.goto(large.url);
  await seeThumbnails(page);
  expect(Math.max(...monthsAskedFor(large))).toBeLessThan(4);
  await expect(tiles(page).first()).toHaveAttribute('aria-setsize', String(TOTAL));
});

test('asks for nothing that is flung past, and for what is seen where it comes to rest', async ({ page, large }) => {
  await page.goto(large.url);
  await seeThumbnails(page);
  large.requests.length = 0;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await fling(page, height / 2, 60);
  await seeThumbnails(page);
  const middle = TOTAL / PER_MONTH / 2;
  const passed = monthsAskedFor(large).filter((month) => Math.abs(month - middle) > 4 && month > 4);
  expect(passed).toEqual([]);
  const photos = large.requests.flatMap((path) => Number(/photo-(\d+)\.jpg$/.exec(path)?.[1] ?? Number.NaN) || []);
  expect(photos.filter((photo) => photo > 5 * PER_MONTH && Math.abs(photo - TOTAL / 2) > 5 * PER_MONTH)).toEqual([]);
});

test('shows what is stored while it is flung past', async ({ page, large }) => {
  await page.goto(large.url);
  await seeThumbnails(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  // There and back at a speed at which everything is seen, and stored.
  const far = 4 * (page.viewportSize()?.height ?? 0);
  for (let top = 0; top <= far; top += 400) {
    await fling(page, top, 1);
    await seeThumbnails(page);
  }
  const stats = () => page.evaluate(async () => (await afterimage.stats()).thumbnails.count);
  let before = -1;
  await expect
    .poll(async () => {
      const [last, now] = [before, await stats()];
      before = now;
      return now > 0 && now === last;
    })
    .toBe(true);
  await fling(page, 0, 1);
  await seeThumbnails(page);
  large.requests.length = 0;
  // The tiles in the middle were given up meanwhile.
  const seen = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const shown = new Set<string>();
        const look = () => {
          for (const { dataset } of document.querySelectorAll<HTMLElement>('.tile[data-tier=thumbnails]'))
            shown.add(dataset['photo'] ?? '');
          if (scrollY > 2 * innerHeight) resolve(shown.size);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  // Not to where the next screen was never seen.
  await fling(page, far / 1.6, 20);
  expect(await seen).toBeGreaterThan(20);
  expect(large.requests.filter((path) => path.includes('/thumbnails/'))).toEqual([]);
});

test('the size of the photos changes by steps, what is looked at stays, and the choice is kept', async ({
  page,
  large,
}) => {
  await page.goto(large.url);
  await fling(page, 3000, 1);
  await seeThumbnails(page);
  const height = () => usualHeight(page);
  const under = () =>
    page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('li')?.ariaLabel ?? '');
  const [usual, photo] = [await height(), await under()];
  await page.mouse.move((page.viewportSize()?.width ?? 0) / 2, (page.viewportSize()?.height ?? 0) / 2);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await expect.poll(height).toBeGreaterThan(1.2 * usual);
  const box = await tiles(page)
    .filter({ has: page.getByRole('link', { name: photo, exact: true }) })
    .boundingBox();
  const middle = (page.viewportSize()?.height ?? 0) / 2;
  expect(box?.y).toBeLessThan(middle);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(middle - 1);
  await page.mouse.wheel(0, 100);
  await page.mouse.wheel(0, 100);
  await page.keyboard.up('Control');
  await expect.poll(height).toBeLessThan(0.75 * usual);
  const small = await height();
  await page.reload();
  await expect.poll(height).toBeCloseTo(small, -1);
  await page.keyboard.press('+');
  await expect.poll(height).toBeGreaterThan(1.2 * small);
});

test('the slider shows years, and the month while it is dragged, and leads there', async ({ page, large }) => {
  await page.goto(large.url);
  await seeThumbnails(page);
  const slider = page.getByRole('slider', { name: 'Month' });
  await expect(slider).toHaveAttribute('aria-valuetext', 'December 2026');
  await expect(slider.getByText('2026', { exact: true })).toBeVisible();
  await expect(slider.getByText('2022', { exact: true })).toBeVisible();
  const track = await slider.boundingBox();
  const [x, y] = [(track?.x ?? 0) + 20, track?.y ?? 0];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + (track?.height ?? 0) / 2, { steps: 20 });
  await expect(slider.locator('.scrubber-label')).toBeVisible();
  // Half of a hundred months before the end of 2026; the last steps are shown in the frames after them.
  await expect(slider).toHaveAttribute('aria-valuetext', /2022$/);
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  const month = await slider.getAttribute('aria-valuetext');
  await page.mouse.up();
  await seeThumbnails(page);
  await expect(slider).toHaveAttribute('aria-valuetext', month ?? '');
  await expect(slider.locator('.scrubber-label')).toHaveCSS('opacity', '0');
});

test('a click on a year leads there', async ({ page, large }) => {
  await page.goto(large.url);
  await seeThumbnails(page);
  const slider = page.getByRole('slider', { name: 'Month' });
  const year = await slider.getByText('2022', { exact: true }).boundingBox();
  await page.mouse.click((year?.x ?? 0) + 10, (year?.y ?? 0) + (year?.height ?? 0) / 2);
  await expect(slider).toHaveAttribute('aria-valuetext', /^(?:December 2022|January 2023|November 2022)$/);
});

test('months that are not there yet show their names and grey rows', async ({ page, large, context }) => {
  await context.route(/sections\/[45]\d\.json/, () => {});
  await page.goto(large.url);
  await seeThumbnails(page);
  await fling(page, (await page.evaluate(() => document.documentElement.scrollHeight)) / 2, 1);
  await expect(page.locator('.skeletons p:visible').first()).toHaveText(/^\w+ 2022$/);
});

test('the slider goes by months and years with the keyboard', async ({ page, large }) => {
  await page.goto(large.url);
  await seeThumbnails(page);
  const slider = page.getByRole('slider', { name: 'Month' });
  await slider.focus();
  for (const [key, month] of [
    ['ArrowDown', 'November 2026'],
    ['PageDown', 'November 2025'],
    ['ArrowUp', 'December 2025'],
    ['Home', 'December 2026'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(slider).toHaveAttribute('aria-valuetext', month);
    await seeThumbnails(page);
    await expect(slider).toHaveAttribute('aria-valuetext', month);
  }
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', 'September 2018');
});

test('two fingers change the size of the photos', async ({ browser, large }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await page.goto(large.url);
  await seeThumbnails(page);
  const before = await usualHeight(page);
  const session = await context.newCDPSession(page);
  const fingers = (apart: number) => [
    { x: 195 - apart / 2, y: 400, id: 0 },
    { x: 195 + apart / 2, y: 400, id: 1 },
  ];
  const pinch = async (from: number, to: number) => {
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(from) });
    for (let step = 1; step <= 10; step += 1) {
      const touchPoints = fingers(from + ((to - from) * step) / 10);
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  await pinch(200, 120);
  await expect.poll(() => usualHeight(page)).toBeLessThan(0.8 * before);
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
  await pinch(100, 150);
  await expect.poll(() => usualHeight(page)).toBeGreaterThan(0.9 * before);
  await context.close();
});

test.describe('months of a few photos, which stand side by side', () => {
  const test = withLargeLibrary(400, 1);

  test('the keys of the slider stop at each of them', async ({ page, large }) => {
    await page.goto(large.url);
    await seeThumbnails(page);
    const slider = page.getByRole('slider', { name: 'Month' });
    await slider.focus();
    for (const month of ['November 2026', 'October 2026', 'September 2026', 'August 2026', 'July 2026']) {
      await page.keyboard.press('ArrowDown');
      await expect(slider).toHaveAttribute('aria-valuetext', month);
    }
    await page.keyboard.press('End');
    await expect(slider).toHaveAttribute('aria-valuenow', '399');
  });
});
