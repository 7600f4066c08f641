import type { Page } from 'playwright/test';
import { CACHES } from '../../src/shared/tier.ts';
import { expect } from './fixtures.ts';

/** How much of each photo, by the name in the dialog. */
export type Quality = 'Previews' | 'Originals';

/** Answers the dialog "Keep offline". */
export async function agreeToKeep(page: Page, quality: Quality = 'Previews'): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Keep offline' });
  await dialog.getByRole('radio', { name: quality }).check();
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
}

/** Keeps the photo that the viewer shows, and waits until it is. */
export async function keepShownPhoto(page: Page, quality: Quality = 'Previews'): Promise<void> {
  await page.getByRole('button', { name: 'Keep offline', exact: true }).click();
  await agreeToKeep(page, quality);
  await expect(page.getByRole('button', { name: 'Remove offline copy' })).toBeVisible();
}

/** Paths of what is pinned, below the library, in alphabetical order. */
export function pinnedPaths(page: Page): Promise<string[]> {
  return page.evaluate(async (name) => {
    if (!(await caches.has(name))) return [];
    const keys = await (await caches.open(name)).keys();
    return keys.map(({ url }) => new URL(url).pathname.replace(/^.*\/library\//, '')).sort();
  }, CACHES.pinned);
}

/** What the books say is pinned. */
export function pinnedFigures(page: Page): Promise<{ count: number; bytes: number }> {
  return page.evaluate(async () => (await afterimage.stats()).pinned);
}
