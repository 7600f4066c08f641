import { LinkedList, linksOf } from './linked-list.ts';
/** The marks: whether it was asked for again since the hand came by. */
const [ONCE, AGAIN] = [0, 1];
/**
 * SIEVE (Zhang et al., "SIEVE is simpler than LRU", NSDI 2024). A hand goes from the oldest picture to the newest. It
 * takes what was not asked for again since it last came by, and spares the rest once. Unlike in a clock, what is
 * spared stays where it is, so that newcomers have to prove themselves: a scan passes and leaves the loved ones alone.
 */
export class Sieve {
    #linkOf;
    /** In order of arrival. */
    #list = new LinkedList();
    /** The last one that the hand passed; none at the start of a round. */
    #hand;
    constructor(linkOf = linksOf()) {
        this.#linkOf = linkOf;
    }
    added(entry) {
        const link = this.#linkOf(entry);
        link.mark = ONCE;
        this.#list.append(link);
    }
    hit(entry) {
        this.#linkOf(entry).mark = AGAIN;
    }
    removed(entry) {
        const link = this.#linkOf(entry);
        // So that the hand goes on with what comes after.
        if (link === this.#hand)
            this.#hand = link.before;
        this.#list.delete(link);
    }
    evict(mayGo) {
        // The rest of a round, one that spares, and one that takes: after that, none may go.
        for (let rounds = 0; rounds < 3;) {
            this.#hand = this.#hand ? this.#hand.after : this.#list.first;
            if (!this.#hand) {
                rounds += 1;
                continue;
            }
            const { value, mark } = this.#hand;
            if (!mayGo(value))
                continue;
            if (mark === ONCE) {
                this.removed(value);
                return value;
            }
            this.#hand.mark = ONCE;
        }
        return undefined;
    }
}
