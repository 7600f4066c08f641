import type { Page } from 'playwright/test';
import { expect, seeThumbnails, tile, tiles } from '../support/fixtures.ts';
import { fling, withLargeLibrary } from '../support/large-library.ts';
import { idOfPhoto } from '../support/synthetic-site.ts';

const TOTAL = 1_000_000;
const PER_MONTH = 2000;
/** 500 months, from December 2026 on. */
const OLDEST = 'May 1985';

const test = withLargeLibrary(TOTAL, PER_MONTH);

const slider = (page: Page) => page.getByRole('slider', { name: 'Month' });

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await seeThumbnails(page);
}

/** Drags the slider from where it is to so much of its height, from 0 to 1. */
async function drag(page: Page, along: number): Promise<void> {
  const track = await slider(page).boundingBox();
  const x = (track?.x ?? 0) + 20;
  await page.mouse.move(x, (track?.y ?? 0) + 1);
  await page.mouse.down();
  // A little further than its end, as the handle stays where it was taken.
  await page.mouse.move(x, (track?.y ?? 0) + along * ((track?.height ?? 0) + 2), { steps: 10 });
  await page.mouse.up();
  await seeThumbnails(page);
}

/** Browsers scroll to whole pixels, and rows lie between them. */
const ROUNDING = 1;

async function expectSamePlace(page: Page, before: Readonly<Record<string, number>>): Promise<void> {
  const now = await seen(page);
  expect(Object.keys(now)).toEqual(Object.keys(before));
  for (const [photo, top] of Object.entries(before)) {
    expect(Math.abs((now[photo] ?? Number.NaN) - top), photo).toBeLessThanOrEqual(ROUNDING);
  }
}

/** The photos on the screen, and how far below its top they are, in CSS px. */
function seen(page: Page): Promise<Record<string, number>> {
  return tiles(page).evaluateAll((items) =>
    Object.fromEntries(
      items.flatMap((item) => {
        const { top, bottom } = item.getBoundingClientRect();
        return bottom > 0 && top < innerHeight ? [[item.ariaLabel, Math.round(top)]] : [];
      }),
    ),
  );
}

const numberOf = (title = '') => Number(title.replace('photo ', ''));

test('opens with the newest month, and asks for no more than is near the screen', async ({ page, large }) => {
  await open(page, large.url);
  await expect(tiles(page).first()).toHaveAttribute('aria-setsize', String(TOTAL));
  expect(large.requests.filter((path) => path.includes('/sections/'))).toEqual(['/library/sections/0.json']);
  // Elements end at half of that in Firefox.
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(17_000_000);
});

test('the slider leads to the oldest month, and back', async ({ page, large }) => {
  await open(page, large.url);
  await drag(page, 1);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', OLDEST);
  await drag(page, 0.5);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /200[56]$/);
  await expect(page.locator('.month h2').filter({ hasText: /200[56]/ })).toBeInViewport();
  await drag(page, 0);
  await expect(tile(page, 'photo 0')).toBeInViewport();
});

test('its keys lead to the oldest month and the newest', async ({ page, large }) => {
  await open(page, large.url);
  await slider(page).focus();
  await page.keyboard.press('End');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', OLDEST);
  await seeThumbnails(page);
  await page.keyboard.press('Home');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'December 2026');
  await seeThumbnails(page);
  await expect(tile(page, 'photo 0')).toBeInViewport();
});

