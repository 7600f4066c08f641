import type { EvictionPolicy, Weighed } from './eviction-policy.ts';

/**
 * Evicts the picture with the largest age × bytes ** `exponent`. With exponent 0 that is the least recently used. With
 * a larger one, large pictures age faster: one zoomed photo does not cost the way back through six that were only
 * looked at.
 *
 * Pictures of about the same size (the same power of two) are in one list in order of use, so that only the oldest of
 * each list are compared (Aggarwal et al., "Caching on the World Wide Web", 1999: pyramidal selection).
 */
export class Recency<E extends Weighed> implements EvictionPolicy<E> {
  readonly #exponent: number;
  /** By size; a `Map` keeps insertion order, and using a picture inserts it at the end, with the time of use. */
  readonly #lists = new Map<number, Map<E, number>>();
  /** In bytes asked for. */
  #now = 0;

  constructor(exponent: number) {
    this.#exponent = exponent;
  }

  added(entry: E): void {
    this.#now += entry.bytes;
    const size = this.#sizeOf(entry);
    const list = this.#lists.get(size) ?? new Map<E, number>();
    this.#lists.set(size, list.set(entry, this.#now));
  }

  hit(entry: E): void {
    this.removed(entry);
    this.added(entry);
  }

  removed(entry: E): void {
    this.#lists.get(this.#sizeOf(entry))?.delete(entry);
  }

  evict(mayGo: (entry: E) => boolean): E | undefined {
    let next: E | undefined;
    let most = Number.NEGATIVE_INFINITY;
    for (const list of this.#lists.values()) {
      for (const [entry, used] of list) {
        if (!mayGo(entry)) continue;
        const rank = (this.#now - used + entry.bytes) * entry.bytes ** this.#exponent;
        if (rank > most) [next, most] = [entry, rank];
        break;
      }
    }
    if (next) this.removed(next);
    return next;
  }

  /** With exponent 0 one list is enough, and exact. */
  #sizeOf({ bytes }: E): number {
    return this.#exponent === 0 ? 0 : Math.floor(Math.log2(bytes));
  }
}
