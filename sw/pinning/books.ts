import type { IDBPObjectStore, StoreNames } from 'idb';
import { type KnownPin, type Pin, type PinFailure, type PinScope, scopeKey } from '../../src/shared/pin.ts';
import { openDatabase, type Schema } from '../ledger/database.ts';
import { bytesOf, type KeepState, type KeepTotal, type PinnedPhoto, type SurveyedSection } from './records.ts';

/** Failures that are listed for people: nobody reads more. */
const MOST_FAILURES = 100;

/** How photos change: those that come or change, and those that go. */
export interface PhotoChanges {
  readonly put: readonly PinnedPhoto[];
  readonly drop: readonly PinnedPhoto[];
}

/** The books of pinning, in IndexedDB: everything that is needed to go on after the worker was killed. */
class PinBooks {
  async pins(): Promise<KnownPin[]> {
    return (await openDatabase()).getAll('pins');
  }

  /** Notes wishes; what they concern is surveyed anew. */
  async addPins(pins: readonly Pin[]): Promise<void> {
    const transaction = (await openDatabase()).transaction(['pins', 'surveyed'], 'readwrite');
    // All at once: waiting for each would take several times as long.
    const before = await Promise.all(pins.map(({ scope }) => transaction.objectStore('pins').get(scopeKey(scope))));
    for (const [index, pin] of pins.entries()) {
      const old = before[index];
      const was = old?.complete ? old.quality : old?.was;
      const noted = { ...pin, complete: false, ...(was && { was }) };
      void transaction.objectStore('pins').put(noted, scopeKey(pin.scope));
      if (pin.scope.kind === 'photo') void transaction.objectStore('surveyed').delete(pin.scope.section);
    }
    await transaction.done;
  }

  /**
   * Notes for which of these wishes every photo is kept, where they are still what they were; and of the others that what
   * could be had in their quality is here.
   */
  async completePins(pins: readonly Pin[]): Promise<void> {
    const transaction = (await openDatabase()).transaction(['pins', 'pinnedPhotos'], 'readwrite');
    const byTurn = transaction.objectStore('pinnedPhotos').index('byTurn');
    const missing = [...(await byTurn.getAll(all('wanted'))), ...(await byTurn.getAll(all('failed')))];
    const lacking = new Set(missing.flatMap(({ id, section }) => scopesOf(id, section).map(scopeKey)));
    for (const { scope, quality } of pins) {
      const key = scopeKey(scope);
      const now = await transaction.objectStore('pins').get(key);
      if (now?.quality !== quality || now.complete) continue;
      const settled = lacking.has(key) ? { complete: false, was: quality } : { complete: true };
      const { was: _, ...wish } = now;
      void transaction.objectStore('pins').put({ ...wish, ...settled }, key);
    }
    await transaction.done;
  }

  /** The wishes of which something is on its way, or will be once they are surveyed. */
  async pendingPins(): Promise<KnownPin[]> {
    const incomplete = (await this.pins()).filter(({ complete }) => !complete);
    const isPending = async ({ scope }: KnownPin) => {
      if (scope.kind === 'library') return (await this.total('wanted')).count > 0;
      const photos = scope.kind === 'section' ? this.photosOf(scope.section) : this.photos([scope.photo]);
      const states = (await photos).map(({ state }) => state);
      return states.length === 0 || states.includes('wanted');
    };
    const pending = await Promise.all(incomplete.map(isPending));
    return incomplete.filter((_pin, index) => pending[index]);
  }

  /** Lets a wish for a photo follow it into another month, which is surveyed anew. */
  async movePin(photo: string, section: string): Promise<void> {
    const transaction = (await openDatabase()).transaction(['pins', 'surveyed'], 'readwrite');
    const key = scopeKey({ kind: 'photo', photo, section });
    const pin = await transaction.objectStore('pins').get(key);
    // Unpinned meanwhile.
    if (pin) {
      void transaction.objectStore('pins').put({ ...pin, scope: { kind: 'photo', photo, section } }, key);
      void transaction.objectStore('surveyed').put({ section, signature: '' });
    }
    await transaction.done;
  }

  /** Strikes wishes out; what they concerned is surveyed anew. */
  async removePins(scopes: readonly PinScope[]): Promise<void> {
    const transaction = (await openDatabase()).transaction(['pins', 'surveyed'], 'readwrite');
    for (const scope of scopes) {
      void transaction.objectStore('pins').delete(scopeKey(scope));
      // Not deleted: a month that nobody wants any more is found by its being in the books.
      if (scope.kind === 'photo')
        void transaction.objectStore('surveyed').put({ section: scope.section, signature: '' });
    }
    await transaction.done;
  }

