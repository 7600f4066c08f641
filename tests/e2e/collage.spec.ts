import type { Locator, Page } from 'playwright/test';
import { cell, cells, collageOf, create, names, photoIds, select } from '../support/collage.ts';
import { expect, test, tile, visit } from '../support/fixtures.ts';

test('two to nine selected photos become a collage, which has an address, and outlives a reload', async ({
  page,
  site,
}) => {
  await visit(page, site.url);
  await collageOf(page, 'july 0', 'july 1', 'july 2', 'july 3');
  await expect(page).toHaveTitle('Collage – Afterimage');
  await expect(cells(page)).toHaveCount(4);
  await expect(cell(page, 'july 2, 3 of 4').locator('canvas')).toHaveAttribute('data-state', 'screen');
  await page.getByRole('radio', { name: '1 + 3, in columns' }).check();
  await page.getByLabel('Shape').selectOption('Square');
  await page.getByLabel('Gap').fill('3');
  await page.getByLabel('Background').fill('#204060');
  const before = await places(page);
  await page.reload();
  await expect(cells(page)).toHaveCount(4);
  expect(await places(page)).toEqual(before);
  await expect(page.getByRole('radio', { name: '1 + 3, in columns' })).toBeChecked();
  await expect(page.locator('.collage-frame')).toHaveCSS('background-color', 'rgb(32, 64, 96)');
  await page.goBack();
  await expect(tile(page, 'july 0')).toBeVisible();
});

test('what is chosen shows at once: layout, shape and gap', async ({ page, site }) => {
  await visit(page, site.url);
  await collageOf(page, 'july 0', 'july 1');
  await page.getByLabel('Gap').fill('0');
  await page.getByRole('radio', { name: '2, in rows' }).check();
  expect(await places(page)).toEqual([
    [0, 0, 0.5, 1],
    [0.5, 0, 0.5, 1],
  ]);
  await page.getByRole('radio', { name: '1 + 1, in rows' }).check();
  expect(await places(page)).toEqual([
    [0, 0, 1, 0.5],
    [0, 0.5, 1, 0.5],
  ]);
  await page.getByLabel('Shape').selectOption('Portrait 9:16');
  const frame = await page.locator('.collage-frame').boundingBox();
  expect((frame?.width ?? 0) / (frame?.height ?? 1)).toBeCloseTo(9 / 16, 2);
});

test('one photo is no collage, and neither are ten: it says so, and nothing is lost', async ({ page, site }) => {
  await visit(page, site.url);
  await select(page, 'july 0');
  await create(page).click();
  await expect(page.getByText('A collage takes 2 to 9 photos.')).toBeVisible();
  await tile(page, 'july 9')
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await expect(page.getByText('10 selected')).toBeVisible();
  await create(page).click();
  await expect(page.getByText('A collage takes 2 to 9 photos.')).toBeVisible();
  await tile(page, 'july 9').getByRole('checkbox').click();
  await create(page).click();
  await expect(cells(page)).toHaveCount(9);
  await expect(page.getByText('A collage takes 2 to 9 photos.')).toBeHidden();
});

