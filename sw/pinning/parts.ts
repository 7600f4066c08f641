import { openDatabase } from '../ledger/database.ts';
import { withRoom } from '../room.ts';
import { PART_BYTES } from './records.ts';

/**
 * What is here of large files that are still on their way, in parts of `PART_BYTES`: after a lost connection or a killed
 * worker the rest is asked for, and not all of it.
 */
export const parts = {
  /** Number of parts that are here. */
  async count(url: string): Promise<number> {
    return (await openDatabase()).count('parts', all(url));
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

  /** In their order. */
  async read(url: string): Promise<ArrayBuffer[]> {
    return (await (await openDatabase()).getAll('parts', all(url))).map(({ bytes }) => bytes);
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
