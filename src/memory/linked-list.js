/** The place of a value in a list, in one list at a time. What is in lists often is best its own link. */
export class Link {
    /** What the list's owner notes here about the value, such as when it was used. */
    mark = 0;
    list;
    before;
    after;
}
/** The place of a value that is not its own link. */
export class LinkTo extends Link {
    value;
    constructor(value) {
        super();
        this.value = value;
    }
}
/** Finds the links of values that do not know theirs: always the same one for the same value. */
export function linksOf() {
    const links = new WeakMap();
    return (value) => {
        const link = links.get(value) ?? new LinkTo(value);
        links.set(value, link);
        return link;
    };
}
/**
 * Values in order, each of which may leave or move to the end at any time, in constant time.
 *
 * Not a `Map`, though it keeps an order, too: what is deleted leaves a hole there, over which every iteration from the
 * start steps until the table is built anew, and moving to the end is a deletion. So the first value is found the more
 * slowly, the more there are. And whoever holds a link need not look it up: with many values, that is what takes time.
 */
export class LinkedList {
    #first;
    #last;
    get first() {
        return this.#first;
    }
    /** Puts it at the end, wherever it was before. */
    append(link) {
        if (link === this.#last)
            return;
        link.list?.delete(link);
        link.list = this;
        link.before = this.#last;
        if (this.#last)
            this.#last.after = link;
        else
            this.#first = link;
        this.#last = link;
    }
    /** A link that is not in this list is ignored. */
    delete(link) {
        if (link.list !== this)
            return;
        const { before, after } = link;
        if (before)
            before.after = after;
        else
            this.#first = after;
        if (after)
            after.before = before;
        else
            this.#last = before;
        // It leads nowhere any more, so that links which are gone keep none of the others alive.
        link.list = link.before = link.after = undefined;
    }
    /** The first link whose value passes. */
    find(passes) {
        let link = this.#first;
        while (link && !passes(link.value))
            link = link.after;
        return link;
    }
}
