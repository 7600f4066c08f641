/// <reference lib="webworker" />
import { CACHES } from '../src/shared/tier.ts';
import { deleteDatabase } from './ledger/database.ts';
import { tellPages } from './pages.ts';
import { pinning } from './pinning/pinning.ts';
import { exclusively, STORED_TIERS } from './stored.ts';
import { libraryLock, libraryUrl } from './stored-library.ts';
import { clearThumbnails } from './thumbnail-store.ts';

declare const self: ServiceWorkerGlobalScope;

/**
 * Forgets all that this app keeps on this device but itself: the tiers, the library, the books and the settings. What
 * others of this origin keep is left alone. Works also where the books are of a newer version.
 */
export async function deleteEverything(): Promise<void> {
  // What is on its way into the storage must not arrive afterwards.
  pinning.stop();
  await clearThumbnails().catch(() => {});
  await libraryLock(forgetLibrary);
  // In the order in which everybody takes them who needs more than one.
  await exclusively('pinned', () =>
    exclusively('device', () =>
      exclusively('thumbnails', async () => {
        await deleteDatabase();
        await Promise.all(STORED_TIERS.map((tier) => caches.delete(CACHES[tier])));
      }),
    ),
  );
  await tellPages({ type: 'cleared', tiers: STORED_TIERS });
}

/** Another app of this origin may keep its library in the same cache. */
async function forgetLibrary(): Promise<void> {
  const cache = await caches.open(CACHES.library);
  const keys = await cache.keys();
  const folder = new URL('.', libraryUrl(self.registration.scope)).href;
  const ours = keys.filter(({ url }) => url.startsWith(folder));
  if (ours.length === keys.length) await caches.delete(CACHES.library);
  else for (const key of ours) await cache.delete(key);
}
