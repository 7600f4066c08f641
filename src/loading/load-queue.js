import { moreUrgent } from './wish.ts';
/**
 * Runs at most so many tasks at once: the most urgent first, and among equals the one that came first. A task that is
 * cancelled while waiting never starts; one that is cancelled while it runs keeps its place until it has really ended.
 */
export class LoadQueue {
    #limit;
    #reserved;
    #waiting = new Set();
    #running = 0;
    /** Of the `limit` places, `reserved` are kept free for what is visible. */
    constructor(limit, reserved = 0) {
        this.#limit = limit;
        this.#reserved = reserved;
    }
    /** `discard` is given what the task came to when nobody waits for it any more. */
    run(wish, task, discard = () => { }) {
        const { signal } = wish;
        if (signal.aborted)
            return Promise.reject(signal.reason);
        return new Promise((resolve, reject) => {
            const start = () => {
                this.#running += 1;
                task()
                    .then((result) => (signal.aborted ? discard(result) : resolve(result)), reject)
                    .finally(() => {
                    signal.removeEventListener('abort', leave);
                    this.#running -= 1;
                    this.#next();
                });
            };
            const waiting = { wish, start };
            const leave = () => {
                this.#waiting.delete(waiting);
                // Whoever asked goes on at once, whatever the task still has to do.
                reject(signal.reason);
            };
            signal.addEventListener('abort', leave, { once: true });
            this.#waiting.add(waiting);
            this.#next();
        });
    }
    #next() {
        while (this.#running < this.#limit && this.#waiting.size > 0) {
            // Priorities may have changed since the last time, so they are compared now. Few wait: those on and near the screen.
            let most;
            for (const waiting of this.#waiting) {
                if (!most || moreUrgent(most.wish, waiting.wish) !== most.wish)
                    most = waiting;
            }
            if (!most || (most.wish.priority !== 'visible' && this.#running >= this.#limit - this.#reserved))
                return;
            this.#waiting.delete(most);
            most.start();
        }
    }
}
