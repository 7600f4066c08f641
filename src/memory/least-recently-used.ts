import type { EvictionPolicy, Weighed } from './eviction-policy.ts';

/** The picture that was not asked for the longest goes first. */
export class LeastRecentlyUsed<E extends Weighed> implements EvictionPolicy<E> {
  budgetBytes: number;
  /** A `Set` keeps the order of insertion. */
  readonly #entries = new Set<E>();

  constructor(budgetBytes: number) {
    this.budgetBytes = budgetBytes;
  }

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
