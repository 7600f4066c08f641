import type { Page } from 'playwright/test';
import type { Tally } from '../../../src/memory/memory-tier.ts';
import { CACHES, type StoredTier } from '../../../src/shared/tier.ts';

/** What Cache Storage really holds, entry by entry. */
export function readStored(page: Page): Promise<Record<StoredTier, Tally>> {
  return page.evaluate(async ({ thumbnails, pinned, device }) => {
    const tally = async (name: string) => {
      // Opening a cache that is gone would make it anew.
      const cache = (await caches.has(name)) ? await caches.open(name) : undefined;
      const keys = (await cache?.keys()) ?? [];
      // The names of the photos of this device stand in lists beside them, which belong to none of them.
      const pictures = keys.filter(({ url }) => !url.includes('/device/lists/'));
      const entries = await Promise.all(pictures.map((key) => cache?.match(key)));
      const sizes = await Promise.all(entries.map(async (entry) => (await entry?.blob())?.size ?? 0));
      return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    };
    return { thumbnails: await tally(thumbnails), pinned: await tally(pinned), device: await tally(device) };
  }, CACHES);
}