  async surveyed(): Promise<SurveyedSection[]> {
    return (await openDatabase()).getAll('surveyed');
  }

  async setSurveyed(section: string, signature: string | undefined): Promise<void> {
    const database = await openDatabase();
    if (signature === undefined) await database.delete('surveyed', section);
    else await database.put('surveyed', { section, signature });
  }

  async photo(id: string): Promise<PinnedPhoto | undefined> {
    return (await openDatabase()).get('pinnedPhotos', id);
  }

  /** Those of these that are in the books. */
  async photos(ids: readonly string[]): Promise<PinnedPhoto[]> {
    const { store } = (await openDatabase()).transaction('pinnedPhotos');
    return (await Promise.all(ids.map((id) => store.get(id)))).filter((photo) => photo !== undefined);
  }

  /** The first photos after this one, in the order of their ids; `''` for the first of all. */
  async photosAfter(id: string, limit: number): Promise<PinnedPhoto[]> {
    return (await openDatabase()).getAll('pinnedPhotos', IDBKeyRange.lowerBound(id, true), limit);
  }

  async photosOf(section: string): Promise<PinnedPhoto[]> {
    return (await openDatabase()).getAllFromIndex('pinnedPhotos', 'bySection', section);
  }

  /** The photos that a file belongs to. */
  async usersOf(url: string): Promise<string[]> {
    return (await openDatabase()).getAllKeysFromIndex('pinnedPhotos', 'byUrl', url);
  }

  /** Changes photos and their totals together. */
  async change({ put, drop }: PhotoChanges): Promise<void> {
    const transaction = (await openDatabase()).transaction(['pinnedPhotos', 'keepTotals'], 'readwrite');
    const photos = transaction.objectStore('pinnedPhotos');
    const totals = new KeepTotals();
    // All at once: waiting for each would take several times as long.
    const before = await Promise.all([...put, ...drop].map(({ id }) => photos.get(id)));
    for (const old of before) totals.remove(old);
    for (const photo of put) {
      totals.add(photo);
      void photos.put(photo);
    }
    for (const { id } of drop) void photos.delete(id);
    await totals.apply(transaction.objectStore('keepTotals'));
    await transaction.done;
  }

  /** Changes one photo as it is in the books now; nothing, where it is no longer wanted or `change` says so. */
  async update(id: string, change: (photo: PinnedPhoto) => PinnedPhoto | undefined): Promise<void> {
    const transaction = (await openDatabase()).transaction(['pinnedPhotos', 'keepTotals'], 'readwrite');
    const photos = transaction.objectStore('pinnedPhotos');
    const photo = await photos.get(id);
    const changed = photo && change(photo);
    if (photo && changed) {
      const totals = new KeepTotals();
      totals.remove(photo);
      totals.add(changed);
      void photos.put(changed);
      await totals.apply(transaction.objectStore('keepTotals'));
    }
    await transaction.done;
  }

  /** Wants kept photos anew, and notes that what covers them is complete no longer. What changed meanwhile stays. */
  async reopen(kept: readonly PinnedPhoto[]): Promise<void> {
    const transaction = (await openDatabase()).transaction(['pinnedPhotos', 'keepTotals', 'pins'], 'readwrite');
    const photos = transaction.objectStore('pinnedPhotos');
    const totals = new KeepTotals();
    const now = await Promise.all(kept.map(({ id }) => photos.get(id)));
    for (const photo of now) {
      if (photo?.state !== 'kept') continue;
      const wanted: PinnedPhoto = { ...photo, state: 'wanted', dueAt: 0, attempts: 0 };
      totals.remove(photo);
      totals.add(wanted);
      void photos.put(wanted);
    }
    const pins = transaction.objectStore('pins');
    const covering = new Set(kept.flatMap(({ id, section }) => scopesOf(id, section).map(scopeKey)));
    for (const key of covering) {
      const pin = await pins.get(key);
      if (pin?.complete) void pins.put({ ...pin, complete: false, was: pin.quality }, key);
    }
    await totals.apply(transaction.objectStore('keepTotals'));
    await transaction.done;
  }

  /** Photos to try by now, the longest due first. */
  async due(limit: number): Promise<PinnedPhoto[]> {
    const range = IDBKeyRange.bound(['wanted', 0], ['wanted', Date.now()]);
    return (await openDatabase()).getAllFromIndex('pinnedPhotos', 'byTurn', range, limit);
  }

