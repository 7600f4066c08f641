import type { SectionFigures, StorageFigures, Use } from '../../src/shared/messages.ts';
import type { StoredTier } from '../../src/shared/tier.ts';
import { tellPages } from '../pages.ts';
import { type Intent, type LedgerEntry, openDatabase } from './database.ts';
import { readSetting, writeSetting } from './settings.ts';
import { TotalsChange } from './totals.ts';

/** Default budget for thumbnails: about 30,000 of them. */
const DEFAULT_BUDGET_BYTES = 500_000_000;

/** The books of Cache Storage, in IndexedDB `afterimage`: what it holds, how much, and when it was last used. */
class Ledger {
  /** Notes what is about to be written into Cache Storage, so that a crash in between leaves a trace. */
  async begin(intents: readonly Intent[]): Promise<void> {
    const transaction = (await openDatabase()).transaction('intents', 'readwrite');
    await Promise.all([...intents.map((intent) => transaction.store.put(intent)), transaction.done]);
  }

  /** Notes what is written, in place of what was noted of these before. */
  async add(entries: readonly LedgerEntry[]): Promise<void> {
    const transaction = (await openDatabase()).transaction(['entries', 'totals', 'intents'], 'readwrite');
    const store = transaction.objectStore('entries');
    const totals = new TotalsChange();
    // A name that comes twice counts once.
    const unique = [...new Map(entries.map((entry) => [`${entry.tier} ${entry.url}`, entry])).values()];
    const before = await Promise.all(unique.map(({ tier, url }) => store.get([tier, url])));
    for (const [index, entry] of unique.entries()) {
      const previous = before[index];
      if (previous) totals.remove(previous);
      // Whoever stores it again may know less about it.
      const added = { ...entry, section: entry.section || (previous?.section ?? '') };
      totals.add(added);
      void store.put(added);
      void transaction.objectStore('intents').delete([entry.tier, entry.url]);
    }
    await totals.apply(transaction.objectStore('totals'));
    await transaction.done;
    tellChange();
  }

  /** Forgets entries, and what was about to be written under their names. */
  async remove(tier: StoredTier, urls: readonly string[]): Promise<void> {
    const transaction = (await openDatabase()).transaction(['entries', 'totals', 'intents'], 'readwrite');
    const store = transaction.objectStore('entries');
    const totals = new TotalsChange();
    const unique = [...new Set(urls)];
    const present = await Promise.all(unique.map((url) => store.get([tier, url])));
    for (const url of unique) void transaction.objectStore('intents').delete([tier, url]);
    for (const entry of present) {
      if (!entry) continue;
      totals.remove(entry);
      void store.delete([tier, entry.url]);
    }
    await totals.apply(transaction.objectStore('totals'));
    await transaction.done;
    tellChange();
  }

  /** Forgets all entries of a tier. */
  async clear(tier: StoredTier): Promise<void> {
    const stores = ['entries', 'totals', 'intents'] as const;
    const transaction = (await openDatabase()).transaction(stores, 'readwrite');
    await Promise.all([...stores.map((name) => transaction.objectStore(name).delete(allOf(tier))), transaction.done]);
    tellChange();
  }

  /** Notes uses, at a time in ms since 1970, and the months of their photos; what is no longer in the books stays out. */
  async touch(uses: readonly (Use & { readonly usedAt: number })[]): Promise<void> {
    const transaction = (await openDatabase()).transaction(['entries', 'totals'], 'readwrite');
    const store = transaction.objectStore('entries');
    const totals = new TotalsChange();
    const present = await Promise.all(uses.map(({ tier, url }) => store.get([tier, url])));
    for (const [index, { section, usedAt }] of uses.entries()) {
      const entry = present[index];
      if (!entry) continue;
      const touched = { ...entry, usedAt, section: section || entry.section };
      totals.remove(entry);
      totals.add(touched);
      void store.put(touched);
    }
    await totals.apply(transaction.objectStore('totals'));
    await transaction.done;
  }

  async get(tier: StoredTier, url: string): Promise<LedgerEntry | undefined> {
    return (await openDatabase()).get('entries', [tier, url]);
  }

  /** The first entries after that key, in the order of the keys. */
  async entriesAfter(key: readonly [StoredTier, string] | undefined, limit: number): Promise<LedgerEntry[]> {
    return (await openDatabase()).getAll('entries', key && IDBKeyRange.lowerBound(key, true), limit);
  }

  /** What somebody is about to write, or was when the worker died. */
  async intents(tier: StoredTier, limit: number): Promise<Intent[]> {
    return (await openDatabase()).getAll('intents', allOf(tier), limit);
  }

  /** Those of these that are in the books. */
  async known(tier: StoredTier, urls: readonly string[]): Promise<LedgerEntry[]> {
    const { store } = (await openDatabase()).transaction('entries');
    return (await Promise.all(urls.map((url) => store.get([tier, url])))).filter((entry) => entry !== undefined);
  }

  async leastRecentlyUsed(tier: StoredTier, limit: number): Promise<LedgerEntry[]> {
    return (await openDatabase()).getAllFromIndex('entries', 'byUse', allOf(tier), limit);
  }

  async figures(): Promise<StorageFigures> {
    const [totals, budget] = await Promise.all([this.sectionFigures(), this.#budget()]);
    const sum = (tier: StoredTier) =>
      totals
        .filter((total) => total.tier === tier)
        .reduce((all, { count, bytes }) => ({ count: all.count + count, bytes: all.bytes + bytes }), {
          count: 0,
          bytes: 0,
        });
    return {
      thumbnails: { ...sum('thumbnails'), budgetBytes: budget },
      pinned: sum('pinned'),
      device: sum('device'),
    };
  }

  /** Of this device photos are counted and not their files, as people know how many they added. */
  async sectionFigures(): Promise<readonly SectionFigures[]> {
    const database = await openDatabase();
    const [totals, ofDevice] = await Promise.all([database.getAll('totals'), database.getAll('deviceSections')]);
    const photos = new Map(ofDevice.map(({ id, count }) => [id, count]));
    return totals.map((total) =>
      total.tier === 'device' ? { ...total, count: photos.get(total.section) ?? 0 } : total,
    );
  }

  async setThumbnailBudget(bytes: number): Promise<void> {
    await writeSetting('thumbnailBudgetBytes', bytes);
    tellChange();
  }

  async #budget(): Promise<number> {
    return (await readSetting('thumbnailBudgetBytes')) ?? DEFAULT_BUDGET_BYTES;
  }
}

/** For whoever shows the figures. At once: a worker may be gone a moment later. */
function tellChange(): void {
  tellPages({ type: 'figures-changed' }).catch(() => {});
}

/** The keys of a tier, in every store and index: an array is greater than any number or text. */
function allOf(tier: StoredTier): IDBKeyRange {
  return IDBKeyRange.bound([tier], [tier, []]);
}

export const ledger = new Ledger();