test.describe('a photo in the preview', () => {
  test('is moved within its frame by dragging, until its edge', async ({ page, site }) => {
    await visit(page, site.url);
    await collageOf(page, 'july 0', 'july 1');
    await page.getByRole('radio', { name: '2, in rows' }).check();
    const first = cell(page, 'july 0');
    await drag(page, await middle(first), { x: 60, y: 0 });
    const after = await seen(first);
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThan(50);
    await drag(page, await middle(first), { x: 200, y: 0 }, { x: 10, y: 0 });
    expect(await seen(first)).toBeLessThanOrEqual(after);
    expect(await seen(cell(page, 'july 1'))).toBe(50);
  });

  test('changes places with the one that it is dragged onto, unmoved itself', async ({ page, site }) => {
    await visit(page, site.url);
    await collageOf(page, 'july 0', 'july 1', 'july 2');
    const [from, to] = [await middle(cell(page, 'july 0')), await middle(cell(page, 'july 2'))];
    await drag(page, from, { x: to.x - from.x, y: to.y - from.y });
    await expect(cells(page)).toHaveText(['', '', '']);
    await expect.poll(() => names(page)).toEqual(['july 2, 1 of 3', 'july 1, 2 of 3', 'july 0, 3 of 3']);
    expect(await seen(cell(page, 'july 0'))).toBe(50);
    // The browser's click at the end of a drag chooses nothing.
    await expect(cell(page, 'july 0')).toHaveAttribute('aria-pressed', 'false');
  });

  test('changes places by two clicks as well, for whoever cannot drag', async ({ page, site }) => {
    await visit(page, site.url);
    await collageOf(page, 'july 0', 'july 1', 'july 2');
    await cell(page, 'july 0').click();
    await expect(cell(page, 'july 0')).toHaveAttribute('aria-pressed', 'true');
    await cell(page, 'july 1').click();
    await expect.poll(() => names(page)).toEqual(['july 1, 1 of 3', 'july 0, 2 of 3', 'july 2, 3 of 3']);
    await expect(page.locator('.collage-cell[aria-pressed="true"]')).toHaveCount(0);
  });

  test('is moved by arrow keys, and changes places by Shift and arrow keys, and keeps the focus', async ({
    page,
    site,
  }) => {
    await visit(page, site.url);
    await collageOf(page, 'july 0', 'july 1', 'july 2');
    await page.getByRole('radio', { name: '3, in rows' }).check();
    await cell(page, 'july 0').focus();
    await page.keyboard.press('ArrowRight');
    expect(await seen(cell(page, 'july 0'))).toBeLessThan(50);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => names(page)).toEqual(['july 1, 1 of 3', 'july 2, 2 of 3', 'july 0, 3 of 3']);
    await expect(cell(page, 'july 0')).toBeFocused();
  });

  test('follows a finger, while the page stays', async ({ browser, site }) => {
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await visit(page, site.url);
    await collageOf(page, 'july 0', 'july 1');
    await page.getByRole('radio', { name: '2, in rows' }).check();
    await page.evaluate(() => window.scrollTo(0, 0));
    const session = await context.newCDPSession(page);
    const from = await middle(cell(page, 'july 0'));
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
    for (const by of [10, 20, 30]) {
      const touchPoints = [{ x: from.x - by, y: from.y - by }];
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(() => seen(cell(page, 'july 0'))).toBeGreaterThan(50);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await context.close();
  });
});

test('an address without photos says how to choose some, and leads there', async ({ page, site }) => {
  await visit(page, site.url);
  await page.goto(`${site.url}collage`);
  await expect(page.getByText('A collage takes 2 to 9 photos. Select them in the grid')).toBeVisible();
  await page.getByRole('button', { name: 'Select photos' }).click();
  await expect(page.getByText('Choose photos')).toBeVisible();
  await expect(tile(page, 'july 0').getByRole('checkbox')).not.toBeChecked();
});

test('a photo that is no longer in the library is left out, and that is said', async ({ page, site }) => {
  await visit(page, site.url);
  await collageOf(page, 'july 0', 'july 1');
  const [first, second] = await photoIds(page);
  await page.goto(`${site.url}collage?photo=${first}&photo=${'0'.repeat(32)}&photo=${second}`);
  await expect(page.getByText('1 photo can no longer be found in the library.')).toBeVisible();
  await expect(cells(page)).toHaveCount(2);
  await page.goto(`${site.url}collage?photo=${first}&photo=${'0'.repeat(32)}`);
  await page.getByRole('button', { name: 'Change photos' }).click();
  await expect(tile(page, 'july 0').getByRole('checkbox')).toBeChecked();
});

/** Left, top, width and height of each cell, as parts of the whole. */
function places(page: Page): Promise<number[][]> {
  return page.locator('.collage-frame').evaluate((frame) => {
    const whole = frame.getBoundingClientRect();
    return [...frame.children].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const parts = [
        (left - whole.left) / whole.width,
        (top - whole.top) / whole.height,
        width / whole.width,
        height / whole.height,
      ];
      return parts.map((part) => Math.round(part * 1000) / 1000);
    });
  });
}

/** Where the part that is seen lies from left to right, in hundredths. */
function seen(element: Locator): Promise<number> {
  return element.locator('canvas').evaluate((canvas) => Number.parseFloat(getComputedStyle(canvas).objectPosition));
}

async function middle(element: Locator): Promise<{ x: number; y: number }> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await element.boundingBox()) ?? {};
  return { x: x + width / 2, y: y + height / 2 };
}

async function drag(page: Page, from: { x: number; y: number }, ...by: { x: number; y: number }[]): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const { x, y } of by) await page.mouse.move(from.x + x, from.y + y, { steps: 8 });
  await page.mouse.up();
}
