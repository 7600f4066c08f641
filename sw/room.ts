import { isQuotaExceeded } from '../src/shared/quota.ts';
import type { StoredTier } from '../src/shared/tier.ts';
import { ledger } from './ledger/ledger.ts';
import { tellPages } from './pages.ts';
import { erase, exclusively, type Picture, write } from './stored.ts';

/** Thumbnails to look at in one go when room is made. */
const EVICTION_BATCH = 50;
/** When the storage is full, so many times what is needed is freed, so that the next picture finds room too. */
const SPARE = 2;

/**
 * Drops the least recently used thumbnails until at least so many bytes are free, or none is left, and tells the pages.
 * The caller holds the lock of the thumbnails. What is pinned, and what is of this device, is never dropped.
 */
export async function evictThumbnails(bytes: number): Promise<void> {
  let [count, freed] = [0, 0];
  while (freed < bytes) {
    const dropped = [];
    for (const entry of await ledger.leastRecentlyUsed('thumbnails', EVICTION_BATCH)) {
      if (freed >= bytes) break;
      freed += entry.bytes;
      dropped.push(entry);
    }
    if (dropped.length === 0) break;
    await erase('thumbnails', dropped);
    count += dropped.length;
  }
  if (count > 0) await tellPages({ type: 'evicted', count, bytes: freed });
}

/**
 * Does what needs so many bytes of storage; where the storage is full, once more after thumbnails have made room.
 * Neither the caller nor anybody that `attempt` waits for may hold the lock of the thumbnails.
 * @throws whatever `attempt` throws: `QuotaExceededError` when there was still no room.
 */
export async function withRoom<T>(bytes: number, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!isQuotaExceeded(error)) throw error;
    await exclusively('thumbnails', () => evictThumbnails(SPARE * bytes));
    return attempt();
  }
}

/**
 * Stores pictures in a tier, under its lock, and makes room for them among the thumbnails where the storage is full.
 * @throws `QuotaExceededError` when there was still no room; then none of them counts as stored.
 */
export function writeMakingRoom(tier: StoredTier, pictures: readonly Picture[]): Promise<void> {
  const bytes = pictures.reduce((sum, { blob }) => sum + blob.size, 0);
  return withRoom(bytes, () => exclusively(tier, () => write(tier, pictures)));
}
