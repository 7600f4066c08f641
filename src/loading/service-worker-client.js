import { isWorkerMessage, } from '../shared/messages.ts';
/** Bytes of pictures to hold for a service worker that is still on its way. */
const ADOPTION_LIMIT = 20_000_000;
/** A worker that does not reply in so many ms is taken for broken. */
const PATIENCE_MS = 3000;
const NO_FIGURES = {
    thumbnails: { count: 0, bytes: 0, budgetBytes: 0 },
    pinned: { count: 0, bytes: 0 },
    device: { count: 0, bytes: 0 },
};
/** The worker refused, or could not be asked. */
export class WorkerError extends Error {
    name = 'WorkerError';
    code;
    constructor(message, code) {
        super(message);
        this.code = code;
    }
}
/** The page's side of the talk with the service worker. Everything works without one, only nothing is kept. */
export class ServiceWorkerClient {
    #container;
    #orphans = [];
    #orphanBytes = 0;
    /** `container` is `navigator.serviceWorker`, which browsers leave out where storage is refused. */
    constructor(container, onEvicted) {
        this.#container = container;
        container?.addEventListener('controllerchange', () => void this.#handOver());
        container?.addEventListener('message', ({ data }) => {
            if (!isWorkerMessage(data) || data.type !== 'evicted')
                return;
            const { count, bytes } = data;
            onEvicted({ kind: 'evicted', at: performance.now(), tier: 'thumbnails', count, bytes });
        });
    }
    /** Whether what the page fetches goes through a worker. */
    get controls() {
        return Boolean(this.#container?.controller);
    }
    /** Calls back when a worker begins to control a page that loaded without one: at the end of a first visit's set-up. */
    onFirstControl(listener) {
        if (!this.controls)
            this.#container?.addEventListener('controllerchange', listener, { once: true });
    }
    /** Has the worker store a picture that it did not fetch: on the first visit the page is faster than the worker. */
    adopt(thumbnail) {
        if (!this.#container || this.#orphanBytes + thumbnail.blob.size > ADOPTION_LIMIT)
            return;
        this.#orphans.push(thumbnail);
        this.#orphanBytes += thumbnail.blob.size;
        void this.#handOver();
    }
    /** What is stored now; zero where there is no worker, or one whose books cannot be read. */
    async figures() {
        return this.ask({ type: 'figures' }).catch(() => NO_FIGURES);
    }
    /** @throws when the worker could not clear its storage; without a worker there is none. */
    async clear() {
        this.#orphans = [];
        this.#orphanBytes = 0;
        if (await this.#worker())
            await this.ask({ type: 'clear' });
    }
    /**
     * Asks the worker something, and waits for the reply.
     * @throws {WorkerError} when there is no worker, it does not reply, or it refuses.
     */
    async ask(message) {
        const worker = await this.#worker();
        if (!worker)
            throw new WorkerError('There is no service worker.');
        const { port1, port2 } = new MessageChannel();
        let patience;
        try {
            return await new Promise((resolve, reject) => {
                patience = setTimeout(() => reject(new WorkerError('The service worker does not reply.')), PATIENCE_MS);
                port1.onmessage = ({ data }) => data.ok ? resolve(data.value) : reject(new WorkerError(data.reason, data.code));
                worker.postMessage(message, [port2]);
            });
        }
        finally {
            clearTimeout(patience);
            port1.close();
        }
    }
    async #handOver() {
        const worker = await this.#worker();
        if (!worker || this.#orphans.length === 0)
            return;
        worker.postMessage({ type: 'adopt', thumbnails: this.#orphans });
        this.#orphans = [];
        this.#orphanBytes = 0;
    }
    /** The active worker: after a forced reload there is one, though it does not control the page. */
    async #worker() {
        const registration = await this.#container?.getRegistration(document.baseURI);
        return this.#container?.controller ?? registration?.active ?? undefined;
    }
}
