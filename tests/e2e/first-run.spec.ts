import type { Browser, Page } from 'playwright/test';
import { addressOf, expect, picture, test, tile, tiles } from '../support/fixtures.ts';
import type { Site } from '../support/site.ts';

test.use({ isFirstVisit: true });

const sentence = (page: Page) => page.getByText('Afterimage keeps your photos at hand');

/** The page of somebody who was never here, and came for one photo; its context is to be closed. */
async function comeFor(title: string, page: Page, site: Site, browser: Browser): Promise<Page> {
  const address = await addressOf(page, site, title);
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await theirs.goto(address);
  return theirs;
}

test('says what this is at the first visit, until it is dismissed', async ({ page, site }) => {
  await page.goto(site.url);
  await expect(sentence(page)).toBeVisible();
  await page.getByRole('button', { name: 'Understood' }).click();
  await expect(sentence(page)).toBeHidden();
  await expect(page.getByRole('main')).toBeFocused();
  await page.reload();
  await expect(tiles(page).first()).toBeVisible();
  await expect(sentence(page)).toBeHidden();
});

test('says it no more to whoever has opened a photo', async ({ page, site }) => {
  await page.goto(site.url);
  await tile(page, 'july 0').getByRole('link').click();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
  await expect(sentence(page)).toBeHidden();
});

test('says it to whoever came for one photo, when they come to the others', async ({ page, site, browser }) => {
  const theirs = await comeFor('july 0', page, site, browser);
  await theirs.getByRole('button', { name: 'Close' }).click();
  await expect(sentence(theirs)).toBeVisible();
  await theirs.context().close();
});

test('what is seen stays where it is when the sentence above it goes', async ({ page, site }) => {
  await page.goto(site.url);
  await expect(tile(page, 'june 3')).toBeAttached();
  await page.evaluate(() => window.scrollTo(0, 500));
  const middle = () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('li')?.ariaLabel ?? '';
  await expect.poll(() => page.evaluate(middle)).not.toBe('');
  const photo = tile(page, await page.evaluate(middle));
  const before = (await photo.boundingBox())?.y;
  await photo.getByRole('link').click();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(sentence(page)).toBeHidden();
  expect((await photo.boundingBox())?.y).toBe(before);
});

test('cannot be reached behind the photo that somebody came for', async ({ page, site, browser }) => {
  const theirs = await comeFor('june 3', page, site, browser);
  await expect(picture(theirs, 'june 3')).toBeVisible();
  for (let step = 0; step < 12; step += 1) {
    await theirs.keyboard.press('Tab');
    await expect(theirs.getByText('Understood')).not.toBeFocused();
  }
  await theirs.keyboard.press('Escape');
  await theirs.getByRole('button', { name: 'Understood' }).click();
  await expect(sentence(theirs)).toBeHidden();
  await theirs.context().close();
});

test('is said again after everything was deleted', async ({ page, site }) => {
  await page.goto(site.url);
  await page.getByRole('button', { name: 'Understood' }).click();
  await page.getByRole('link', { name: 'Storage' }).click();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('checkbox').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await page.getByRole('link', { name: 'Begin anew' }).click();
  await expect(sentence(page)).toBeVisible();
});

test.describe('where the browser has a way to install that it does not offer', () => {
  const IPHONE =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
  test.use({ userAgent: IPHONE });

  test('a button says how', async ({ page, site }) => {
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Install' }).click();
    const dialog = page.getByRole('dialog', { name: 'Install Afterimage' });
    await expect(dialog.getByRole('listitem')).toHaveCount(2);
    await expect(dialog).toContainText('Choose “Add to Home Screen”.');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Install' })).toBeFocused();
  });

  test('nothing is said of it in the installed app', async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: true }));
    await page.goto(site.url);
    await expect(tiles(page).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Install' })).toBeHidden();
  });
});
