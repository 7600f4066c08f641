/** The engine's weak references, or a simulation of them in tests. */
export interface WeakReferences {
  ref<T extends object>(target: T): { deref(): T | undefined };
  /** `onCollected` is told the held value some time after its target was collected: late, out of order, or never. */
  registry<H>(onCollected: (held: H) => void): {
    register(target: object, held: H, token: object): void;
    unregister(token: object): void;
  };
}

/** What the engine offers. */
export const engineReferences: WeakReferences = {
  ref: (target) => new WeakRef(target),
  registry: (onCollected) => new FinalizationRegistry(onCollected),
};

const PROBED_AT_ONCE = 8;

interface Entry<K, V> {
  readonly key: K;
  readonly ref: { deref(): V | undefined };
  readonly bytes: number;
}

/**
 * Values that only the garbage collector decides about: a map from key to weak reference.
 * Its finalizer only keeps the books: `get` never returns a collected value, whether or not the finalizer ran.
 */
export class WeakIndex<K, V extends object> {
  readonly #entries = new Map<K, Entry<K, V>>();
  readonly #references: WeakReferences;
  readonly #registry;
  readonly #onCollected: (key: K, bytes: number) => void;
  #bytes = 0;

  /** `onCollected` is called once for each value that was collected while it was here, with its size in bytes. */
  constructor(references: WeakReferences, onCollected: (key: K, bytes: number) => void) {
    this.#references = references;
    this.#onCollected = onCollected;
    this.#registry = references.registry<Entry<K, V>>((entry) => {
      // The key may have been filled again between collection and this call: then the new entry stays.
      if (this.#entries.get(entry.key) === entry) this.#bury(entry);
    });
  }

  get count(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  set(key: K, value: V, bytes: number): void {
    this.delete(key);
    const entry = { key, ref: this.#references.ref(value), bytes };
    this.#entries.set(key, entry);
    this.#bytes += bytes;
    this.#registry.register(value, entry, entry);
  }

  /** Takes the value out, if it still lives; a dead one is buried here rather than by a finalizer that may never run. */
  take(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    const value = entry.ref.deref();
    if (value) this.#remove(entry);
    else this.#bury(entry);
    return value;
  }

  /** Forgets the key. The value is left to the collector. */
  delete(key: K): void {
    const entry = this.#entries.get(key);
    if (entry) this.#remove(entry);
  }

  /**
   * Looks whether the next few entries still live, and buries those that do not: figures must not wait for a
   * finalizer. Few at a time, since `deref` keeps its target alive until the end of the job.
   */
  probe(): void {
    let left = Math.min(PROBED_AT_ONCE, this.#entries.size);
    for (const entry of this.#entries.values()) {
      if (left === 0) break;
      left -= 1;
      // To the end, so that the next call looks at others.
      this.#entries.delete(entry.key);
      this.#entries.set(entry.key, entry);
      if (!entry.ref.deref()) this.#bury(entry);
    }
  }

  keys(): K[] {
    return [...this.#entries.keys()];
  }

  #bury(entry: Entry<K, V>): void {
    this.#remove(entry);
    this.#onCollected(entry.key, entry.bytes);
  }

  #remove(entry: Entry<K, V>): void {
    this.#entries.delete(entry.key);
    this.#bytes -= entry.bytes;
    this.#registry.unregister(entry);
  }
}
