import type { Page } from 'playwright/test';
import { expect, picture, test, tile } from '../support/fixtures.ts';

async function open(page: Page, url: string): Promise<void> {
  await page.clock.install();
  await page.goto(url);
  await tile(page, 'july 3').getByRole('link').click();
  await expect(picture(page, 'july 3')).toHaveAttribute('data-state', 'full');
}

async function expectSeen(page: Page, seen: boolean): Promise<void> {
  const opacity = seen ? '1' : '0';
  await expect(page.locator('.viewer-caption')).toHaveCSS('opacity', opacity);
  await expect(page.getByRole('button', { name: 'Next photo' })).toHaveCSS('opacity', opacity);
}

test('the controls fade when nobody moves, and come back on a move, a key or a touch', async ({ page, site }) => {
  await open(page, site.url);
  const middle = { x: 600, y: 400 };
  await page.mouse.move(middle.x, middle.y);
  await expectSeen(page, true);
  await page.clock.fastForward(2500);
  await expectSeen(page, false);
  await expect(picture(page, 'july 3')).toHaveCSS('cursor', 'none');
  await page.mouse.move(middle.x + 20, middle.y);
  await expectSeen(page, true);
  await page.clock.fastForward(2500);
  await expectSeen(page, false);
  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 'july 4')).toBeVisible();
  await expectSeen(page, true);
});

test('they stay for a pointer that is over them, for the focus, and for the information', async ({ page, site }) => {
  await open(page, site.url);
  await page.getByRole('button', { name: 'Slideshow' }).hover();
  await page.clock.fastForward(5000);
  await expectSeen(page, true);
  await page.mouse.move(600, 400);
  await page.keyboard.press('Tab');
  await page.clock.fastForward(5000);
  await expectSeen(page, true);
  await page.getByRole('dialog', { name: 'Photo' }).evaluate((dialog: HTMLElement) => dialog.focus());
  await page.keyboard.press('i');
  await page.clock.fastForward(5000);
  await expectSeen(page, true);
  await page.keyboard.press('i');
  await page.clock.fastForward(2500);
  await expectSeen(page, false);
});

test('what is not seen is there for keys and readers, and comes back with the focus', async ({ page, site }) => {
  await open(page, site.url);
  await page.mouse.move(600, 400);
  await page.clock.fastForward(2500);
  await expectSeen(page, false);
  for (const name of ['Close', 'Information', 'Slideshow']) {
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  }
  await page.keyboard.press('Tab');
  await expectSeen(page, true);
  await expect(page.getByRole('button', { name: 'Previous photo' })).toBeFocused();
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a touch on what is not seen brings it back, and presses nothing', async ({ page, site }) => {
    await open(page, site.url);
    await page.touchscreen.tap(190, 500);
    await page.clock.fastForward(2500);
    await expectSeen(page, false);
    await page.getByRole('button', { name: 'Next photo' }).tap();
    await expectSeen(page, true);
    await expect(picture(page, 'july 3')).toBeVisible();
    await page.getByRole('button', { name: 'Next photo' }).tap();
    await expect(picture(page, 'july 4')).toBeVisible();
  });
});
