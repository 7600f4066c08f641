/// <reference lib="webworker" />
import {
  DEVICE_FOLDER,
  DEVICE_PARTS,
  type DevicePhoto,
  type DeviceSection,
  devicePartUrl,
  isDevicePhoto,
} from '../../src/shared/device-photo.ts';
import { type PhotoId, parsePhotoId } from '../../src/shared/photo.ts';
import { CACHES } from '../../src/shared/tier.ts';
import type { LedgerEntry } from '../ledger/database.ts';
import { ledger } from '../ledger/ledger.ts';
import { bytesOf } from '../reconcile/intents.ts';
import { lookUp } from '../stored.ts';
import { deviceBooks } from './books.ts';

declare const self: ServiceWorkerGlobalScope;

/** What is known of a photo, beside its files: written last, so that where it is all of them are. */
export function dataUrl(photo: PhotoId): string {
  return new URL(`${DEVICE_FOLDER}${photo}/data`, self.registration.scope).href;
}

export function dataOf(photo: DevicePhoto): Blob {
  return new Blob([JSON.stringify(photo)], { type: 'application/json' });
}

/**
 * The books were lost, as when a browser clears one store and not the other, and the files were not: no server has these
 * photos, so they are entered anew, and their months given. The caller holds the lock. In every other case this only looks
 * whether it is that one.
 */
export async function recoverDevicePhotos(): Promise<DeviceSection[]> {
  if (!(await deviceBooks.areEmpty()) || !(await caches.has(CACHES.device))) return [];
  const cache = await caches.open(CACHES.device);
  const folder = new URL(DEVICE_FOLDER, self.registration.scope).href;
  for (const { url } of await cache.keys()) {
    const [id, part] = url.startsWith(folder) ? url.slice(folder.length).split('/') : [];
    const photo = part === 'data' ? parsePhotoId(id ?? '') : undefined;
    const data = photo && (await read(url));
    if (!photo || data?.id !== photo) continue;
    await ledger.add(await entriesOf(data));
    await deviceBooks.put([data], 'here');
  }
  return deviceBooks.sections();
}

async function read(url: string): Promise<DevicePhoto | undefined> {
  const data: unknown = await (await lookUp('device', url))?.json().catch(() => undefined);
  // What was written by an older version is checked as what a page sends.
  return typeof data === 'object' && data !== null && isDevicePhoto(data as DevicePhoto)
    ? (data as DevicePhoto)
    : undefined;
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
