import type { Locator, Page } from 'playwright/test';
import { CACHES } from '../../src/shared/tier.ts';
import { countRecords } from './faults.ts';
import { expect } from './fixtures.ts';

/** How much of each photo, by the name in the dialog. */
export type Quality = 'Previews' | 'Originals';

/** What says how far it is. */
export function strip(page: Page): Locator {
  return page.getByRole('region', { name: 'Photos kept offline' });
}

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

/** Holds every byte that is pinned against its name, which is the hash of its content; gives the URLs that are wrong. */
export function wrongBytes(page: Page): Promise<string[]> {
  return page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const wrong: string[] = [];
    for (const { url } of await cache.keys()) {
      const bytes = (await (await cache.match(url))?.arrayBuffer()) ?? new ArrayBuffer(0);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes), 0, 16);
      const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      if (!url.includes(hex)) wrong.push(url);
    }
    return wrong;
  }, CACHES.pinned);
}

/** Parts of files that are stored because not all of the file is here yet. */
export function halfFiles(page: Page): Promise<number> {
  return countRecords(page, 'parts');
}
