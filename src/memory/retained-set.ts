/** A value that left the retained set because the budget asked for it. */
export interface Evicted<K, V> {
  readonly key: K;
  readonly value: V;
  readonly bytes: number;
}

/** Values kept by strong reference within a budget of bytes; the least recently used leaves first. */
export class RetainedSet<K, V> {
  /** A `Map` keeps insertion order, and `put` inserts at the end: the first entry is the least recently used. */
  readonly #entries = new Map<K, Evicted<K, V>>();
  #budgetBytes: number;
  #bytes = 0;

  constructor(budgetBytes: number) {
    this.#budgetBytes = budgetBytes;
  }

  get count(): number {
    return this.#entries.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get budgetBytes(): number {
    return this.#budgetBytes;
  }

  /** Keeps `value`; returns what had to leave, which is `value` itself when it alone is over the budget. */
  put(key: K, value: V, bytes: number): Evicted<K, V>[] {
    const entry = { key, value, bytes };
    if (bytes > this.#budgetBytes) return [entry];
    this.#entries.set(key, entry);
    this.#bytes += bytes;
    return this.#evict();
  }

  take(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
    return entry.value;
  }

  /** Changes the budget at once; returns what had to leave. */
  setBudget(budgetBytes: number): Evicted<K, V>[] {
    this.#budgetBytes = budgetBytes;
    return this.#evict();
  }

  keys(): K[] {
    return [...this.#entries.keys()];
  }

  #evict(): Evicted<K, V>[] {
    const evicted: Evicted<K, V>[] = [];
    for (const entry of this.#entries.values()) {
      if (this.#bytes <= this.#budgetBytes) break;
      this.#entries.delete(entry.key);
      this.#bytes -= entry.bytes;
      evicted.push(entry);
    }
    return evicted;
  }
}
