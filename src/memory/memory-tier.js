import { AdaptiveEviction } from './adaptive-eviction.ts';
import { bytesOf, Entry } from './entry.ts';
import { LeaseDesk } from './lease.ts';
import { SizeIndex } from './size-index.ts';
import { engineReferences, WeakIndex } from './weak-index.ts';
/**
 * The share of the budget that weak bitmaps may take on top of it. An engine may collect late (Firefox was seen with
 * 1.2 GB alive), so what is weak is closed beyond that; the last one that became weak always stays.
 */
const WEAK_SHARE = 1 / 16;
/**
 * Decoded pictures of the page. Each is leased (somebody draws it), retained (within the budget, held strongly),
 * weak (over the budget, the collector decides) or gone. Leased and retained ones never take more than the budget, unless
 * those on screen alone do: they are never closed.
 *
 * A picture may be here in several sizes. A size is a number, of which the tier knows only that larger is sharper.
 */
export class MemoryTier {
    #sizes = new SizeIndex();
    #policy;
    #weak;
    #desk;
    #traceLeases;
    #tallies = { leased: noTally(), retained: noTally(), weak: noTally() };
    constructor({ budgetBytes, observer, traceLeases = false, references = engineReferences }) {
        this.#policy = new AdaptiveEviction(budgetBytes);
        this.#weak = new WeakIndex(references, (entry) => {
            this.#leave(entry);
            observer.collected(entry.key, entry.size, entry.bytes);
        });
        this.#desk = new LeaseDesk(references, (acquiredAt) => observer.leaseForgotten(acquiredAt));
        this.#traceLeases = traceLeases;
    }
    /** A lease on the smallest bitmap of at least `size`, at once: so that a cached picture is painted in the same frame. */
    peek(key, size) {
        return this.#firstAlive(this.#sizes.from(key, size));
    }
    /** A lease on the sharpest bitmap of `key`: to show while a sharper one is on its way. */
    peekLargest(key) {
        return this.#firstAlive(this.#sizes.of(key).reverse());
    }
    /**
     * Whether a bitmap of at least `size` is here, and stays: a weak one is retained again. For whoever would load it
     * ahead; nobody has asked for it by this.
     */
    retain(key, size) {
        const kept = this.#sizes.from(key, size).some((entry) => this.#revive(entry));
        this.#fit();
        return kept;
    }
    /**
     * Takes ownership of `bitmap` and leases it. Where the key is filled in this size already, the bitmap that is here is
     * leased and the new one closed: keys are content addresses, so the two are the same picture.
     */
    add(key, size, bitmap) {
        const present = this.#sizes.at(key, size);
        const lease = present && this.#lend(present);
        if (!lease)
            return this.#lendStrong(this.#insert(key, size, bitmap, true));
        if (lease.value !== bitmap)
            bitmap.close();
        return lease;
    }
    /** Takes ownership of a bitmap that nobody asked for yet, and retains it; the first hit on it will not count as a return. */
    addAhead(key, size, bitmap) {
        const present = this.#sizes.at(key, size);
        const here = present && this.#revive(present);
        if (!here)
            this.#insert(key, size, bitmap, false);
        else if (here !== bitmap)
            bitmap.close();
        this.#fit();
    }
    /** Changes the budget, at once. */
    setBudget(budgetBytes) {
        this.#policy.budgetBytes = budgetBytes;
        this.#fit();
        this.#fitWeak();
    }
    /** Closes everything that is not leased. */
    trim() {
        while (this.#tallies.retained.count > 0) {
            const entry = this.#policy.evict(isRetained);
            if (!entry)
                break;
            this.#close(entry);
        }
        for (const entry of this.#weak.entries())
            this.#close(entry);
    }
    /** Closes the picture in every size; one that is leased now is closed when it is released. */
    evict(key) {
        for (const entry of this.#sizes.of(key)) {
            this.#sizes.delete(entry);
            if (entry.state.kind === 'leased')
                entry.doomed = true;
            else
                this.#close(entry);
        }
    }
    /** Finds some of the bitmaps that were collected unnoticed; for whoever is about to read the figures. */
    probe() {
        this.#weak.probe();
    }
    get budgetBytes() {
        return this.#policy.budgetBytes;
    }
    get leased() {
        return { ...this.#tallies.leased };
    }
    get retained() {
        return { ...this.#tallies.retained };
    }
    get weak() {
        return { ...this.#tallies.weak };
    }
    #insert(key, size, bitmap, wanted) {
        const entry = new Entry(key, size, bytesOf(bitmap), wanted);
        this.#sizes.add(entry);
        this.#move(entry, { kind: 'retained', bitmap });
        this.#policy.added(entry);
        return entry;
    }
    #firstAlive(entries) {
        for (const entry of entries) {
            const lease = this.#lend(entry);
            if (lease)
                return lease;
        }
        return undefined;
    }
    /** A lease, unless the bitmap turns out to be collected. */
    #lend(entry) {
        if (entry.state.kind !== 'weak' && entry.wanted)
            this.#policy.hit(entry);
        return this.#revive(entry) && this.#lendStrong(entry);
    }
    /** The bitmap, held strongly from here on; `undefined` when it turns out to be collected. */
    #revive(entry) {
        if (entry.state.kind === 'leased' || entry.state.kind === 'retained')
            return entry.state.bitmap;
        const bitmap = this.#weak.take(entry);
        if (!bitmap)
            return undefined;
        this.#move(entry, { kind: 'retained', bitmap });
        this.#policy.added(entry);
        return bitmap;
    }
    #lendStrong(entry) {
        const { state } = entry;
        if (state.kind !== 'leased' && state.kind !== 'retained')
            throw new Error(`A bitmap that is ${state.kind} was lent.`);
        if (!entry.wanted) {
            // The first look at what was fetched ahead is its true arrival.
            entry.wanted = true;
            this.#policy.removed(entry);
            this.#policy.added(entry);
        }
        if (state.kind === 'leased')
            state.leases += 1;
        else
            this.#move(entry, { kind: 'leased', bitmap: state.bitmap, leases: 1 });
        this.#fit();
        const acquiredAt = this.#traceLeases ? new Error('Lease acquired').stack : undefined;
        return this.#desk.lend(state.bitmap, entry.size, () => this.#giveBack(entry), acquiredAt);
    }
    #giveBack(entry) {
        const { state } = entry;
        if (state.kind !== 'leased')
            return;
        state.leases -= 1;
        if (state.leases > 0)
            return;
        this.#move(entry, { kind: 'retained', bitmap: state.bitmap });
        if (entry.doomed)
            this.#close(entry);
        else
            this.#fit();
    }
    /** Lets go of what is over the budget. */
    #fit() {
        while (this.#tallies.leased.bytes + this.#tallies.retained.bytes > this.#policy.budgetBytes) {
            const entry = this.#policy.evict(isRetained);
            if (entry?.state.kind !== 'retained')
                return;
            this.#weak.add(entry, entry.state.bitmap);
            this.#move(entry, { kind: 'weak' });
            this.#fitWeak();
        }
    }
    #fitWeak() {
        while (this.#tallies.weak.bytes > this.#policy.budgetBytes * WEAK_SHARE && this.#tallies.weak.count > 1) {
            const entry = this.#weak.first;
            if (!entry)
                return;
            this.#close(entry);
        }
    }
    /** Closes what is retained or weak, and forgets it. */
    #close(entry) {
        if (entry.state.kind === 'retained') {
            this.#policy.removed(entry);
            entry.state.bitmap.close();
        }
        else if (entry.state.kind === 'weak')
            this.#weak.take(entry)?.close();
        this.#leave(entry);
    }
    #leave(entry) {
        this.#sizes.delete(entry);
        this.#move(entry, { kind: 'gone' });
    }
    /** The only place where a state changes, so that the figures cannot disagree with it. */
    #move(entry, state) {
        this.#count(entry, -1);
        entry.state = state;
        this.#count(entry, 1);
    }
    #count({ state, bytes }, sign) {
        if (state.kind === 'gone')
            return;
        const tally = this.#tallies[state.kind];
        tally.count += sign;
        tally.bytes += sign * bytes;
    }
}
function isRetained(entry) {
    return entry.state.kind === 'retained';
}
function noTally() {
    return { count: 0, bytes: 0 };
}
