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

/**
 * Values that only the garbage collector decides about, each found by its entry: an object that stands for the value in
 * somebody's books. Its finalizer only keeps the books: `take` never returns a collected value, whether or not the
 * finalizer ran.
 */
export class WeakIndex<E extends object, V extends object> {
  /** In the order in which they came. */
  readonly #refs = new Map<E, { deref(): V | undefined }>();
  readonly #references: WeakReferences;
  readonly #registry;
  readonly #onCollected: (entry: E) => void;

  /** `onCollected` is called once for each entry whose value was collected while it was here. */
  constructor(references: WeakReferences, onCollected: (entry: E) => void) {
    this.#references = references;
    this.#onCollected = onCollected;
    // The held value is the entry, which does not reach the value. A key that was filled again between collection and
    // this call has another entry, so the new one stays.
    this.#registry = references.registry<E>((entry) => this.#bury(entry));
  }

  add(entry: E, value: V): void {
    this.#refs.set(entry, this.#references.ref(value));
    this.#registry.register(value, entry, entry);
  }

  /** Takes the value out, if it still lives; a dead one is buried here rather than by a finalizer that may never run. */
  take(entry: E): V | undefined {
    const value = this.#refs.get(entry)?.deref();
    if (value) this.#remove(entry);
    else this.#bury(entry);
    return value;
  }

  /** The entry that came first, save those that `probe` has looked at since. */
  get first(): E | undefined {
    return this.#refs.keys().next().value;
  }

  entries(): E[] {
    return [...this.#refs.keys()];
  }

  /**
   * Looks whether the next few values still live, and buries those that do not: figures must not wait for a finalizer.
   * Few at a time, since `deref` keeps its target alive until the end of the job.
   */
  probe(): void {
    let left = Math.min(PROBED_AT_ONCE, this.#refs.size);
    for (const [entry, ref] of this.#refs) {
      if (left === 0) break;
      left -= 1;
      if (!ref.deref()) this.#bury(entry);
      else {
        // To the end, so that the next call looks at others.
        this.#refs.delete(entry);
        this.#refs.set(entry, ref);
      }
    }
  }

  #bury(entry: E): void {
    if (!this.#refs.has(entry)) return;
    this.#remove(entry);
    this.#onCollected(entry);
  }

  #remove(entry: E): void {
    this.#refs.delete(entry);
    this.#registry.unregister(entry);
  }
}
