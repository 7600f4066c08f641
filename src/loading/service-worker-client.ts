import {
  type Adoptee,
  type PageMessage,
  PROTOCOL,
  type Replies,
  type Reply,
  type Use,
  type WorkerMessage,
} from '../shared/messages.ts';
import type { EvictedEvent, NotStoredEvent } from '../shared/tier.ts';
import { failureOfWorker, WorkerError } from '../shared/worker-error.ts';
import { isWorkerMessage } from '../shared/worker-message.ts';

/** Bytes of pictures to hold for a service worker that is still on its way. */
const ADOPTION_LIMIT = 20_000_000;
/** A worker that does not reply in so many ms is taken for broken. */
const PATIENCE_MS = 3000;
/** Clearing waits for what is being written, and for slow disks. */
const CLEARING_MS = 30_000;

/** Setting up takes the time to fetch the app once more, in ms. */
const SET_UP_MS = 10_000;

/**
 * `worker-older` and `worker-newer`: the page has to be loaded anew, the first time after the waiting worker took over.
 * `newer-data`: a newer version of the app was here and left books that this one must not touch; pictures are shown, and
 * not kept. `no-worker`: there is none, or it does not reply.
 */
export type Understanding = 'good' | 'worker-older' | 'worker-newer' | 'newer-data' | 'no-worker';

/** The page's side of the talk with the service worker. Everything works without one, only nothing is kept. */
export class ServiceWorkerClient {
  readonly #container: ServiceWorkerContainer | undefined;
  readonly #signal: AbortSignal;
  readonly #script: string | URL;
  #orphans: Adoptee[] = [];
  #orphanBytes = 0;

  /**
   * `container` is `navigator.serviceWorker`, which browsers leave out where storage is refused. `record` is called with
   * what the worker tells of its tiers. Once `signal` is aborted nothing is asked or told any more: whatever it was, it
   * would bring back storage that was just deleted. `script` is the worker's own, from the page's base.
   */
  constructor(
    container: ServiceWorkerContainer | undefined,
    record: (event: EvictedEvent | NotStoredEvent) => void,
    signal: AbortSignal,
    script: string | URL = 'sw.js',
  ) {
    this.#container = container;
    this.#signal = signal;
    this.#script = script;
    container?.addEventListener('controllerchange', () => void this.#handOver(), { signal });
    this.listen(
      'evicted',
      ({ count, bytes }) => record({ kind: 'evicted', at: performance.now(), tier: 'thumbnails', count, bytes }),
      signal,
    );
    this.listen(
      'not-stored',
      ({ tier, count, bytes }) => record({ kind: 'not-stored', at: performance.now(), tier, count, bytes }),
      signal,
    );
  }

  /** Calls back with each message of this type that the worker tells its pages. */
  listen<T extends WorkerMessage['type']>(
    type: T,
    listener: (message: Extract<WorkerMessage, { type: T }>) => void,
    signal: AbortSignal,
  ): void {
    const isWanted = (data: unknown): data is Extract<WorkerMessage, { type: T }> =>
      isWorkerMessage(data) && data.type === type;
    const hear = ({ data, source }: MessageEvent) => this.#isOurs(source) && isWanted(data) && listener(data);
    this.#container?.addEventListener('message', hear, { signal });
  }

  /** Whether what the page fetches goes through a worker. */
  get controls(): boolean {
    return Boolean(this.#container?.controller);
  }

  /** Calls back when a worker begins to control a page that loaded without one: at the end of a first visit's set-up. */
  onFirstControl(listener: () => void): void {
    if (!this.controls) this.#container?.addEventListener('controllerchange', listener, { once: true });
  }

  /** Whether there is a worker to talk to, or one comes within ten seconds, as at the end of a first visit's set-up. */
  async ready(): Promise<boolean> {
    if (!this.#container) return false;
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), SET_UP_MS));
    return Promise.race([this.#container.ready.then(() => true), late]);
  }

  /** Has the worker store a picture that it did not fetch: on the first visit the page is faster than the worker. */
  adopt(thumbnail: Adoptee): void {
    if (!this.#container || this.#orphanBytes + thumbnail.blob.size > ADOPTION_LIMIT) return;
    this.#orphans.push(thumbnail);
    this.#orphanBytes += thumbnail.blob.size;
    void this.#handOver();
  }

  /** Tells the worker which stored pictures were used. In the same job where a worker controls the page, which may be ending. */
  used(uses: readonly Use[]): void {
    const message: PageMessage = { type: 'used', uses };
    const { controller } = this.#container ?? {};
    if (this.#signal.aborted) return;
    if (controller) controller.postMessage(message);
    else void this.#worker().then((worker) => worker?.postMessage(message));
  }

  /** Whether page and worker understand each other, and whose data is on this device. */
  async understanding(): Promise<Understanding> {
    try {
      const { protocol } = await this.ask({ type: 'hello' });
      if (protocol === PROTOCOL) return 'good';
      return protocol < PROTOCOL ? 'worker-older' : 'worker-newer';
    } catch (error) {
      const code = failureOfWorker(error);
      if (code === 'newer-data') return code;
      return code === 'unknown-message' ? 'worker-older' : 'no-worker';
    }
  }

  /** @throws when the worker could not clear its storage; without a worker there is none. */
  async clear(): Promise<void> {
    this.#orphans = [];
    this.#orphanBytes = 0;
    if (await this.#worker()) await this.ask({ type: 'clear' }, CLEARING_MS);
  }

  /**
   * Asks the worker something, and waits for the reply, for at most `patienceMs`.
   * @throws {WorkerError} when there is no worker, it does not reply, or it refuses.
   */
  async ask<T extends keyof Replies>(
    message: Extract<PageMessage, { type: T }>,
    patienceMs = PATIENCE_MS,
  ): Promise<Replies[T]> {
    const worker = await this.#worker();
    if (!worker) throw new WorkerError('There is no service worker.', 'no-worker');
    const { port1, port2 } = new MessageChannel();
    let patience: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise<Replies[T]>((resolve, reject) => {
        const late = () => reject(new WorkerError('The service worker does not reply.', 'no-reply'));
        patience = setTimeout(late, patienceMs);
        port1.onmessage = ({ data }: MessageEvent<Reply<Replies[T]>>) =>
          data.ok ? resolve(data.value) : reject(new WorkerError(data.reason, data.code));
        worker.postMessage(message, [port2]);
      });
    } finally {
      clearTimeout(patience);
      port1.close();
    }
  }

  async #handOver(): Promise<void> {
    const worker = await this.#worker();
    if (!worker || this.#orphans.length === 0) return;
    worker.postMessage({ type: 'adopt', thumbnails: this.#orphans } satisfies PageMessage);
    this.#orphans = [];
    this.#orphanBytes = 0;
  }

  /** The active worker: after a forced reload there is one, though it does not control the page. */
  async #worker(): Promise<ServiceWorker | undefined> {
    // Where the browser blocks site data, asking is an error.
    const registration = await this.#container?.getRegistration(document.baseURI).catch(() => undefined);
    return this.#signal.aborted ? undefined : (this.#container?.controller ?? registration?.active ?? undefined);
  }

  /** A copy of the app at `/` has the same pages below it as a copy at `/photos/`: each listens to its own worker. */
  #isOurs(source: MessageEventSource | null): boolean {
    return source instanceof ServiceWorker && source.scriptURL === new URL(this.#script, document.baseURI).href;
  }
}
