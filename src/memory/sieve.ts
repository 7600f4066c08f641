import type { EvictionPolicy, Weighed } from './eviction-policy.ts';

/**
 * SIEVE (Zhang et al., "SIEVE is simpler than LRU", NSDI 2024). A hand goes from the oldest picture to the newest. It
 * takes what was not asked for again since it last came by, and spares the rest once. Unlike in a clock, what is
 * spared stays where it is, so that newcomers have to prove themselves: a scan passes and leaves the loved ones alone.
 */
export class Sieve<E extends Weighed> implements EvictionPolicy<E> {
  /** In order of arrival; whether it was asked for again since the hand came by. */
  readonly #entries = new Map<E, boolean>();
  /** An iterator of a `Map` is a hand: it goes on where it was, whatever comes and goes meanwhile. */
  #hand: Iterator<[E, boolean]> | undefined;

  added(entry: E): void {
    this.#entries.set(entry, false);
  }

  hit(entry: E): void {
    this.#entries.set(entry, true);
  }

  removed(entry: E): void {
    this.#entries.delete(entry);
  }

  evict(mayGo: (entry: E) => boolean): E | undefined {
    // The rest of a round, one that spares, and one that takes: after that, none may go.
    for (let rounds = 0; rounds < 3; ) {
      this.#hand ??= this.#entries.entries();
      const { done, value } = this.#hand.next();
      if (done) {
        this.#hand = undefined;
        rounds += 1;
        continue;
      }
      const [entry, again] = value;
      if (!mayGo(entry)) continue;
      if (!again) {
        this.#entries.delete(entry);
        return entry;
      }
      this.#entries.set(entry, false);
    }
    return undefined;
  }
}
