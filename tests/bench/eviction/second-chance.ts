import type { EvictionPolicy, Weighed } from '../../../src/memory/eviction-policy.ts';

/** Second chance, also known as clock (Corbató, 1968): what was asked for again starts anew at the end of the queue. */
export class SecondChance<E extends Weighed> implements EvictionPolicy<E> {
  /** In order of arrival; whether it was asked for again. */
  readonly #queue = new Map<E, boolean>();

  added(entry: E): void {
    this.#queue.set(entry, false);
  }

  hit(entry: E): void {
    this.#queue.set(entry, true);
  }

  removed(entry: E): void {
    this.#queue.delete(entry);
  }

  evict(mayGo: (entry: E) => boolean): E | undefined {
    // A `Map` iterates over what is inserted meanwhile, too: whoever had its chance comes by again.
    for (const [entry, again] of this.#queue) {
      if (!mayGo(entry)) continue;
      this.#queue.delete(entry);
      if (!again) return entry;
      this.#queue.set(entry, false);
    }
    return undefined;
  }
}
