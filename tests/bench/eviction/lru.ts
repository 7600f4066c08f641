import type { EvictionPolicy, Weighed } from '../../../src/memory/eviction-policy.ts';

/** Evicts the least recently used: what all others are compared to. */
export class Lru<E extends Weighed> implements EvictionPolicy<E> {
  /** In order of use. */
  readonly #entries = new Set<E>();

  added(entry: E): void {
    this.#entries.add(entry);
  }

  hit(entry: E): void {
    this.#entries.delete(entry);
    this.#entries.add(entry);
  }

  removed(entry: E): void {
    this.#entries.delete(entry);
  }

  evict(mayGo: (entry: E) => boolean): E | undefined {
    for (const entry of this.#entries) {
      if (!mayGo(entry)) continue;
      this.#entries.delete(entry);
      return entry;
    }
    return undefined;
  }
}
