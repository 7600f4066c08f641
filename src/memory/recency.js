import { LinkedList, linksOf } from './linked-list.ts';
/**
 * Evicts the picture with the largest age × bytes ** `exponent`. With exponent 0 that is the least recently used. With
 * a larger one, large pictures age faster: one zoomed photo does not cost the way back through six that were only
 * looked at.
 *
 * Pictures of about the same size (the same power of two) are in one list in order of use, so that only the oldest of
 * each list are compared (Aggarwal et al., "Caching on the World Wide Web", 1999: pyramidal selection).
 */
export class Recency {
    #exponent;
    /** Marked with the time of use. */
    #linkOf;
    /** By size; using a picture moves it to the end. */
    #lists = new Map();
    /** In bytes asked for. */
    #now = 0;
    constructor(exponent, linkOf = linksOf()) {
        this.#exponent = exponent;
        this.#linkOf = linkOf;
    }
    added(entry) {
        this.#now += entry.bytes;
        const link = this.#linkOf(entry);
        link.mark = this.#now;
        this.#listOf(entry).append(link);
    }
    hit(entry) {
        this.added(entry);
    }
    removed(entry) {
        this.#listOf(entry).delete(this.#linkOf(entry));
    }
    evict(mayGo) {
        let next;
        let most = Number.NEGATIVE_INFINITY;
        for (const list of this.#lists.values()) {
            const oldest = list.find(mayGo);
            if (!oldest)
                continue;
            const { bytes } = oldest.value;
            const rank = (this.#now - oldest.mark + bytes) * bytes ** this.#exponent;
            if (rank > most)
                [next, most] = [oldest, rank];
        }
        if (next)
            this.removed(next.value);
        return next?.value;
    }
    /** With exponent 0 one list is enough, and exact. */
    #listOf({ bytes }) {
        const size = this.#exponent === 0 ? 0 : Math.floor(Math.log2(bytes));
        const list = this.#lists.get(size) ?? new LinkedList();
        this.#lists.set(size, list);
        return list;
    }
}
