import { AdaptiveEviction } from './adaptive-eviction.ts';
import { type Bitmap, bytesOf, Entry, type State } from './entry.ts';
import { type Lease, LeaseDesk } from './lease.ts';
import { SizeIndex } from './size-index.ts';
import { engineReferences, WeakIndex, type WeakReferences } from './weak-index.ts';

/** Hears what happens in the tier; the tier itself logs nothing. */
export interface MemoryObserver<K> {
  /** The garbage collector took a weak bitmap of so many bytes. */
  collected(key: K, size: number, bytes: number): void;
  /** A lease was dropped unreleased, and given back; `acquiredAt` is the stack of its acquisition, if traced. */
  leaseForgotten(acquiredAt: string | undefined): void;
}

export interface MemoryTierOptions<K> {
  /** Bytes (width × height × 4) that leased and retained bitmaps may take together. */
  readonly budgetBytes: number;
  readonly observer: MemoryObserver<K>;
  /** Records where each lease was acquired: for development, as it costs a stack trace. */
  readonly traceLeases?: boolean;
  readonly references?: WeakReferences;
}

/** How many bitmaps, and their bytes. */
export interface Tally {
  readonly count: number;
  readonly bytes: number;
}

/** Bytes of what was evicted: those that were closed, and those that are closed once nobody draws them. */
export interface Evicted {
  readonly closedBytes: number;
  readonly leasedBytes: number;
}

/**
 * The share of the budget that weak bitmaps may take on top of it. An engine may collect late (Firefox was seen with
 * 1.2 GB alive), so what is weak is closed beyond that; the last one that became weak always stays.
 */
const WEAK_SHARE = 1 / 16;

/**
 * Decoded pictures of the page. Each is leased (somebody draws it), retained (within the budget, held strongly),
 * weak (over the budget, the collector decides) or gone. Leased and retained ones never take more than the budget, unless
 * those on screen alone do: they are never closed.
 *
 * A picture may be here in several sizes. A size is a number, of which the tier knows only that larger is sharper.
 */
export class MemoryTier<K extends string, B extends Bitmap> {
  readonly #sizes = new SizeIndex<K, Entry<K, B>>();
  readonly #policy: AdaptiveEviction<Entry<K, B>>;
  readonly #weak: WeakIndex<Entry<K, B>, B>;
  readonly #desk: LeaseDesk;
  readonly #traceLeases: boolean;
  readonly #tallies = { leased: noTally(), retained: noTally(), weak: noTally() };

