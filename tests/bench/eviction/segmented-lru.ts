import type { EvictionPolicy, Weighed } from '../../../src/memory/eviction-policy.ts';
import { Lru } from './lru.ts';

/** Part of the budget that is for pictures that were asked for again; the usual one. */
const PROTECTED = 0.8;

/**
 * Segmented LRU (Karedla et al., "Caching strategies to improve disk system performance", 1994): a second chance of its
 * own kind. What is asked for again is protected from newcomers; what has no room there goes back to them.
 */
export class SegmentedLru<E extends Weighed> implements EvictionPolicy<E> {
  readonly #probation = new Lru<E>();
  readonly #protected = new Lru<E>();
  readonly #safe = new Set<E>();
  readonly #safeBudgetBytes: number;
  #safeBytes = 0;

  constructor(budgetBytes: number) {
    this.#safeBudgetBytes = budgetBytes * PROTECTED;
  }

  added(entry: E): void {
    this.#probation.added(entry);
  }

  hit(entry: E): void {
    this.removed(entry);
    this.#protected.added(entry);
    this.#safe.add(entry);
    this.#safeBytes += entry.bytes;
    while (this.#safeBytes > this.#safeBudgetBytes) {
      const demoted = this.#leaveProtected(this.#protected.evict(() => true));
      if (demoted) this.#probation.added(demoted);
    }
  }

  removed(entry: E): void {
    this.#probation.removed(entry);
    this.#protected.removed(entry);
    this.#leaveProtected(entry);
  }

  evict(mayGo: (entry: E) => boolean): E | undefined {
    return this.#probation.evict(mayGo) ?? this.#leaveProtected(this.#protected.evict(mayGo));
  }

  #leaveProtected(entry: E | undefined): E | undefined {
    if (entry && this.#safe.delete(entry)) this.#safeBytes -= entry.bytes;
    return entry;
  }
}
