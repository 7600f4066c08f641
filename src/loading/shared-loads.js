import { moreUrgent } from './wish.ts';
/** A load that is under way: as urgent as its most urgent asker, and cancelled when the last of them leaves. */
class Load {
    askers = new Set();
    #cancel = new AbortController();
    get signal() {
        return this.#cancel.signal;
    }
    get priority() {
        const wishes = [...this.askers].map(({ wish }) => wish);
        return wishes.reduce(moreUrgent, { priority: 'prefetch', signal: this.signal }).priority;
    }
    cancel(reason) {
        this.#cancel.abort(reason);
    }
}
/** One load in flight for each key, shared by all who ask. */
export class SharedLoads {
    #loads = new Map();
    /**
     * Joins the load of `key`, or begins it with `start`. Each asker gets its own `take` of the result, which is disposed
     * of when nobody is left to take it.
     */
    join(key, wish, start, take) {
        const { signal } = wish;
        if (signal.aborted)
            return Promise.reject(signal.reason);
        const present = this.#loads.get(key);
        const load = present ?? new Load();
        const answered = new Promise((resolve, reject) => {
            const asker = {
                wish,
                answer: (result) => {
                    signal.removeEventListener('abort', leave);
                    // What one of them makes of it is not for the others to suffer.
                    try {
                        resolve(take(result));
                    }
                    catch (error) {
                        reject(error);
                    }
                },
                fail: (error) => {
                    signal.removeEventListener('abort', leave);
                    reject(error);
                },
            };
            const leave = () => {
                reject(signal.reason);
                load.askers.delete(asker);
                if (load.askers.size > 0)
                    return;
                this.#end(key, load);
                load.cancel(signal.reason);
            };
            load.askers.add(asker);
            signal.addEventListener('abort', leave, { once: true });
        });
        if (!present)
            this.#begin(key, load, start);
        return answered;
    }
    #begin(key, load, start) {
        this.#loads.set(key, load);
        start(load).then((result) => {
            this.#end(key, load);
            if (load.askers.size === 0)
                result[Symbol.dispose]();
            for (const asker of load.askers)
                asker.answer(result);
        }, (error) => {
            this.#end(key, load);
            for (const asker of load.askers)
                asker.fail(error);
        });
    }
    /** A cancelled load may have been followed by a new one for the same key, which must stay. */
    #end(key, load) {
        if (this.#loads.get(key) === load)
            this.#loads.delete(key);
    }
}
