import type { Page } from 'playwright/test';
import { askWorker } from '../support/faults.ts';
import { expect, seeAll, settleAtTop, storedThumbnails } from '../support/fixtures.ts';
import { strip } from '../support/keep.ts';
import { overlay } from '../support/overlay.ts';
import { isOpen, type Walker } from '../support/truth/actions.ts';
import { quiet } from '../support/truth/quiet.ts';

const MEMORY_BUDGET = 256_000_000;
const THUMBNAIL_BUDGET = 500_000_000;

/**
 * Brings the app to a state that can be compared with itself: online, the top of the library with nothing open, budgets as
 * they are, every thumbnail stored, and nothing in memory that is not drawn.
 */
export async function goHome(walker: Walker): Promise<void> {
  const { page, site } = walker;
  if (!walker.isOnline) {
    await site.start();
    await page.context().setOffline(false);
    walker.isOnline = true;
  }
  if (await isOpen(page)) await page.keyboard.press('Escape');
  await expect.poll(() => isOpen(page)).toBe(false);
  if (await overlay(page).isVisible()) await page.keyboard.press('o');
  await expect(overlay(page)).toBeHidden();
  // The smallest, and one step up.
  for (const key of ['-', '-', '+']) await page.keyboard.press(key);
  await page.evaluate((bytes) => afterimage.setMemoryBudget(bytes), MEMORY_BUDGET);
  await askWorker(page, { type: 'set-thumbnail-budget', bytes: THUMBNAIL_BUDGET });
  // What was deleted can no longer be undone, what was downloaded is written.
  await page.evaluate(() => outsideHeld.hurry());
  await expect(page.locator('.notice')).toBeHidden();
  await expect(strip(page)).toBeHidden();
  await storeThumbnails(page);
  await seeAll(page);
  await settleAtTop(page);
  await quiet(page);
  await page.evaluate(() => afterimage.trim());
}

/** Those on the screen need not come from the storage, and would not be stored again. */
async function storeThumbnails(page: Page): Promise<void> {
  const count = await page.evaluate(async () => {
    const read = async (url: URL) => (await fetch(url)).json();
    const index = new URL('library/library.json', document.baseURI);
    const urls: string[] = [];
    for (const { href } of (await read(index)).sections) {
      const section = new URL(href, index);
      for (const { thumbnail } of (await read(section)).photos) urls.push(new URL(thumbnail, section).href);
    }
    for (const url of urls) await (await fetch(url)).blob();
    return urls.length;
  });
  await expect.poll(() => storedThumbnails(page)).toBe(count);
}
