/** Time to wait before something that failed is tried again, in ms, unless the network is known to be back. */
const RETRY_AFTER_MS = 5000;
/** Work that is asked for at every scroll, and must not be tried at every scroll when it fails. */
export class Attempts {
    #running = new Set();
    #failedAt = new Map();
    /** Starts the work of `key`, unless it is under way or failed a moment ago. */
    attempt(key, start) {
        const failedAt = this.#failedAt.get(key) ?? Number.NEGATIVE_INFINITY;
        if (this.#running.has(key) || performance.now() - failedAt < RETRY_AFTER_MS)
            return;
        this.#running.add(key);
        start()
            .then(() => this.#failedAt.delete(key), () => this.#failedAt.set(key, performance.now()))
            .finally(() => this.#running.delete(key));
    }
    /** Forgets the failures: there is a reason to hope. */
    forgive() {
        this.#failedAt.clear();
    }
}
