/// <reference lib="webworker" />
import { CACHES } from '../src/shared/tier.ts';
import { betweenEras } from './era.ts';
import { deleteDatabase } from './ledger/database.ts';
import { readSetting, writeSetting } from './ledger/settings.ts';
import { tellPages } from './pages.ts';
import { pause } from './pause.ts';
import { pinning } from './pinning/pinning.ts';
import { exclusively, STORED_TIERS } from './stored.ts';
import { libraryLock, libraryUrl } from './stored-library.ts';
import { forgetWaiting } from './thumbnail-store.ts';

declare const self: ServiceWorkerGlobalScope;

let running: Promise<void> | undefined;

/** How long to wait for others who have the books open, in ms. They are deleted as soon as the last one closes them. */
const PATIENCE_MS = 5000;

/**
 * Forgets all that this copy of the app keeps on this device but itself: the tiers, the library, the books and the settings.
 * What others of this origin keep is left alone. Works also where the books are of a newer version.
 */
export function deleteEverything(): Promise<void> {
  running ??= work().finally(() => {
    running = undefined;
  });
  return running;
}

async function work(): Promise<void> {
  // Books of a newer version take no note.
  await writeSetting('deleting', true).catch(() => {});
  // What is on its way into the storage must not arrive afterwards.
  await betweenEras(() => pinning.whileStopped(forgetAll));
  await tellPages({ type: 'cleared', tiers: STORED_TIERS });
}

async function forgetAll(): Promise<void> {
  await libraryLock(forgetLibrary);
  // In the order in which everybody takes them who needs more than one.
  await exclusively('pinned', () =>
    exclusively('device', () =>
      exclusively('thumbnails', async () => {
        forgetWaiting();
        await Promise.all(STORED_TIERS.map((tier) => caches.delete(CACHES[tier])));
        // Last, as without them nobody would find the rest. Whoever keeps them open holds up nobody but himself.
        await Promise.race([deleteDatabase(), pause(PATIENCE_MS)]);
      }),
    ),
  );
}

/** Goes on where a worker was killed while it deleted everything. */
export async function finishDeleting(): Promise<void> {
  if (await readSetting('deleting')) await deleteEverything();
}

/** Older versions kept the libraries of all copies on this origin in one cache. */
async function forgetLibrary(): Promise<void> {
  const cache = await caches.open(CACHES.library);
  const keys = await cache.keys();
  const folder = new URL('.', libraryUrl(self.registration.scope)).href;
  const ours = keys.filter(({ url }) => url.startsWith(folder));
  if (ours.length === keys.length) await caches.delete(CACHES.library);
  else for (const key of ours) await cache.delete(key);
}
