import type { Page } from 'playwright/test';
import { expect, tile } from '../support/fixtures.ts';
import { withLargeLibrary } from '../support/large-library.ts';

const TOTAL = 3000;

const test = withLargeLibrary(TOTAL, 100);

const link = (page: Page, index: number) => tile(page, `photo ${index}`).getByRole('link');
const focused = (page: Page) => page.evaluate(() => document.activeElement?.ariaLabel ?? '');
const top = (page: Page) => page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? Number.NaN);

/** How much of the top of the window the bar and the heading of the first month in sight take. */
function coveredTop(): number {
  const bar = document.documentElement.dataset['bar'] === 'away' ? 0 : 56;
  const heading = [...document.querySelectorAll('.month')]
    .map((element) => element.getBoundingClientRect())
    .find(({ top, bottom }) => top <= bar && bottom > bar);
  return heading?.bottom ?? bar;
}

async function press(page: Page, key: string): Promise<string> {
  const before = await focused(page);
  await page.keyboard.press(key);
  await expect.poll(() => focused(page)).not.toBe(before);
  return focused(page);
}

test('the grid is one stop for Tab, and the arrow keys go on from there', async ({ page, large }) => {
  await page.goto(large.url);
  await expect(link(page, 0)).toHaveAttribute('tabindex', '0');
  await expect(link(page, 1)).toHaveAttribute('tabindex', '-1');
  await link(page, 0).focus();
  expect(await press(page, 'ArrowRight')).toBe('photo 1');
  expect(await press(page, 'ArrowRight')).toBe('photo 2');
  expect(await press(page, 'ArrowLeft')).toBe('photo 1');
  await expect(link(page, 1)).toHaveAttribute('tabindex', '0');
  await expect(link(page, 0)).toHaveAttribute('tabindex', '-1');
});

test('up and down lead to the next row, in the same column, and back', async ({ page, large }) => {
  await page.goto(large.url);
  await link(page, 1).focus();
  const column = await link(page, 1).boundingBox();
  await press(page, 'ArrowDown');
  const below = await page.evaluate(() => document.activeElement?.getBoundingClientRect().toJSON());
  expect(below.top).toBeGreaterThan((column?.y ?? 0) + (column?.height ?? 0));
  const middle = (column?.x ?? 0) + (column?.width ?? 0) / 2;
  expect(below.left).toBeLessThanOrEqual(middle);
  expect(below.right).toBeGreaterThanOrEqual(middle - 5);
  await press(page, 'ArrowUp');
  expect(await top(page)).toBeCloseTo(column?.y ?? 0, 0);
});

test('the page keys go on by a screen, and whatever has the focus is wholly in sight', async ({ page, large }) => {
  await page.goto(large.url);
  await link(page, 0).focus();
  for (const key of ['PageDown', 'PageDown', 'PageDown', 'ArrowDown', 'ArrowDown', 'PageUp', 'ArrowUp']) {
    await press(page, key);
    const box = await page.evaluate(() => document.activeElement?.getBoundingClientRect().toJSON());
    // Below the heading that stays in sight, which is below the bar where that is there.
    expect(box.top).toBeGreaterThanOrEqual(await page.evaluate(coveredTop));
    expect(box.bottom).toBeLessThan(page.viewportSize()?.height ?? 0);
  }
});

test('End and Home lead to the last photo of the library and the first, though nobody had seen their months', async ({
  page,
  large,
}) => {
  await page.goto(large.url);
  await link(page, 0).focus();
  expect(await press(page, 'End')).toBe(`photo ${TOTAL - 1}`);
  await expect(link(page, TOTAL - 1)).toBeInViewport();
  await page.keyboard.press('ArrowRight');
  expect(await press(page, 'ArrowLeft')).toBe(`photo ${TOTAL - 2}`);
  expect(await press(page, 'Home')).toBe('photo 0');
});

test('the focus stays where it is while the grid is scrolled far away, and the keys lead back to it', async ({
  page,
  large,
}) => {
  await page.goto(large.url);
  await link(page, 3).focus();
  await page.mouse.move(300, 300);
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 1500);
  await expect(tile(page, 'photo 4')).toHaveCount(0);
  expect(await focused(page)).toBe('photo 3');
  expect(await press(page, 'ArrowRight')).toBe('photo 4');
  await expect(link(page, 4)).toBeInViewport();
});

test('the focus stays where it is in the middle of its month, and beyond', async ({ page, large }) => {
  await page.goto(large.url);
  await link(page, 3).focus();
  const heights = () => page.evaluate(() => document.querySelector('.month-room')?.clientHeight ?? 0);
  const month = await heights();
  await page.evaluate((top) => window.scrollTo(0, top), month - 900);
  await expect(tile(page, 'photo 4')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'December 2026' })).toBeInViewport();
  expect(await focused(page)).toBe('photo 3');
  // As a reader finds them: in the order of the library.
  const numbers = await page
    .locator('.tile')
    .evaluateAll((tiles) => tiles.map(({ ariaPosInSet }) => Number(ariaPosInSet)));
  expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  await page.evaluate((top) => window.scrollTo(0, top), 5 * month);
  await expect(page.getByRole('heading', { name: 'December 2026' })).toHaveCount(0);
  expect(await focused(page)).toBe('photo 3');
});

test('Shift and the arrow keys select on the way', async ({ page, large }) => {
  await page.goto(large.url);
  await page.getByRole('button', { name: 'Select' }).click();
  const box = (index: number) => tile(page, `photo ${index}`).getByRole('checkbox');
  await box(0).focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('region', { name: 'Selection' }).getByRole('status')).toHaveText('3 selected');
});
