import { LoadError, OutOfMemoryError } from '../load-error.ts';
/** The worker is gone, which says nothing about the picture. */
export class WorkerLostError extends Error {
}
/** The page's side of the talk with one decode worker. */
export class DecodeWorkerClient {
    #worker;
    #pending = new Map();
    #lastId = 0;
    /** `onLost` is called at most once, when the worker cannot be had or has failed; it is not to be used again. */
    constructor(worker, onLost) {
        this.#worker = worker;
        let lost = false;
        const lose = (cause) => {
            if (lost)
                return;
            lost = true;
            worker.terminate();
            onLost(cause);
            for (const { reject } of this.#pending.values())
                reject(new WorkerLostError(cause));
            this.#pending.clear();
        };
        worker.addEventListener('message', ({ data }) => this.#settle(data));
        worker.addEventListener('error', ({ message }) => lose(message));
        // Nobody knows whose answer it was, so nobody may wait any longer.
        worker.addEventListener('messageerror', () => lose('An answer could not be read.'));
    }
    /** How many pictures it is at. */
    get load() {
        return this.#pending.size;
    }
    /**
     * Rejects a cancelled picture only once the worker is done with it, since browsers cannot stop in the middle of some:
     * whoever bounds how much is decoded at once has to know.
     * @throws {LoadError}; {WorkerLostError}; the reason of `signal` when that is aborted.
     */
    decode(blob, longSide, signal) {
        const id = ++this.#lastId;
        return new Promise((resolve, reject) => {
            const cancel = () => this.#tell({ type: 'cancel', id });
            signal.addEventListener('abort', cancel, { once: true });
            this.#pending.set(id, {
                resolve: (bitmap) => {
                    signal.removeEventListener('abort', cancel);
                    if (!signal.aborted)
                        return resolve(bitmap);
                    bitmap.close();
                    reject(signal.reason);
                },
                reject: (error) => {
                    signal.removeEventListener('abort', cancel);
                    reject(signal.aborted ? signal.reason : error);
                },
            });
            this.#tell({ type: 'decode', id, blob, longSide });
        });
    }
    #tell(request) {
        this.#worker.postMessage(request);
    }
    #settle(reply) {
        const pending = this.#pending.get(reply.id);
        this.#pending.delete(reply.id);
        switch (reply.type) {
            case 'decoded':
                pending?.resolve(reply.bitmap);
                return;
            case 'failed':
                pending?.reject(loadError(reply));
                return;
            default:
                reply;
        }
    }
}
/** Errors lose their class on the way between threads. */
function loadError({ reason, cause }) {
    const error = new Error(cause);
    return reason === 'out-of-memory' ? new OutOfMemoryError(error) : new LoadError(reason, error);
}