  constructor({ budgetBytes, observer, traceLeases = false, references = engineReferences }: MemoryTierOptions<K>) {
    this.#policy = new AdaptiveEviction(budgetBytes);
    this.#weak = new WeakIndex(references, (entry) => {
      this.#leave(entry);
      observer.collected(entry.key, entry.size, entry.bytes);
    });
    this.#desk = new LeaseDesk(references, (acquiredAt) => observer.leaseForgotten(acquiredAt));
    this.#traceLeases = traceLeases;
  }

  /** A lease on the smallest bitmap of at least `size`, at once: so that a cached picture is painted in the same frame. */
  peek(key: K, size: number): Lease<B> | undefined {
    return this.#firstAlive(this.#sizes.from(key, size));
  }

  /** A lease on the sharpest bitmap of `key`: to show while a sharper one is on its way. */
  peekLargest(key: K): Lease<B> | undefined {
    return this.#firstAlive(this.#sizes.of(key).reverse());
  }

  /** A lease on the sharpest bitmap of `key`, for showing it beside what somebody looks at: by this nobody has asked for it. */
  glance(key: K): Lease<B> | undefined {
    const entry = this.#sizes
      .of(key)
      .reverse()
      .find((each) => this.#revive(each));
    return entry && this.#lendStrong(entry, false);
  }

  /**
   * Whether a bitmap of at least `size` is here, and stays: a weak one is retained again. For whoever would load it
   * ahead; nobody has asked for it by this.
   */
  retain(key: K, size: number): boolean {
    const kept = this.#sizes.from(key, size).some((entry) => this.#revive(entry));
    this.#fit();
    return kept;
  }

  /**
   * Takes ownership of `bitmap` and leases it. Where the key is filled in this size already, the bitmap that is here is
   * leased and the new one closed: keys are content addresses, so the two are the same picture.
   */
  add(key: K, size: number, bitmap: B): Lease<B> {
    const present = this.#sizes.at(key, size);
    const lease = present && this.#lend(present);
    if (!lease) return this.#lendStrong(this.#insert(key, size, bitmap, true));
    if (lease.value !== bitmap) bitmap.close();
    return lease;
  }

  /** Takes ownership of a bitmap that nobody asked for yet, and retains it; the first hit on it will not count as a return. */
  addAhead(key: K, size: number, bitmap: B): void {
    const present = this.#sizes.at(key, size);
    const here = present && this.#revive(present);
    if (!here) this.#insert(key, size, bitmap, false);
    else if (here !== bitmap) bitmap.close();
    this.#fit();
  }

  /** Changes the budget, at once. */
  setBudget(budgetBytes: number): void {
    this.#policy.budgetBytes = budgetBytes;
    this.#fit();
    this.#fitWeak();
  }

  /** Closes everything that is not leased. */
  trim(): void {
    while (this.#tallies.retained.count > 0) {
      const entry = this.#policy.evict(isRetained);
      if (!entry) break;
      this.#close(entry);
    }
    for (const entry of this.#weak.entries()) this.#close(entry);
  }

  /** Closes the picture in every size; one that is leased now is closed when it is released. */
  evict(key: K): Evicted {
    let [closedBytes, leasedBytes] = [0, 0];
    for (const entry of this.#sizes.of(key)) {
      this.#sizes.delete(entry);
      if (entry.state.kind === 'leased') {
        entry.doomed = true;
        leasedBytes += entry.bytes;
      } else {
        this.#close(entry);
        closedBytes += entry.bytes;
      }
    }
    return { closedBytes, leasedBytes };
  }

  /** Finds some of the bitmaps that were collected unnoticed; for whoever is about to read the figures. */
  probe(): void {
    this.#weak.probe();
  }

  get budgetBytes(): number {
    return this.#policy.budgetBytes;
  }

  get leased(): Tally {
    return { ...this.#tallies.leased };
  }

  get retained(): Tally {
    return { ...this.#tallies.retained };
  }

  get weak(): Tally {
    return { ...this.#tallies.weak };
  }

  #insert(key: K, size: number, bitmap: B, wanted: boolean): Entry<K, B> {
    const entry = new Entry<K, B>(key, size, bytesOf(bitmap), wanted);
    this.#sizes.add(entry);
    this.#move(entry, { kind: 'retained', bitmap });
    this.#policy.added(entry);
    return entry;
  }

  #firstAlive(entries: readonly Entry<K, B>[]): Lease<B> | undefined {
    for (const entry of entries) {
      const lease = this.#lend(entry);
      if (lease) return lease;
    }
    return undefined;
  }

  /** A lease, unless the bitmap turns out to be collected. */
  #lend(entry: Entry<K, B>): Lease<B> | undefined {
    if (entry.state.kind !== 'weak' && entry.wanted) this.#policy.hit(entry);
    return this.#revive(entry) && this.#lendStrong(entry);
  }

  /** The bitmap, held strongly from here on; `undefined` when it turns out to be collected. */
  #revive(entry: Entry<K, B>): B | undefined {
    if (entry.state.kind === 'leased' || entry.state.kind === 'retained') return entry.state.bitmap;
    const bitmap = this.#weak.take(entry);
    if (!bitmap) return undefined;
    this.#move(entry, { kind: 'retained', bitmap });
    this.#policy.added(entry);
    return bitmap;
  }

  #lendStrong(entry: Entry<K, B>, isLook = true): Lease<B> {
    const { state } = entry;
    if (state.kind !== 'leased' && state.kind !== 'retained')
      throw new Error(`A bitmap that is ${state.kind} was lent.`);
    if (isLook && !entry.wanted) {
      // The first look at what was fetched ahead is its true arrival.
      entry.wanted = true;
      this.#policy.removed(entry);
      this.#policy.added(entry);
    }
    if (state.kind === 'leased') state.leases += 1;
    else this.#move(entry, { kind: 'leased', bitmap: state.bitmap, leases: 1 });
    this.#fit();
    const acquiredAt = this.#traceLeases ? new Error('Lease acquired').stack : undefined;
    return this.#desk.lend(state.bitmap, entry.size, () => this.#giveBack(entry), acquiredAt);
  }

  #giveBack(entry: Entry<K, B>): void {
    const { state } = entry;
    if (state.kind !== 'leased') return;
    state.leases -= 1;
    if (state.leases > 0) return;
    this.#move(entry, { kind: 'retained', bitmap: state.bitmap });
    if (entry.doomed) this.#close(entry);
    else this.#fit();
  }

  /** Lets go of what is over the budget. */
  #fit(): void {
    while (this.#tallies.leased.bytes + this.#tallies.retained.bytes > this.#policy.budgetBytes) {
      const entry = this.#policy.evict(isRetained);
      if (entry?.state.kind !== 'retained') return;
      this.#weak.add(entry, entry.state.bitmap);
      this.#move(entry, { kind: 'weak' });
      this.#fitWeak();
    }
  }

  #fitWeak(): void {
    while (this.#tallies.weak.bytes > this.#policy.budgetBytes * WEAK_SHARE && this.#tallies.weak.count > 1) {
      const entry = this.#weak.first;
      if (!entry) return;
      this.#close(entry);
    }
  }

  /** Closes what is retained or weak, and forgets it. */
  #close(entry: Entry<K, B>): void {
    if (entry.state.kind === 'retained') {
      this.#policy.removed(entry);
      entry.state.bitmap.close();
    } else if (entry.state.kind === 'weak') this.#weak.take(entry)?.close();
    this.#leave(entry);
  }

  #leave(entry: Entry<K, B>): void {
    this.#sizes.delete(entry);
    this.#move(entry, { kind: 'gone' });
  }

  /** The only place where a state changes, so that the figures cannot disagree with it. */
  #move(entry: Entry<K, B>, state: State<B>): void {
    this.#count(entry, -1);
    entry.state = state;
    this.#count(entry, 1);
  }

  #count({ state, bytes }: Entry<K, B>, sign: 1 | -1): void {
    if (state.kind === 'gone') return;
    const tally = this.#tallies[state.kind];
    tally.count += sign;
    tally.bytes += sign * bytes;
  }
}

function isRetained<K extends string, B extends Bitmap>(entry: Entry<K, B>): boolean {
  return entry.state.kind === 'retained';
}

function noTally() {
  return { count: 0, bytes: 0 };
}
