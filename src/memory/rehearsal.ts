import type { EvictionPolicy, Weighed } from './eviction-policy.ts';

/**
 * What a policy would hold if it alone had decided all along, and how well it would have done. It knows pictures by
 * their names only, so that it keeps none alive.
 */
export class Rehearsal<E extends Weighed> {
  readonly #policy: EvictionPolicy<Weighed>;
  /** The pictures that are really here, by name. */
  readonly #here: ReadonlyMap<string, E>;
  readonly #held = new Map<string, Weighed>();
  /** Those that are really here, but not in the rehearsal, in the order in which it evicted them. */
  readonly #letGo = new Set<E>();
  #bytes = 0;
  #hitBytes = 0;

  constructor(policy: EvictionPolicy<Weighed>, here: ReadonlyMap<string, E>) {
    this.#policy = policy;
    this.#here = here;
  }

  /** Bytes of hits, of which older ones count less. */
  get hitBytes(): number {
    return this.#hitBytes;
  }

  /** A picture was asked for; `fading` is what hits so far still count. */
  askedFor(entry: E, fading: number, budgetBytes: number): void {
    this.#hitBytes *= fading;
    this.#letGo.delete(entry);
    const held = this.#held.get(entry.name);
    if (held) {
      this.#hitBytes += held.bytes;
      this.#policy.hit(held);
      return;
    }
    const { name, bytes } = entry;
    const newcomer = { name, bytes };
    this.#held.set(name, newcomer);
    this.#bytes += bytes;
    this.#policy.added(newcomer);
    this.shrink(budgetBytes, newcomer);
  }

  /** Evicts until the rest is within the budget, but never `newcomer`, which somebody looks at now. */
  shrink(budgetBytes: number, newcomer?: Weighed): void {
    while (this.#bytes > budgetBytes) {
      const evicted = this.#policy.evict((held) => held !== newcomer);
      if (!evicted) return;
      this.#held.delete(evicted.name);
      this.#bytes -= evicted.bytes;
      const entry = this.#here.get(evicted.name);
      if (entry) this.#letGo.add(entry);
    }
  }

  /** A picture is here again that was taken out for a moment; meanwhile the rehearsal may have evicted it. */
  cameBack(entry: E): void {
    if (!this.#held.has(entry.name)) this.#letGo.add(entry);
  }

  /** A picture is not here any more, whatever the rehearsal says. */
  gone(entry: E): void {
    this.#letGo.delete(entry);
  }

  /** The first picture among those that may go that is here in spite of the rehearsal. */
  firstLetGo(mayGo: (entry: E) => boolean): E | undefined {
    for (const entry of this.#letGo) if (mayGo(entry)) return entry;
    return undefined;
  }
}
