/// <reference lib="webworker" />
import { DEVICE_FOLDER } from '../../src/shared/device-photo.ts';
import { type PhotoId, parsePhotoId } from '../../src/shared/photo.ts';
import { CACHES } from '../../src/shared/tier.ts';
import { lookUp } from '../stored.ts';

declare const self: ServiceWorkerGlobalScope;

/** How many lists there are. */
export const LISTS = 256;

/**
 * The names of the photos of this device, beside their files: a browser may lose IndexedDB alone, and no server knows them.
 * In many short lists, by how an id begins, so that adding a photo rewrites some kilobytes and nobody ever lists the whole
 * cache. Whoever changes them holds the lock of the tier. A list may name a photo that could not be stored.
 */
class PhotoLists {
  /** The photos of a list, by its number. */
  async read(list: number): Promise<PhotoId[]> {
    const names: unknown = await (await lookUp('device', urlOf(list)))?.json().catch(() => undefined);
    return Array.isArray(names) ? names.flatMap((name) => parsePhotoId(String(name)) ?? []) : [];
  }

  /** @throws `QuotaExceededError`. */
  async add(photo: PhotoId): Promise<void> {
    const list = listOf(photo);
    const names = await this.read(list);
    if (!names.includes(photo)) await write(list, [...names, photo]);
  }

  /** Never fails: one name too many does no harm. */
  async remove(photos: readonly PhotoId[]): Promise<void> {
    for (const list of new Set(photos.map(listOf))) {
      const names = await this.read(list);
      const left = names.filter((name) => !photos.includes(name));
      if (left.length < names.length) await write(list, left).catch(() => {});
    }
  }
}

function listOf(photo: PhotoId): number {
  return Number.parseInt(photo.slice(0, 2), 16);
}

function urlOf(list: number): string {
  return new URL(`${DEVICE_FOLDER}lists/${list}`, self.registration.scope).href;
}

async function write(list: number, names: readonly PhotoId[]): Promise<void> {
  const cache = await caches.open(CACHES.device);
  if (names.length > 0) await cache.put(urlOf(list), Response.json(names));
  else await cache.delete(urlOf(list));
}

export const photoLists = new PhotoLists();
