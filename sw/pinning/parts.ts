import { openDatabase } from '../ledger/database.ts';
import { withRoom } from '../room.ts';
import { PART_BYTES } from './records.ts';

/**
 * What is here of large files that are still on their way, in parts of `PART_BYTES`: after a lost connection or a killed
 * worker the rest is asked for, and not all of it.
 */
export const parts = {
  /** Number of parts that are here, from the beginning of the file without a gap. */
  async count(url: string): Promise<number> {
    const keys = await (await openDatabase()).getAllKeys('parts', all(url));
    const gap = keys.findIndex(([, index], place) => index !== place);
    return gap === -1 ? keys.length : gap;
  },

  /** @throws `QuotaExceededError` when there is no space. */
  async add(url: string, index: number, bytes: ArrayBuffer): Promise<void> {
    await withRoom(bytes.byteLength, async () => {
      const transaction = (await openDatabase()).transaction('parts', 'readwrite');
      await Promise.all([transaction.store.put({ url, index, bytes }), transaction.done]).catch((error: unknown) => {
        // Each request of a transaction that failed says only that it was aborted.
        throw transaction.error ?? error;
      });
    });
  },

  /** Files of which something is here. */
  async urls(): Promise<Set<string>> {
    return new Set((await (await openDatabase()).getAllKeys('parts')).map(([url]) => url));
  },

  /** The first so many, in their order. */
  async read(url: string, count: number): Promise<ArrayBuffer[]> {
    return (await (await openDatabase()).getAll('parts', all(url), count)).map(({ bytes }) => bytes);
  },

  async remove(urls: readonly string[]): Promise<void> {
    const transaction = (await openDatabase()).transaction('parts', 'readwrite');
    await Promise.all([...urls.map((url) => transaction.store.delete(all(url))), transaction.done]);
  },

  /** Bytes of all that is half here. */
  async bytes(): Promise<number> {
    return (await (await openDatabase()).count('parts')) * PART_BYTES;
  },
};

function all(url: string): IDBKeyRange {
  return IDBKeyRange.bound([url], [url, []]);
}
