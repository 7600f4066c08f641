import { LoadError } from '../load-error.ts';
import { DecodeWorkerClient, WorkerLostError } from './decode-worker-client.ts';
/**
 * How many workers are worth having: browsers with `ImageDecoder` decode on threads of their own, however many pictures a
 * worker asks for; WebKit decodes on the worker's thread, one picture after the other.
 */
export function usefulWorkers() {
    return 'ImageDecoder' in globalThis ? 1 : 2;
}
/** Decodes pictures off the main thread: in workers, or where none can be had, with the same code on the page. */
export class Decoder {
    #startWorker;
    #workers = new Set();
    #most;
    /** Starts up to `workers` workers, each when it is needed first. `startWorker` may throw. */
    constructor(startWorker, workers = usefulWorkers()) {
        this.#startWorker = startWorker;
        this.#most = workers;
    }
    /** Starts a worker before the first picture needs it, which would wait for it. */
    prepare() {
        this.#idlest();
    }
    /**
     * The picture upright, at its full size; with `longSide` it may come smaller. The caller owns the bitmap.
     * @throws {LoadError} `decode-failed` or `too-large`; the reason of `signal` when that is aborted, even in the middle.
     */
    async decode(blob, { longSide, signal }) {
        signal.throwIfAborted();
        for (let worker = this.#idlest(); worker; worker = this.#idlest()) {
            try {
                return await worker.decode(blob, longSide, signal);
            }
            catch (error) {
                if (!(error instanceof WorkerLostError))
                    throw error;
            }
        }
        // Loaded only where it is needed, which is hardly anywhere.
        const { decodePicture } = await import('./worker/decode-picture.ts').catch((error) => {
            throw new LoadError('decode-failed', error);
        });
        return decodePicture(blob, longSide, signal);
    }
    /** The worker with the least to do, a new one while all are busy; `undefined` where there are none. */
    #idlest() {
        const [idlest] = [...this.#workers].sort((one, other) => one.load - other.load);
        return idlest?.load === 0 || this.#workers.size >= this.#most ? idlest : (this.#start() ?? idlest);
    }
    #start() {
        try {
            const worker = new DecodeWorkerClient(this.#startWorker(), (cause) => {
                this.#workers.delete(worker);
                this.#doWithout(cause);
            });
            this.#workers.add(worker);
            return worker;
        }
        catch (error) {
            this.#doWithout(error);
            return undefined;
        }
    }
    /** A worker that failed is not started again: what it failed at would only fail again. */
    #doWithout(cause) {
        this.#most -= 1;
        console.info('Afterimage decodes pictures with a worker less.', cause);
    }
}
