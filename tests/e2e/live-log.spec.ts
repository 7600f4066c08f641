import type { Page } from 'playwright/test';
import { expect, picture, settleAtTop, test, tile, visit } from '../support/fixtures.ts';

const log = (page: Page) => page.getByRole('log');
const lines = (page: Page) => log(page).getByRole('paragraph');
const tier = (page: Page) => page.getByRole('combobox', { name: 'Tier' });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Find photos' });

/** How far the log is from its end, in px. */
function toItsEnd(page: Page): Promise<number> {
  return log(page).evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
}

/** Opens a photo and goes back, until the log has said so. */
async function look(page: Page, title: string): Promise<void> {
  await tile(page, title).getByRole('link').click();
  await expect(picture(page, title)).toHaveAttribute('data-state', 'full');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** The library with the overlay open and all thumbnails of the first screens logged. */
async function openLog(page: Page, url: string): Promise<void> {
  await visit(page, `${url}?overlay`);
  await settleAtTop(page);
  await expect(log(page)).toContainText('FETCHED_IMAGE july 0 (thumbnail, network');
}

test('shows what one tier did, and everything again', async ({ page, site }) => {
  await openLog(page, site.url);
  await look(page, 'july 0');
  await look(page, 'july 0');
  await tier(page).selectOption('memory');
  await expect(lines(page).first()).toHaveText(/^CACHED_IMAGE july 0 \(full, memory/);
  for (const line of await lines(page).all()) await expect(line).toHaveAttribute('data-tier', 'memory');
  await tier(page).selectOption('pinned');
  await expect(lines(page)).toHaveCount(0);
  await tier(page).selectOption('All tiers');
  await expect(lines(page).first()).toHaveText(/^FETCHED_IMAGE .+ \(thumbnail, network/);
  await expect(log(page)).toContainText('CACHED_IMAGE july 0 (full, memory');
});

test('goes on with what the tier does next, and leaves out the others', async ({ page, site }) => {
  await openLog(page, site.url);
  await look(page, 'july 0');
  await tier(page).selectOption('memory');
  const before = await lines(page).count();
  // The screen picture out of memory, then what the network sends for another.
  await look(page, 'july 0');
  await expect(lines(page)).not.toHaveCount(before);
  await look(page, 'july 2');
  for (const line of await lines(page).all()) await expect(line).toHaveAttribute('data-tier', 'memory');
});

test('shows what happened to photos of a title, in capitals or not, newest last', async ({ page, site }) => {
  await openLog(page, site.url);
  await look(page, 'july 2');
  await search(page).fill('JULY 2');
  await expect(lines(page).first()).toHaveText(/^FETCHED_IMAGE july 2 \(thumbnail, /);
  await expect(lines(page).last()).toHaveText(/^\w+ july 2 \((screen|full), /);
  for (const line of await lines(page).all()) await expect(line).toContainText(' july 2');
  await tier(page).selectOption('thumbnails');
  await expect(lines(page)).toHaveCount(0);
});

test('a click on a line asks for its photo; Escape asks for all again, and then closes the panel', async ({
  page,
  site,
}) => {
  await openLog(page, site.url);
  await tile(page, 'july 1').getByRole('link').click();
  await expect(picture(page, 'july 1')).toHaveAttribute('data-state', 'full');
  await lines(page).filter({ hasText: 'july 1 (screen' }).first().click();
  await expect(search(page)).toHaveValue('july 1');
  for (const line of await lines(page).all()) await expect(line).toContainText(' july 1');
  await search(page).press('Escape');
  await expect(search(page)).toHaveValue('');
  await expect(log(page)).toContainText('july 2');
  await expect(picture(page, 'july 1')).toBeVisible();
  // In the empty field it means what it means elsewhere in the panel.
  await search(page).press('Escape');
  await expect(search(page)).toBeHidden();
  await expect(picture(page, 'july 1')).toBeVisible();
});

test('can be filtered with the keyboard alone', async ({ page, site }) => {
  await openLog(page, site.url);
  await look(page, 'july 0');
  await page.getByRole('button', { name: 'Close tier overlay' }).focus();
  await page.keyboard.press('Tab');
  await expect(tier(page)).toBeFocused();
  await page.keyboard.press('n');
  await expect(tier(page)).toHaveValue('network');
  await page.keyboard.press('Tab');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('july 0');
  await expect(lines(page).first()).toHaveText(/^FETCHED_IMAGE july 0 \(thumbnail, network/);
  await page.keyboard.press('Tab');
  await expect(log(page)).toBeFocused();
});

test('what is typed into the field is no shortcut of the app, of the photo, or of the selection', async ({
  page,
  site,
}) => {
  await openLog(page, site.url);
  await page.getByRole('button', { name: 'Select' }).click();
  await search(page).focus();
  await page.keyboard.type('o');
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText('Choose photos')).toBeVisible();
  await page.keyboard.type('o');
  await expect(search(page)).toHaveValue('o');
  await search(page).press('Escape');
  await expect(page.getByText('Choose photos')).toBeVisible();
  await page.getByRole('button', { name: 'Clear selection' }).click();

  await tile(page, 'july 1').getByRole('link').click();
  await expect(picture(page, 'july 1')).toHaveAttribute('data-state', 'full');
  await search(page).pressSequentially('foo iszs -+=');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(search(page)).toHaveValue('foo iszs -+=');
  await expect(picture(page, 'july 1')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Information' })).toBeHidden();
  await expect(page.getByRole('combobox', { name: 'Time for each photo' })).toBeHidden();
  expect(await page.evaluate(() => document.fullscreenElement)).toBe(null);
});

test('stays at its end while it grows, and where its reader scrolled back to', async ({ page, site }) => {
  await openLog(page, site.url);
  await look(page, 'july 0');
  await expect.poll(() => toItsEnd(page)).toBeLessThan(4);
  await log(page).evaluate((element) => element.scrollTo(0, 20));
  const count = await lines(page).count();
  await look(page, 'july 2');
  await expect.poll(() => lines(page).count()).toBeGreaterThan(count);
  expect(await log(page).evaluate((element) => element.scrollTop)).toBe(20);
  await log(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await look(page, 'july 1');
  // The full one where it was loaded ahead, which takes its time.
  await expect(log(page)).toContainText(/july 1 \((?:screen|full), /);
  await expect.poll(() => toItsEnd(page)).toBeLessThan(4);
});

test('of the app itself can be collected as well, once its element was removed', async ({ page, site }) => {
  await openLog(page, site.url);
  const collected = await log(page).evaluateHandle((element) => {
    const held = new WeakRef(element);
    element.remove();
    return () => held.deref() === undefined;
  });
  const look = async () => {
    await page.requestGC();
    return collected.evaluate((isGone) => isGone());
  };
  await expect.poll(look).toBe(true);
  await expect(page.getByRole('region', { name: 'Tier overlay' })).toBeVisible();
});
