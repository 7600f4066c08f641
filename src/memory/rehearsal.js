import { Link, LinkedList } from './linked-list.ts';
/**
 * All that is known of a name, so that it is looked up once for everything: whether its picture is really here, and
 * what the rehearsals say of it. It is its own link in the order of use.
 */
export class Known extends Link {
    name;
    /** The picture while it is really here; nothing else in the books keeps it alive. */
    entry;
    roles;
    constructor(name, rehearsals) {
        super();
        this.name = name;
        this.roles = rehearsals.map((rehearsal) => new Role(this, rehearsal));
    }
    get value() {
        return this;
    }
    /** Whether it may be forgotten. */
    get isGone() {
        return !this.entry && this.roles.every(({ list }) => !list);
    }
}
/** A name in one rehearsal, and its own link there: among those that the policy holds, or those that it let go. */
export class Role extends Link {
    known;
    rehearsal;
    bytes = 0;
    constructor(known, rehearsal) {
        super();
        this.known = known;
        this.rehearsal = rehearsal;
    }
    get name() {
        return this.known.name;
    }
    get value() {
        return this;
    }
}
/**
 * What a policy would hold if it alone had decided all along, and how well it would have done. It holds names and
 * sizes, and keeps no picture alive.
 */
export class Rehearsal {
    #policy;
    #forget;
    /** Those that are really here, but not in the rehearsal, in the order in which it evicted them. */
    #letGo = new LinkedList();
    #bytes = 0;
    #hitBytes = 0;
    /** `policy` is to use each role as its own link. `forget` hears of names that are neither here nor in a rehearsal. */
    constructor(policy, forget) {
        this.#policy = policy;
        this.#forget = forget;
    }
    /** Bytes of hits, of which older ones count less. */
    get hitBytes() {
        return this.#hitBytes;
    }
    /** A picture of so many bytes was asked for; `fading` is what hits so far still count. */
    askedFor(role, bytes, fading, budgetBytes) {
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
    shrink(budgetBytes, newcomer) {
        while (this.#bytes > budgetBytes) {
            const evicted = this.#policy.evict((role) => role !== newcomer);
            if (!evicted)
                return;
            this.#bytes -= evicted.bytes;
            if (evicted.known.entry)
                this.#letGo.append(evicted);
            else if (evicted.known.isGone)
                this.#forget(evicted.known);
        }
    }
    /** A picture is here again that was taken out for a moment; meanwhile the rehearsal may have evicted it. */
    cameBack(role) {
        if (!this.#holds(role))
            this.#letGo.append(role);
    }
    /** A picture is not here any more, whatever the rehearsal says. */
    gone(role) {
        this.#letGo.delete(role);
    }
    /** The first picture among those that may go that is here in spite of the rehearsal. */
    firstLetGo(mayGo) {
        return this.#letGo.find(({ known }) => mayGo(known))?.value.known;
    }
    #holds({ list }) {
        return list !== undefined && list !== this.#letGo;
    }
}
