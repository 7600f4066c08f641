import type { Page } from 'playwright/test';
import { expect, picture, test, tile } from '../support/fixtures.ts';

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await tile(page, 'july 3').getByRole('link').click();
  await expect(picture(page, 'july 3')).not.toHaveAttribute('data-state', 'placeholder');
}

function button(page: Page) {
  return page.getByRole('button', { name: 'Full screen' });
}

function isFull(page: Page): Promise<boolean> {
  return page.evaluate(() => document.fullscreenElement === document.documentElement);
}

test('the app takes the whole screen by button and by key, and the tier overlay is there as before', async ({
  page,
  site,
}) => {
  await open(page, site.url);
  await button(page).click();
  await expect(button(page)).toHaveAttribute('aria-pressed', 'true');
  expect(await isFull(page)).toBe(true);
  await page.keyboard.press('o');
  await page.getByRole('button', { name: 'Close tier overlay' }).click();
  await page.keyboard.press('f');
  await expect(button(page)).toHaveAttribute('aria-pressed', 'false');
  expect(await isFull(page)).toBe(false);
  await expect(picture(page, 'july 3')).toBeVisible();
});

test('Escape leaves the full screen first, and the viewer second', async ({ page, site }) => {
  await open(page, site.url);
  await page.keyboard.press('f');
  await expect(button(page)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(button(page)).toHaveAttribute('aria-pressed', 'false');
  await expect(picture(page, 'july 3')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
});

test('leaving the viewer, by its button or by going back, leaves the full screen', async ({ page, site }) => {
  for (const leave of [() => page.getByRole('button', { name: 'Close', exact: true }).click(), () => page.goBack()]) {
    await open(page, site.url);
    await page.keyboard.press('f');
    await expect.poll(() => isFull(page)).toBe(true);
    await leave();
    await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
    await expect.poll(() => isFull(page)).toBe(false);
  }
});

test('where browsers have no full screen, there is no button for it, and the key does nothing', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(Document.prototype, 'fullscreenEnabled', { get: () => undefined });
  });
  await open(page, site.url);
  await expect(button(page)).toBeHidden();
  await page.keyboard.press('f');
  expect(await isFull(page)).toBe(false);
});
