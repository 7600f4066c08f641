import type { EvictionPolicy, Weighed } from './eviction-policy.ts';
import { Link, LinkedList } from './linked-list.ts';

/**
 * All that is known of a name, so that it is looked up once for everything: whether its picture is really here, and
 * what the rehearsals say of it. It is its own link in the order of use.
 */
export class Known<E extends Weighed> extends Link<Known<E>> {
  readonly name: string;
  /** The picture while it is really here; nothing else in the books keeps it alive. */
  entry: E | undefined;
  readonly roles: readonly Role<E>[];

  constructor(name: string, rehearsals: readonly Rehearsal<E>[]) {
    super();
    this.name = name;
    this.roles = rehearsals.map((rehearsal) => new Role(this, rehearsal));
  }

  get value(): Known<E> {
    return this;
  }

  /** Whether it may be forgotten. */
  get isGone(): boolean {
    return !this.entry && this.roles.every(({ list }) => !list);
  }
}

/** A name in one rehearsal, and its own link there: among those that the policy holds, or those that it let go. */
export class Role<E extends Weighed> extends Link<Role<E>> implements Weighed {
  readonly known: Known<E>;
  readonly rehearsal: Rehearsal<E>;
  bytes = 0;

  constructor(known: Known<E>, rehearsal: Rehearsal<E>) {
    super();
    this.known = known;
    this.rehearsal = rehearsal;
  }

  get name(): string {
    return this.known.name;
  }

  get value(): Role<E> {
    return this;
  }
}

/**
 * What a policy would hold if it alone had decided all along, and how well it would have done. It holds names and
 * sizes, and keeps no picture alive.
 */
export class Rehearsal<E extends Weighed> {
  readonly #policy: EvictionPolicy<Role<E>>;
  readonly #forget: (known: Known<E>) => void;
  /** Those that are really here, but not in the rehearsal, in the order in which it evicted them. */
  readonly #letGo = new LinkedList<Role<E>>();
  #bytes = 0;
  #hitBytes = 0;

  /** `policy` is to use each role as its own link. `forget` hears of names that are neither here nor in a rehearsal. */
  constructor(policy: EvictionPolicy<Role<E>>, forget: (known: Known<E>) => void) {
    this.#policy = policy;
    this.#forget = forget;
  }

  /** Bytes of hits, of which older ones count less. */
  get hitBytes(): number {
    return this.#hitBytes;
  }

  /** A picture of so many bytes was asked for; `fading` is what hits so far still count. */
  askedFor(role: Role<E>, bytes: number, fading: number, budgetBytes: number): void {
    this.#hitBytes *= fading;
    if (this.#holds(role)) {
      this.#hitBytes += role.bytes;
      this.#policy.hit(role);
      return;
    }
    role.bytes = bytes;
    this.#bytes += bytes;
    this.#policy.added(role);
    this.shrink(budgetBytes, role);
  }

  /** Evicts until the rest is within the budget, but never `newcomer`, which somebody looks at now. */
  shrink(budgetBytes: number, newcomer?: Role<E>): void {
    while (this.#bytes > budgetBytes) {
      const evicted = this.#policy.evict((role) => role !== newcomer);
      if (!evicted) return;
      this.#bytes -= evicted.bytes;
      if (evicted.known.entry) this.#letGo.append(evicted);
      else if (evicted.known.isGone) this.#forget(evicted.known);
    }
  }

  /** A picture is here again that was taken out for a moment; meanwhile the rehearsal may have evicted it. */
  cameBack(role: Role<E>): void {
    if (!this.#holds(role)) this.#letGo.append(role);
  }

  /** A picture is not here any more, whatever the rehearsal says. */
  gone(role: Role<E>): void {
    this.#letGo.delete(role);
  }

  /** The first picture among those that may go that is here in spite of the rehearsal. */
  firstLetGo(mayGo: (known: Known<E>) => boolean): Known<E> | undefined {
    return this.#letGo.find(({ known }) => mayGo(known))?.value.known;
  }

  #holds({ list }: Role<E>): boolean {
    return list !== undefined && list !== this.#letGo;
  }
}
