import { LinkedList, LinkTo } from './linked-list.ts';
/** What the engine offers. */
export const engineReferences = {
    ref: (target) => new WeakRef(target),
    registry: (onCollected) => new FinalizationRegistry(onCollected),
};
const PROBED_AT_ONCE = 8;
/**
 * Values that only the garbage collector decides about, each found by its entry: an object that stands for the value in
 * somebody's books. Its finalizer only keeps the books: `take` never returns a collected value, whether or not the
 * finalizer ran.
 */
export class WeakIndex {
    #links = new Map();
    /** In the order in which they came, or were looked at. */
    #order = new LinkedList();
    #references;
    #registry;
    #onCollected;
    /** `onCollected` is called once for each entry whose value was collected while it was here. */
    constructor(references, onCollected) {
        this.#references = references;
        this.#onCollected = onCollected;
        // The held value is the entry, which does not reach the value. A key that was filled again between collection and
        // this call has another entry, so the new one stays.
        this.#registry = references.registry((entry) => this.#bury(entry));
    }
    add(entry, value) {
        const link = new LinkTo({ entry, ref: this.#references.ref(value) });
        this.#links.set(entry, link);
        this.#order.append(link);
        this.#registry.register(value, entry, entry);
    }
    /** Takes the value out, if it still lives; a dead one is buried here rather than by a finalizer that may never run. */
    take(entry) {
        const value = this.#links.get(entry)?.value.ref.deref();
        if (value)
            this.#remove(entry);
        else
            this.#bury(entry);
        return value;
    }
    /** The entry that came first, save those that `probe` has looked at since. */
    get first() {
        return this.#order.first?.value.entry;
    }
    entries() {
        return [...this.#links.keys()];
    }
    /**
     * Looks whether the next few values still live, and buries those that do not: figures must not wait for a finalizer.
     * Few at a time, since `deref` keeps its target alive until the end of the job.
     */
    probe() {
        for (let left = Math.min(PROBED_AT_ONCE, this.#links.size); left > 0; left -= 1) {
            const link = this.#order.first;
            if (!link)
                return;
            // To the end, so that the next call looks at others.
            if (link.value.ref.deref())
                this.#order.append(link);
            else
                this.#bury(link.value.entry);
        }
    }
    #bury(entry) {
        if (!this.#links.has(entry))
            return;
        this.#remove(entry);
        this.#onCollected(entry);
    }
    #remove(entry) {
        const link = this.#links.get(entry);
        if (link)
            this.#order.delete(link);
        this.#links.delete(entry);
        this.#registry.unregister(entry);
    }
}