test('End and Home lead from any photo to the last and the first', async ({ page, large }) => {
  await open(page, large.url);
  await tile(page, 'photo 0').getByRole('link').focus();
  await page.keyboard.press('End');
  await expect(tile(page, `photo ${TOTAL - 1}`).getByRole('link')).toBeFocused();
  await expect(tile(page, `photo ${TOTAL - 1}`)).toBeInViewport();
  await seeThumbnails(page);
  await page.keyboard.press('ArrowLeft');
  await expect(tile(page, `photo ${TOTAL - 2}`).getByRole('link')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(tile(page, 'photo 0').getByRole('link')).toBeFocused();
  await expect(tile(page, 'photo 0')).toBeInViewport();
});

test('the scroll bar leads through all of it', async ({ page, large }) => {
  await open(page, large.url);
  const range = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  for (const [part, year] of [
    [0.5, /200[56]$/],
    [0.75, /199[45]$/],
    [1, new RegExp(OLDEST)],
    [0, /December 2026/],
  ] as const) {
    await fling(page, part * range, 1);
    await seeThumbnails(page);
    await expect(slider(page)).toHaveAttribute('aria-valuetext', year);
  }
});

test('moves by as much as somebody scrolls, and by nothing while they rest', async ({ page, large }) => {
  await open(page, large.url);
  await drag(page, 0.5);
  const before = await seen(page);
  await page.mouse.move(300, 400);
  await page.mouse.wheel(0, 120);
  const [photo = '', top = 0] = Object.entries(before).at(-1) ?? [];
  await expect.poll(async () => (await seen(page))[photo]).toBe(top - 120);
  // Until another part of the grid has to lie in its element.
  const begun = await page.evaluate(() => scrollY);
  await page.evaluate(async () => {
    for (let step = 0; step < 200; step += 1) {
      scrollBy({ top: 3000, behavior: 'instant' });
      await new Promise(requestAnimationFrame);
    }
  });
  await page.waitForFunction((top) => scrollY < top + 400_000, begun);
  await seeThumbnails(page);
  // As many photos as such a height has anywhere in the grid.
  const passed = numberOf(Object.keys(await seen(page))[0]) - numberOf(photo);
  expect(passed).toBeGreaterThan(7000);
  expect(passed).toBeLessThan(14_000);
});

test('keeps its place when somebody comes back from a photo, from another page, or loads it anew', async ({
  page,
  large,
}) => {
  await open(page, large.url);
  await drag(page, 0.7);
  const place = await seen(page);
  const [photo = ''] = Object.entries(place).find(([, top]) => top > 200) ?? [];
  await tile(page, photo).click();
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
  await expectSamePlace(page, place);
  await page.getByRole('link', { name: 'Storage' }).click();
  await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible();
  await page.goBack();
  await seeThumbnails(page);
  await expectSamePlace(page, place);
  await page.reload();
  await seeThumbnails(page);
  await expectSamePlace(page, place);
});

test('a photo that is open among the oldest is there after a reload, without looking through all newer months', async ({
  page,
  large,
}) => {
  await open(page, large.url);
  await drag(page, 0.9);
  const [photo = ''] = Object.entries(await seen(page)).find(([, top]) => top > 200) ?? [];
  await tile(page, photo).getByRole('link').click();
  await expect(page.getByRole('img', { name: photo, exact: true })).toHaveAttribute('data-state', /screen|full/);
  const before = large.requests.length;
  await page.reload();
  await expect(page.getByRole('img', { name: photo, exact: true })).toHaveAttribute('data-state', /screen|full/);
  const lists = large.requests.slice(before).filter((path) => path.includes('/sections/'));
  expect(lists.length).toBeLessThan(20);
});

test('an address of one of the oldest photos opens it on a first visit, with the list of its own month', async ({
  page,
  large,
}) => {
  const oldest = TOTAL - 5;
  await page.goto(`${large.url}photo/${idOfPhoto(oldest)}`);
  await expect(page.getByRole('img', { name: `photo ${oldest}`, exact: true })).toHaveAttribute(
    'data-state',
    /screen|full/,
  );
  const lists = large.requests.filter((path) => path.includes('/sections/'));
  // Its own, and behind it those that the grid shows.
  expect(lists).toContain(`/library/sections/${TOTAL / PER_MONTH - 1}.json`);
  expect(lists.length).toBeLessThan(5);
});

test('an address of a photo that is not there says so without looking through all months', async ({ page, large }) => {
  await page.goto(`${large.url}photo/${'e'.repeat(32)}`);
  await expect(page.getByText('This photo is not in the library.')).toBeVisible();
  expect(large.requests.filter((path) => path.includes('/sections/')).length).toBeLessThan(5);
});
