import { LinkedList } from './linked-list.ts';
import { Recency } from './recency.ts';
import { Known, Rehearsal } from './rehearsal.ts';
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
export class AdaptiveEviction {
    /** All that are here or in a rehearsal. */
    #known = new Map();
    /** Those that are here, in order of use. */
    #here = new LinkedList();
    #rehearsals;
    /** One of these that comes in once more was loaded ahead, and has its first look. */
    #takenOut = new WeakSet();
    #leader;
    #budgetBytes;
    constructor(budgetBytes) {
        const itself = (role) => role;
        const forget = ({ name }) => this.#known.delete(name);
        // The leader of the start, and of draws.
        this.#leader = new Rehearsal(new Recency(0, itself), forget);
        const others = [new Recency(0.5, itself), new Sieve(itself)].map((policy) => new Rehearsal(policy, forget));
        this.#rehearsals = [this.#leader, ...others];
        this.#budgetBytes = budgetBytes;
    }
    /** Decoded bytes that are within the tier's budget. A smaller one evicts nothing yet: that is for `evict`. */
    get budgetBytes() {
        return this.#budgetBytes;
    }
    set budgetBytes(budgetBytes) {
        this.#budgetBytes = budgetBytes;
        for (const rehearsal of this.#rehearsals)
            rehearsal.shrink(budgetBytes);
    }
    added(entry) {
        const known = this.#of(entry);
        // Whatever takes over a name takes over its place.
        if (!known.list)
            this.#here.append(known);
        if (this.#takenOut.delete(entry))
            for (const role of known.roles)
                role.rehearsal.cameBack(role);
        else
            this.#askedFor(known, entry.bytes);
    }
    hit(entry) {
        const known = this.#of(entry);
        this.#here.append(known);
        this.#askedFor(known, entry.bytes);
    }
    removed(entry) {
        const known = this.#known.get(entry.name);
        // Where another has taken over the name, nothing here knows this one any more.
        if (known?.entry !== entry)
            return;
        this.#takenOut.add(entry);
        this.#gone(known);
    }
    evict(mayGo) {
        const passes = ({ entry }) => entry !== undefined && mayGo(entry);
        // The leader may hold all that may go, namely while what it let go is leased.
        const known = this.#leader.firstLetGo(passes) ?? this.#here.find(passes)?.value;
        const entry = known?.entry;
        if (known)
            this.#gone(known);
        return entry;
    }
    #of(entry) {
        const known = this.#known.get(entry.name) ?? new Known(entry.name, this.#rehearsals);
        this.#known.set(entry.name, known);
        known.entry = entry;
        return known;
    }
    #askedFor({ roles }, bytes) {
        const fading = 0.5 ** (bytes / (HALF_LIFE_BUDGETS * this.#budgetBytes));
        for (const role of roles) {
            const { rehearsal } = role;
            rehearsal.askedFor(role, bytes, fading, this.#budgetBytes);
            if (rehearsal.hitBytes > this.#leader.hitBytes)
                this.#leader = rehearsal;
        }
    }
    #gone(known) {
        known.entry = undefined;
        this.#here.delete(known);
        for (const role of known.roles)
            role.rehearsal.gone(role);
        if (known.isGone)
            this.#known.delete(known.name);
    }
}
