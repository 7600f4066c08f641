import { type Adoptee, isWorkerMessage, type PageMessage, type StorageFigures } from '../shared/messages.ts';
import type { EvictedEvent } from '../shared/tier.ts';

/** Bytes of pictures to hold for a service worker that is still on its way. */
const ADOPTION_LIMIT = 20_000_000;

const NO_FIGURES: StorageFigures = {
  thumbnails: { count: 0, bytes: 0, budgetBytes: 0 },
  pinned: { count: 0, bytes: 0 },
};

/** The page's side of the talk with the service worker. Everything works without one, only nothing is kept. */
export class ServiceWorkerClient {
  readonly #container: ServiceWorkerContainer | undefined;
  #orphans: Adoptee[] = [];
  #orphanBytes = 0;

  /** `container` is `navigator.serviceWorker`, which browsers leave out where storage is refused. */
  constructor(container: ServiceWorkerContainer | undefined, onEvicted: (event: EvictedEvent) => void) {
    this.#container = container;
    container?.addEventListener('controllerchange', () => this.#handOver());
    container?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!isWorkerMessage(data)) return;
      const { count, bytes } = data;
      onEvicted({ kind: 'evicted', at: performance.now(), tier: 'thumbnails', count, bytes });
    });
  }

  /** Calls back when a worker begins to control a page that loaded without one: at the end of a first visit's set-up. */
  onFirstControl(listener: () => void): void {
    if (this.#container?.controller) return;
    this.#container?.addEventListener('controllerchange', listener, { once: true });
  }

  /** Has the worker store a picture that it did not fetch: on the first visit the page is faster than the worker. */
  adopt(thumbnail: Adoptee): void {
    if (this.#orphanBytes + thumbnail.blob.size > ADOPTION_LIMIT) return;
    this.#orphans.push(thumbnail);
    this.#orphanBytes += thumbnail.blob.size;
    this.#handOver();
  }

  /** What is stored now; zero where there is no worker. */
  async figures(): Promise<StorageFigures> {
    return (await this.#ask<StorageFigures>({ type: 'figures' })) ?? NO_FIGURES;
  }

  async clear(): Promise<void> {
    await this.#ask<true>({ type: 'clear' });
  }

  #handOver(): void {
    const worker = this.#container?.controller;
    if (!worker || this.#orphans.length === 0) return;
    worker.postMessage({ type: 'adopt', thumbnails: this.#orphans } satisfies PageMessage);
    this.#orphans = [];
    this.#orphanBytes = 0;
  }

  #ask<T>(message: PageMessage): Promise<T | undefined> {
    const worker = this.#container?.controller;
    if (!worker) return Promise.resolve(undefined);
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<T>) => {
        port1.close();
        resolve(data);
      };
      worker.postMessage(message, [port2]);
    });
  }
}
