import type { Page } from 'playwright/test';
import type { Tally } from '../../../src/memory/memory-tier.ts';
import { CACHES, type StoredTier } from '../../../src/shared/tier.ts';

/** What Cache Storage really holds, entry by entry; not the lists by which photos of this device are found again: they are none. */
export function readStored(page: Page): Promise<Record<StoredTier, Tally>> {
  return page.evaluate(async ({ thumbnails, pinned, device }) => {
    const tally = async (name: string) => {
      // Opening a cache that is gone would make it anew.
      const cache = (await caches.has(name)) ? await caches.open(name) : undefined;
      const keys = ((await cache?.keys()) ?? []).filter(({ url }) => !new URL(url).pathname.includes('/device/lists/'));
      // What is evicted meanwhile is there no more.
      const found = await Promise.all(keys.map((key) => cache?.match(key)));
      const entries = found.filter((entry) => entry !== undefined);
      const sizes = await Promise.all(entries.map(async (entry) => (await entry.blob()).size));
      return { count: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    };
    return { thumbnails: await tally(thumbnails), pinned: await tally(pinned), device: await tally(device) };
  }, CACHES);
}
