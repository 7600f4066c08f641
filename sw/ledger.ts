import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { StorageFigures } from '../src/shared/messages.ts';

/** Default budget for thumbnails: about 30,000 of them. */
const DEFAULT_BUDGET_BYTES = 500_000_000;

export type StoredTier = 'thumbnails' | 'pinned';

/** What is known of an entry of Cache Storage without reading it. */
export interface LedgerEntry {
  readonly url: string;
  readonly tier: StoredTier;
  /** Encoded bytes of the body. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

interface Total {
  readonly tier: StoredTier;
  readonly count: number;
  readonly bytes: number;
}

interface Schema extends DBSchema {
  entries: { key: [StoredTier, string]; value: LedgerEntry; indexes: { byUse: [StoredTier, number] } };
  /** Kept up to date in the transactions that change `entries`, so that no figure needs a walk through them. */
  totals: { key: StoredTier; value: Total };
  settings: { key: 'thumbnailBudgetBytes'; value: number };
}

/** The books of Cache Storage, in IndexedDB `afterimage`: what it holds, how much, and when it was last used. */
class Ledger {
  #database: Promise<IDBPDatabase<Schema>> | undefined;

  async add(entry: LedgerEntry): Promise<void> {
    const transaction = (await this.#open()).transaction(['entries', 'totals'], 'readwrite');
    const entries = transaction.objectStore('entries');
    const totals = transaction.objectStore('totals');
    const [previous, total] = await Promise.all([entries.get([entry.tier, entry.url]), totals.get(entry.tier)]);
    const { count, bytes } = total ?? { count: 0, bytes: 0 };
    const added = { count: previous ? 0 : 1, bytes: entry.bytes - (previous?.bytes ?? 0) };
    await Promise.all([
      entries.put(entry),
      totals.put({ tier: entry.tier, count: count + added.count, bytes: bytes + added.bytes }),
      transaction.done,
    ]);
  }

  async remove(tier: StoredTier, urls: readonly string[]): Promise<void> {
    const transaction = (await this.#open()).transaction(['entries', 'totals'], 'readwrite');
    const entries = transaction.objectStore('entries');
    const totals = transaction.objectStore('totals');
    let { count, bytes } = (await totals.get(tier)) ?? { count: 0, bytes: 0 };
    for (const url of urls) {
      const entry = await entries.get([tier, url]);
      if (!entry) continue;
      await entries.delete([tier, url]);
      count -= 1;
      bytes -= entry.bytes;
    }
    await totals.put({ tier, count, bytes });
    await transaction.done;
  }

  /** Forgets all entries of a tier. */
  async clear(tier: StoredTier): Promise<void> {
    const transaction = (await this.#open()).transaction(['entries', 'totals'], 'readwrite');
    await transaction.objectStore('entries').delete(allOf(tier));
    await transaction.objectStore('totals').delete(tier);
    await transaction.done;
  }

  /** Notes uses, in ms since 1970 by URL; what is no longer in the books stays out. */
  async touch(tier: StoredTier, uses: ReadonlyMap<string, number>): Promise<void> {
    const transaction = (await this.#open()).transaction('entries', 'readwrite');
    for (const [url, usedAt] of uses) {
      const entry = await transaction.store.get([tier, url]);
      if (entry) await transaction.store.put({ ...entry, usedAt });
    }
    await transaction.done;
  }

  async leastRecentlyUsed(tier: StoredTier, limit: number): Promise<LedgerEntry[]> {
    return (await this.#open()).getAllFromIndex('entries', 'byUse', allOf(tier), limit);
  }

  async figures(): Promise<StorageFigures> {
    const transaction = (await this.#open()).transaction(['totals', 'settings']);
    const totals = transaction.objectStore('totals');
    const [thumbnails, pinned, budget] = await Promise.all([
      totals.get('thumbnails'),
      totals.get('pinned'),
      transaction.objectStore('settings').get('thumbnailBudgetBytes'),
    ]);
    return {
      thumbnails: {
        count: thumbnails?.count ?? 0,
        bytes: thumbnails?.bytes ?? 0,
        budgetBytes: budget ?? DEFAULT_BUDGET_BYTES,
      },
      pinned: { count: pinned?.count ?? 0, bytes: pinned?.bytes ?? 0 },
    };
  }

  async setThumbnailBudget(bytes: number): Promise<void> {
    await (await this.#open()).put('settings', bytes, 'thumbnailBudgetBytes');
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const forget = () => {
      this.#database = undefined;
    };
    this.#database ??= openDB<Schema>('afterimage', 1, {
      upgrade(database) {
        const entries = database.createObjectStore('entries', { keyPath: ['tier', 'url'] });
        entries.createIndex('byUse', ['tier', 'usedAt']);
        database.createObjectStore('totals', { keyPath: 'tier' });
        database.createObjectStore('settings');
      },
      blocking(_current, _blocked, event) {
        // A newer version wants to upgrade, or the user deletes everything: nobody waits for us.
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return this.#database;
  }
}

/** The keys of a tier, in both indexes: an array is greater than any number or text. */
function allOf(tier: StoredTier): IDBKeyRange {
  return IDBKeyRange.bound([tier], [tier, []]);
}

export const ledger = new Ledger();
