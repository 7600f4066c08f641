const RECENT = 500;
/** What happened in the tiers since the page started. Everything that is shown or counted is read from here. */
export class TierLog {
    #recent = [];
    #listeners = new Set();
    #counts = {
        memory: noCount(),
        thumbnails: noCount(),
        pinned: noCount(),
        device: noCount(),
        network: noCount(),
    };
    record(event) {
        this.#count(event);
        this.#recent.push(event);
        if (this.#recent.length > RECENT)
            this.#recent.shift();
        for (const listener of this.#listeners) {
            try {
                listener(event);
            }
            catch (error) {
                // Whoever only looks on must not break what is looked at; the error is told as an uncaught one.
                queueMicrotask(() => {
                    throw error;
                });
            }
        }
    }
    /** The last 500 events, oldest first. */
    recent() {
        return [...this.#recent];
    }
    count(tier) {
        return this.#counts[tier];
    }
    listen(listener, signal) {
        this.#listeners.add(listener);
        signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
    }
    #count(event) {
        switch (event.kind) {
            case 'served':
                for (const tier of event.missed)
                    this.#counts[tier].misses += 1;
                this.#counts[event.tier].hits += 1;
                this.#counts[event.tier].bytes += event.bytes;
                return;
            case 'failed':
                for (const tier of event.missed)
                    this.#counts[tier].misses += 1;
                this.#counts[event.tier].failures += 1;
                this.#counts[event.tier].bytes += event.bytes;
                return;
            case 'collected':
                this.#counts.memory.removed += 1;
                return;
            case 'evicted':
                this.#counts.thumbnails.removed += event.count;
                return;
            default:
                event;
        }
    }
}
/** The words of the console and of the log: those of the article on weak caches that this project grew out of. */
export function headline(event) {
    switch (event.kind) {
        case 'served':
            return `${event.tier === 'network' ? 'FETCHED_IMAGE' : 'CACHED_IMAGE'} ${event.title}`;
        case 'failed':
            return `FAILED_IMAGE ${event.title}`;
        case 'collected':
            return `CLEANED_IMAGE ${event.title}`;
        default:
            return event;
    }
}
function noCount() {
    return { hits: 0, misses: 0, bytes: 0, removed: 0, failures: 0 };
}