  /** Of the photos to try by now, the last ones, the very last first. */
  async dueLast(limit: number): Promise<PinnedPhoto[]> {
    const range = IDBKeyRange.bound(['wanted', 0], ['wanted', Date.now()]);
    const photos: PinnedPhoto[] = [];
    const { store } = (await openDatabase()).transaction('pinnedPhotos');
    let cursor = await store.index('byTurn').openCursor(range, 'prev');
    for (; cursor && photos.length < limit; cursor = await cursor.continue()) photos.push(cursor.value);
    return photos;
  }

  async total(state: KeepState): Promise<KeepTotal> {
    return (await (await openDatabase()).get('keepTotals', state)) ?? { count: 0, bytes: 0 };
  }

  async failures(): Promise<PinFailure[]> {
    const failed = await (await openDatabase()).getAllFromIndex('pinnedPhotos', 'byTurn', all('failed'), MOST_FAILURES);
    return failed.map(({ id, title, reason = 'network' }) => ({ photo: id, title, reason }));
  }

  /** Gives failed photos another chance, and those that wait for theirs as well: all, or those that these wishes cover. */
  async forgive(pins?: readonly Pin[]): Promise<void> {
    const keys = pins && new Set(pins.map(({ scope }) => scopeKey(scope)));
    const transaction = (await openDatabase()).transaction(['pinnedPhotos', 'keepTotals'], 'readwrite');
    const totals = new KeepTotals();
    for (const state of ['failed', 'wanted'] as const) {
      const range = state === 'failed' ? all(state) : IDBKeyRange.bound([state, 1], [state, []]);
      const index = transaction.objectStore('pinnedPhotos').index('byTurn');
      for (const photo of await index.getAll(range)) {
        if (keys && !scopesOf(photo.id, photo.section).some((scope) => keys.has(scopeKey(scope)))) continue;
        const { reason: _, ...rest } = photo;
        const forgiven: PinnedPhoto = { ...rest, state: 'wanted', dueAt: 0, attempts: 0 };
        totals.remove(photo);
        totals.add(forgiven);
        void transaction.objectStore('pinnedPhotos').put(forgiven);
      }
    }
    await totals.apply(transaction.objectStore('keepTotals'));
    await transaction.done;
  }

  /** Forgets every wish; the photos stay in the books until they are surveyed. */
  async clearPins(): Promise<void> {
    await (await openDatabase()).clear('pins');
  }

  /** Forgets every photo; the wishes stay. */
  async clearPhotos(): Promise<void> {
    const stores = ['surveyed', 'pinnedPhotos', 'keepTotals', 'parts'] as const;
    const transaction = (await openDatabase()).transaction(stores, 'readwrite');
    await Promise.all([...stores.map((name) => transaction.objectStore(name).clear()), transaction.done]);
  }
}

/** Every wish that can cover a photo. */
function scopesOf(photo: string, section: string): readonly PinScope[] {
  return [{ kind: 'photo', photo, section }, { kind: 'section', section }, { kind: 'library' }];
}

/** All photos of a state, in `byTurn`. */
function all(state: KeepState): IDBKeyRange {
  return IDBKeyRange.bound([state], [state, []]);
}

type KeepTotalsStore = IDBPObjectStore<Schema, ArrayLike<StoreNames<Schema>>, 'keepTotals', 'readwrite'>;

/** What a change of photos does to the totals: collected first, so that each is written once. */
class KeepTotals {
  readonly #changes = new Map<KeepState, KeepTotal>();

  add(photo: PinnedPhoto): void {
    this.#change(photo, 1);
  }

  remove(photo: PinnedPhoto | undefined): void {
    if (photo) this.#change(photo, -1);
  }

  async apply(store: KeepTotalsStore): Promise<void> {
    for (const [state, { count, bytes }] of this.#changes) {
      const total = (await store.get(state)) ?? { count: 0, bytes: 0 };
      void store.put({ count: total.count + count, bytes: total.bytes + bytes }, state);
    }
  }

  #change(photo: PinnedPhoto, sign: 1 | -1): void {
    const { count, bytes } = this.#changes.get(photo.state) ?? { count: 0, bytes: 0 };
    this.#changes.set(photo.state, { count: count + sign, bytes: bytes + sign * bytesOf(photo) });
  }
}

export const pinBooks = /* @__PURE__ */ new PinBooks();
