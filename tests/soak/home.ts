import type { Page } from 'playwright/test';
import type { PageMessage } from '../../src/shared/messages.ts';
import { askWorker, countRecords } from '../support/faults.ts';
import { expect, seeAll, settleAtTop, storedThumbnails } from '../support/fixtures.ts';
import { strip } from '../support/keep.ts';
import { overlay } from '../support/overlay.ts';
import { isOpen, setOnline, type Walker } from '../support/truth/actions.ts';
import { quiet } from '../support/truth/quiet.ts';

const MEMORY_BUDGET = 256_000_000;
const THUMBNAIL_BUDGET = 500_000_000;

/**
 * Brings the app to a state that can be compared with itself: online, the top of the library with nothing open, budgets as
 * they are, every thumbnail stored, and nothing in memory that is not drawn.
 */
export async function goHome(walker: Walker): Promise<void> {
  const { page } = walker;
  if (!walker.isOnline) await setOnline(walker, true);
  if (await isOpen(page)) await page.keyboard.press('Escape');
  await expect.poll(() => isOpen(page)).toBe(false);
  if (await overlay(page).isVisible()) await page.keyboard.press('o');
  await expect(overlay(page)).toBeHidden();
  // The smallest, and one step up.
  for (const key of ['-', '-', '+']) await page.keyboard.press(key);
  await page.evaluate((bytes) => afterimage.setMemoryBudget(bytes), MEMORY_BUDGET);
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

/**
 * All of them, each in the books of its month. Those on the screen need not come from the storage: who looks at everything has not
 * stored everything.
 */
async function storeThumbnails(page: Page): Promise<void> {
  await askWorker(page, { type: 'set-thumbnail-budget', bytes: THUMBNAIL_BUDGET });
  const uses = await page.evaluate(async () => {
    const read = async (url: URL) => (await fetch(url)).json();
    const index = new URL('library/library.json', document.baseURI);
    const uses: { tier: 'thumbnails'; url: string; section: string }[] = [];
    for (const { id, href } of (await read(index)).sections) {
      const file = new URL(href, index);
      for (const { thumbnail } of (await read(file)).photos) {
        uses.push({ tier: 'thumbnails', url: new URL(thumbnail, file).href, section: id });
      }
    }
    for (const { url } of uses) await (await fetch(url)).blob();
    return uses;
  });
  await expect.poll(() => storedThumbnails(page)).toBe(uses.length);
  await page.evaluate(async (message) => (await navigator.serviceWorker.ready).active?.postMessage(message), {
    type: 'used',
    uses,
  } satisfies PageMessage);
  await expect.poll(() => countRecords(page, 'totals')).toBe(new Set(uses.map(({ section }) => section)).size);
}
