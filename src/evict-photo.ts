import type { LateMemory } from './late-memory.ts';
import type { Library } from './library/library.ts';
import { bitmapKey } from './loading/bitmap-key.ts';
import type { ServiceWorkerClient } from './loading/service-worker-client.ts';
import { type Photo, parsePhotoId } from './shared/photo.ts';
import { failureOfWorker } from './shared/worker-error.ts';

/** What `afterimage.evict()` resolves to. */
export interface Eviction {
  /** Decoded bytes that were given back. */
  readonly memoryBytes: number;
  /** Decoded bytes that somebody draws, and that are given back as soon as nobody does. */
  readonly drawnBytes: number;
  /** Encoded bytes of the thumbnail that the storage gave back. */
  readonly thumbnailBytes: number;
  /** Why there is still something in the storage: a promise to keep it offline, or no other copy anywhere. */
  readonly kept: 'pinned' | 'device' | undefined;
}

/**
 * Forgets a photo in every tier that may get it anew.
 * @throws {RangeError} when there is no such photo; {LibraryError} when a month that may have it cannot be loaded;
 * {WorkerError} when the storage cannot be asked: what was in memory is given back all the same.
 */
export async function evictPhoto(
  id: string,
  library: Pick<Library, 'find' | 'photoAt'>,
  memory: Pick<LateMemory, 'evict'>,
  worker: Pick<ServiceWorkerClient, 'ask'>,
): Promise<Eviction> {
  const photo = await findPhoto(id, library);
  const { closedBytes, leasedBytes } = memory.evict(bitmapKey(photo));
  return { memoryBytes: closedBytes, drawnBytes: leasedBytes, ...(await evictStored(photo, worker)) };
}

async function findPhoto(id: string, library: Pick<Library, 'find' | 'photoAt'>): Promise<Photo> {
  const parsed = parsePhotoId(id);
  const place = parsed && (await library.find(parsed));
  const photo = place && library.photoAt(place);
  if (!photo) throw new RangeError(`The library has no photo with this id: ${id}`);
  return photo;
}

async function evictStored(
  { id, source, thumbnail }: Photo,
  worker: Pick<ServiceWorkerClient, 'ask'>,
): Promise<Pick<Eviction, 'thumbnailBytes' | 'kept'>> {
  if (source === 'device') return { thumbnailBytes: 0, kept: 'device' };
  try {
    const { bytes } = await worker.ask({ type: 'evict-thumbnail', url: thumbnail.href });
    const [pinned] = await worker.ask({ type: 'pinned-state', photos: [id] });
    const isPinned = pinned !== undefined && pinned.state !== 'not-pinned';
    return { thumbnailBytes: bytes, kept: isPinned ? 'pinned' : undefined };
  } catch (error) {
    // Without a worker nothing is stored.
    if (failureOfWorker(error) === 'no-worker') return { thumbnailBytes: 0, kept: undefined };
    throw error;
  }
}
