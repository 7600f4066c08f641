import { type Lease, LeaseDesk } from './lease.ts';
import { type Evicted, RetainedSet } from './retained-set.ts';
import { engineReferences, WeakIndex, type WeakReferences } from './weak-index.ts';

/** What the tier needs to know of a bitmap; an `ImageBitmap` fits. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  close(): void;
}

/** Hears what happens in the tier; the tier itself logs nothing. */
export interface MemoryObserver<K> {
  /** The garbage collector took a weak bitmap of so many bytes. */
  collected(key: K, bytes: number): void;
  /** A lease was dropped unreleased, and given back; `acquiredAt` is the stack of its acquisition, if traced. */
  leaseForgotten(acquiredAt: string | undefined): void;
}

export interface MemoryTierOptions<K> {
  /** Bytes (width × height × 4) that retained bitmaps may take. */
  readonly budgetBytes: number;
  readonly observer: MemoryObserver<K>;
  /** Records where each lease was acquired: for development, as it costs a stack trace. */
  readonly traceLeases?: boolean;
  readonly references?: WeakReferences;
}

export interface StateCount {
  readonly count: number;
  readonly bytes: number;
}

interface Leased<B> {
  readonly bitmap: B;
  leases: number;
}

/**
 * Decoded pictures of the page. Each is leased (somebody draws it), retained (within the budget, held strongly),
 * weak (over the budget, the collector decides) or gone; it is in exactly one state at any time.
 */
export class MemoryTier<K, B extends Bitmap> {
  readonly #leased = new Map<K, Leased<B>>();
  readonly #retained: RetainedSet<K, B>;
  readonly #weak: WeakIndex<K, B>;
  readonly #desk: LeaseDesk;
  readonly #traceLeases: boolean;
  #leasedBytes = 0;

  constructor({ budgetBytes, observer, traceLeases = false, references = engineReferences }: MemoryTierOptions<K>) {
    this.#retained = new RetainedSet(budgetBytes);
    this.#weak = new WeakIndex(references, (key, bytes) => observer.collected(key, bytes));
    this.#desk = new LeaseDesk(references, (acquiredAt) => observer.leaseForgotten(acquiredAt));
    this.#traceLeases = traceLeases;
  }

  /** A lease on the bitmap if it is here, at once: so that a cached picture is painted in the same frame. */
  peek(key: K): Lease<B> | undefined {
    const leased = this.#leased.get(key);
    if (leased) return this.#lend(key, leased);
    const bitmap = this.#retained.take(key) ?? this.#weak.take(key);
    return bitmap && this.#lend(key, this.#addLeased(key, bitmap));
  }

  /**
   * Takes ownership of `bitmap` and leases it. Where the key is filled already, the bitmap that is here is leased
   * and the new one closed: keys are content addresses, so the two are the same picture.
   */
  add(key: K, bitmap: B): Lease<B> {
    const present = this.peek(key);
    if (present) {
      if (present.value !== bitmap) bitmap.close();
      return present;
    }
    return this.#lend(key, this.#addLeased(key, bitmap));
  }

  /** Changes the budget of retained bytes, at once. */
  setBudget(budgetBytes: number): void {
    this.#demote(this.#retained.setBudget(budgetBytes));
  }

  /** Closes everything that is not leased. */
  trim(): void {
    for (const key of [...this.#retained.keys(), ...this.#weak.keys()]) this.evict(key);
  }

  /** Closes the bitmap unless it is leased. */
  evict(key: K): void {
    (this.#retained.take(key) ?? this.#weak.take(key))?.close();
    this.#weak.delete(key);
  }

  /** Finds some of the bitmaps that were collected unnoticed; for whoever is about to read the figures. */
  probe(): void {
    this.#weak.probe();
  }

  get budgetBytes(): number {
    return this.#retained.budgetBytes;
  }

  get leased(): StateCount {
    return { count: this.#leased.size, bytes: this.#leasedBytes };
  }

  get retained(): StateCount {
    return { count: this.#retained.count, bytes: this.#retained.bytes };
  }

  get weak(): StateCount {
    return { count: this.#weak.count, bytes: this.#weak.bytes };
  }

  #addLeased(key: K, bitmap: B): Leased<B> {
    this.#weak.delete(key);
    const leased = { bitmap, leases: 0 };
    this.#leased.set(key, leased);
    this.#leasedBytes += bytesOf(bitmap);
    return leased;
  }

  #lend(key: K, leased: Leased<B>): Lease<B> {
    leased.leases += 1;
    const acquiredAt = this.#traceLeases ? new Error('Lease acquired').stack : undefined;
    return this.#desk.lend(leased.bitmap, () => this.#giveBack(key, leased), acquiredAt);
  }

  #giveBack(key: K, leased: Leased<B>): void {
    leased.leases -= 1;
    if (leased.leases > 0) return;
    const bytes = bytesOf(leased.bitmap);
    this.#leased.delete(key);
    this.#leasedBytes -= bytes;
    this.#demote(this.#retained.put(key, leased.bitmap, bytes));
  }

  /** Over the budget: from here on only the collector decides. */
  #demote(evicted: readonly Evicted<K, B>[]): void {
    for (const { key, value, bytes } of evicted) this.#weak.set(key, value, bytes);
  }
}

/** Bytes of a decoded picture: four for each pixel. */
export function bytesOf(bitmap: { readonly width: number; readonly height: number }): number {
  return bitmap.width * bitmap.height * 4;
}
