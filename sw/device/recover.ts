/// <reference lib="webworker" />
import { DEVICE_PARTS, type DevicePhoto, devicePartUrl } from '../../src/shared/device-photo.ts';
import type { PhotoId } from '../../src/shared/photo.ts';
import { CACHES } from '../../src/shared/tier.ts';
import type { LedgerEntry } from '../ledger/database.ts';
import { ledger } from '../ledger/ledger.ts';
import { forgetSetting, readSetting, writeSetting } from '../ledger/settings.ts';
import { tellPages } from '../pages.ts';
import { bytesOf } from '../reconcile/intents.ts';
import { exclusively, lookUp } from '../stored.ts';
import { deviceBooks } from './books.ts';
import { dataUrl, readData } from './photo-data.ts';
import { LISTS, photoLists } from './photo-lists.ts';

declare const self: ServiceWorkerGlobalScope;

/**
 * When the books were lost and the files were not: enters the photos of the next list that names some, and tells the pages.
 * Whether there are more.
 */
export async function recoverDevicePhotos(): Promise<boolean> {
  const first = await readSetting('deviceRecovery');
  if (first === undefined) return false;
  let next = (await caches.has(CACHES.device)) ? first : LISTS;
  let found: readonly PhotoId[] = [];
  for (; found.length === 0 && next < LISTS; next += 1) found = await photoLists.read(next);
  await exclusively('device', async () => {
    for (const photo of found) await recover(photo);
  });
  if (next < LISTS) await writeSetting('deviceRecovery', next);
  else await forgetSetting('deviceRecovery');
  return next < LISTS;
}

async function recover(id: PhotoId): Promise<void> {
  if (await deviceBooks.get(id)) return;
  const photo = await readData(id);
  if (!photo) return;
  const entries = await entriesOf(photo);
  const original = devicePartUrl(self.registration.scope, id, 'original').href;
  // Without its original it would be a promise that cannot be kept.
  if (!entries.some(({ url }) => url === original)) return;
  await ledger.add(entries);
  await tellPages({ type: 'device-changed', sections: await deviceBooks.put([photo], 'here') });
}

async function entriesOf({ id, section }: DevicePhoto): Promise<LedgerEntry[]> {
  const urls = [...DEVICE_PARTS.map((part) => devicePartUrl(self.registration.scope, id, part).href), dataUrl(id)];
  const entries = await Promise.all(
    urls.map(async (url): Promise<LedgerEntry | undefined> => {
      const response = await lookUp('device', url);
      return response && { tier: 'device', url, section, bytes: await bytesOf(response), usedAt: Date.now() };
    }),
  );
  return entries.filter((entry) => entry !== undefined);
}
