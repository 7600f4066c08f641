import type { EvictionPolicy, Weighed } from './eviction-policy.ts';
import { Recency } from './recency.ts';
import { Rehearsal } from './rehearsal.ts';
import { Sieve } from './sieve.ts';

/** A hit counts half after so many budgets of bytes were asked for: one scan must not make all forgotten. */
const HALF_LIFE_BUDGETS = 16;

/**
 * Follows whichever of three simple policies would have had the most bytes of hits of late: the least recently used,
 * which hardly anything beats while somebody swipes to and fro; the same with large pictures ageing faster, for
 * zooming; SIEVE, which outlasts scans. Each is rehearsed on names, and what goes is a picture that the leader's
 * rehearsal has evicted (Subramanian et al., "Adaptive Caches: Effective Shaping of Cache Behavior to Workloads",
 * MICRO 2006). No single policy was good at all traces: see `tests/bench/eviction/compare.ts`.
 *
 * Memory: at most three times as many names as pictures fit into the budget. Every operation takes amortised constant
 * time, apart from stepping over the pictures that may not go.
 */
export class AdaptiveEviction<E extends Weighed> implements EvictionPolicy<E> {
  /** In order of use. */
  readonly #here = new Map<string, E>();
  readonly #rehearsals: readonly Rehearsal<E>[];
  /** One of these that comes in once more was loaded ahead, and has its first look. */
  readonly #takenOut = new WeakSet<E>();
  #leader: Rehearsal<E>;
  #budgetBytes: number;

  constructor(budgetBytes: number) {
    // The leader of the start, and of draws.
    this.#leader = new Rehearsal(new Recency(0), this.#here);
    const others = [new Recency(0.5), new Sieve()].map((policy) => new Rehearsal(policy, this.#here));
    this.#rehearsals = [this.#leader, ...others];
    this.#budgetBytes = budgetBytes;
  }

  /** Decoded bytes that are within the tier's budget. A smaller one evicts nothing yet: that is for `evict`. */
  get budgetBytes(): number {
    return this.#budgetBytes;
  }

  set budgetBytes(budgetBytes: number) {
    this.#budgetBytes = budgetBytes;
    for (const rehearsal of this.#rehearsals) rehearsal.shrink(budgetBytes);
  }

  added(entry: E): void {
    this.#here.set(entry.name, entry);
    if (this.#takenOut.delete(entry)) for (const rehearsal of this.#rehearsals) rehearsal.cameBack(entry);
    else this.#askedFor(entry);
  }

  hit(entry: E): void {
    this.#here.delete(entry.name);
    this.#here.set(entry.name, entry);
    this.#askedFor(entry);
  }

  removed(entry: E): void {
    if (this.#here.get(entry.name) !== entry) return;
    this.#takenOut.add(entry);
    this.#gone(entry);
  }

  evict(mayGo: (entry: E) => boolean): E | undefined {
    const entry = this.#leader.firstLetGo(mayGo) ?? firstOf(this.#here.values(), mayGo);
    if (entry) this.#gone(entry);
    return entry;
  }

  #askedFor(entry: E): void {
    const fading = 0.5 ** (entry.bytes / (HALF_LIFE_BUDGETS * this.#budgetBytes));
    for (const rehearsal of this.#rehearsals) {
      rehearsal.askedFor(entry, fading, this.#budgetBytes);
      if (rehearsal.hitBytes > this.#leader.hitBytes) this.#leader = rehearsal;
    }
  }

  #gone(entry: E): void {
    this.#here.delete(entry.name);
    for (const rehearsal of this.#rehearsals) rehearsal.gone(entry);
  }
}

/** The leader may hold all that may go, namely while what it let go is leased. */
function firstOf<E>(entries: Iterable<E>, mayGo: (entry: E) => boolean): E | undefined {
  for (const entry of entries) if (mayGo(entry)) return entry;
  return undefined;
}
