import type { EvictionPolicy, Weighed } from '../../../src/memory/eviction-policy.ts';

/** Part of the budget that is for newcomers. */
const SMALL = 0.1;
const MOST_USES = 3;

/**
 * S3-FIFO (Yang et al., "FIFO queues are all you need for cache eviction", SOSP 2023), with weights in bytes: a small
 * queue for newcomers, of which those used more than once move on to the main queue; the names of the others are
 * remembered, and whoever comes back in time goes straight to the main queue. There, each use is another chance.
 */
export class S3Fifo<E extends Weighed> implements EvictionPolicy<E> {
  /** Uses since arrival, by entry, in order of arrival. */
  readonly #small = new Map<E, number>();
  readonly #main = new Map<E, number>();
  /** Names and bytes of what left the small queue: as many bytes as the main queue may hold. */
  readonly #ghosts = new Map<string, number>();
  readonly #budgetBytes: number;
  #smallBytes = 0;
  #ghostBytes = 0;

  constructor(budgetBytes: number) {
    this.#budgetBytes = budgetBytes;
  }

  added(entry: E): void {
    const cameBack = this.#ghosts.has(entry.name);
    this.#forget(entry.name);
    if (cameBack) this.#main.set(entry, 0);
    else {
      this.#small.set(entry, 0);
      this.#smallBytes += entry.bytes;
    }
  }

  hit(entry: E): void {
    const queue = this.#small.has(entry) ? this.#small : this.#main;
    queue.set(entry, Math.min((queue.get(entry) ?? 0) + 1, MOST_USES));
  }

  removed(entry: E): void {
    if (this.#small.delete(entry)) this.#smallBytes -= entry.bytes;
    else this.#main.delete(entry);
  }

  evict(mayGo: (entry: E) => boolean): E | undefined {
    const fromSmall = this.#smallBytes >= SMALL * this.#budgetBytes;
    if (fromSmall) return this.#evictSmall(mayGo) ?? this.#evictMain(mayGo);
    return this.#evictMain(mayGo) ?? this.#evictSmall(mayGo);
  }

  #evictSmall(mayGo: (entry: E) => boolean): E | undefined {
    for (const [entry, uses] of this.#small) {
      if (!mayGo(entry)) continue;
      this.removed(entry);
      if (uses <= 1) {
        this.#remember(entry);
        return entry;
      }
      this.#main.set(entry, 0);
    }
    return undefined;
  }

  #evictMain(mayGo: (entry: E) => boolean): E | undefined {
    // What gets another chance is inserted at the end, where the loop comes by again.
    for (const [entry, uses] of this.#main) {
      if (!mayGo(entry)) continue;
      this.#main.delete(entry);
      if (uses === 0) return entry;
      this.#main.set(entry, uses - 1);
    }
    return undefined;
  }

  #remember({ name, bytes }: E): void {
    this.#ghosts.set(name, bytes);
    this.#ghostBytes += bytes;
    for (const oldest of this.#ghosts.keys()) {
      if (this.#ghostBytes <= (1 - SMALL) * this.#budgetBytes) break;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    this.#ghostBytes -= this.#ghosts.get(name) ?? 0;
    this.#ghosts.delete(name);
  }
}
