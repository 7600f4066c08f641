import { isQuotaExceeded } from '../src/shared/quota.ts';
import type { LedgerEntry } from './ledger/database.ts';
import { ledger } from './ledger/ledger.ts';
import { tellPages } from './pages.ts';
import { erase, exclusively, type Picture, write } from './stored.ts';

/** Thumbnails to look at in one go when room is made. */
const EVICTION_BATCH = 50;
/** When the storage is full, so many times what is needed is freed, so that the next picture finds room too. */
const SPARE = 2;

/**
 * Drops the least recently used thumbnails while `excess` says that there are so many bytes too many, or until none is left,
 * and tells the pages. Takes the lock of the thumbnails for a batch at a time, so that nobody waits for the others, and asks
 * `excess` (which hears how much was freed) under it: several of these at a time drop no more than one. What is pinned, and
 * what is of this device, is never dropped.
 */
export async function evictThumbnails(excess: (freed: number) => number | Promise<number>): Promise<void> {
  let [count, freed] = [0, 0];
  for (;;) {
    const dropped = await exclusively('thumbnails', async () => evictSome(await excess(freed)));
    if (dropped.length === 0) break;
    count += dropped.length;
    freed += sizeOf(dropped);
  }
  if (count > 0) await tellPages({ type: 'evicted', count, bytes: freed });
}

async function evictSome(bytes: number): Promise<readonly LedgerEntry[]> {
  if (bytes <= 0) return [];
  const oldest = await ledger.leastRecentlyUsed('thumbnails', EVICTION_BATCH);
  const dropped: LedgerEntry[] = [];
  for (const entry of oldest) if (sizeOf(dropped) < bytes) dropped.push(entry);
  await erase('thumbnails', dropped);
  return dropped;
}

function sizeOf(entries: readonly LedgerEntry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
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
    await evictThumbnails((freed) => SPARE * bytes - freed);
    return attempt();
  }
}

/**
 * Stores those thumbnails that are still `wanted` once the lock is had, and makes room for them where the storage is full.
 * @throws `QuotaExceededError` when there was still no room; then none of them counts as stored.
 */
export function storeThumbnails(pictures: readonly Picture[], wanted: (picture: Picture) => boolean): Promise<void> {
  const bytes = pictures.reduce((sum, { blob }) => sum + blob.size, 0);
  return withRoom(bytes, () => exclusively('thumbnails', () => write('thumbnails', pictures.filter(wanted))));
}
