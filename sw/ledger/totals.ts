import type { IDBPObjectStore, StoreNames } from 'idb';
import type { LedgerEntry, Schema, Total } from './database.ts';

type TotalsStore = IDBPObjectStore<Schema, ArrayLike<StoreNames<Schema>>, 'totals', 'readwrite'>;

/** What a change of entries does to the totals: collected first, so that each total is written once. */
export class TotalsChange {
  readonly #changes = new Map<string, Total>();

  add(entry: LedgerEntry): void {
    this.#change(entry, 1);
  }

  remove(entry: LedgerEntry): void {
    this.#change(entry, -1);
  }

  /** Writes the totals, in the transaction that changes the entries. One that comes to nothing is left out. */
  async apply(store: TotalsStore): Promise<void> {
    for (const { tier, section, count, bytes } of this.#changes.values()) {
      if (count === 0 && bytes === 0) continue;
      const total = await store.get([tier, section]);
      const changed = { tier, section, count: (total?.count ?? 0) + count, bytes: (total?.bytes ?? 0) + bytes };
      if (changed.count > 0) await store.put(changed);
      else await store.delete([tier, section]);
    }
  }

  #change({ tier, section, bytes }: LedgerEntry, sign: 1 | -1): void {
    const key = `${tier}/${section}`;
    const { count, bytes: sum } = this.#changes.get(key) ?? { count: 0, bytes: 0 };
    this.#changes.set(key, { tier, section, count: count + sign, bytes: sum + sign * bytes });
  }
}
