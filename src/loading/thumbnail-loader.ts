import type { Photo } from '../shared/photo.ts';
import type { Tier } from '../shared/tier.ts';
import { decode, fetchRendition } from './fetch-rendition.ts';
import { failureOf, isAbort } from './load-error.ts';
import { LoadQueue } from './load-queue.ts';
import type { ServiceWorkerClient } from './service-worker-client.ts';
import type { TierLog } from './tier-log.ts';

/** HTTP/1.1 servers take six connections from a browser; more would only queue where they cannot be cancelled. */
const AT_ONCE = 6;

/** A decoded thumbnail; whoever asked owns it and has to close it or give it to a canvas. */
export interface Thumbnail {
  readonly bitmap: ImageBitmap;
  readonly tier: Tier;
}

/** Thumbnails for the grid: through the service worker, which answers from storage and fetches what it lacks. */
export class ThumbnailLoader {
  readonly #queue = new LoadQueue(AT_ONCE);
  readonly #worker: ServiceWorkerClient;
  readonly #log: TierLog;

  constructor(worker: ServiceWorkerClient, log: TierLog) {
    this.#worker = worker;
    this.#log = log;
  }

  /** @throws {LoadError} and `AbortError`. */
  async load(photo: Photo, signal: AbortSignal): Promise<Thumbnail> {
    const about = { photo: photo.id, title: photo.title, rendition: 'thumbnail' } as const;
    // Without a worker the thumbnails tier was not asked, so it did not miss.
    const asked = this.#worker.controls ? (['thumbnails'] as const) : [];
    try {
      return await this.#queue.run(signal, async () => {
        const started = performance.now();
        const fetched = await fetchRendition(photo.thumbnail, signal);
        const { blob, tier, throughWorker } = fetched;
        const bitmap = await decode(fetched, signal);
        if (!throughWorker) this.#worker.adopt({ url: photo.thumbnail.href, blob });
        const missed = tier === 'network' ? asked : [];
        const at = performance.now();
        this.#log.record({ kind: 'served', ...about, at, ms: at - started, tier, missed, bytes: blob.size });
        return { bitmap, tier };
      });
    } catch (error) {
      if (isAbort(error)) throw error;
      const failure = failureOf(error);
      const missed = failure.tier === 'network' ? asked : [];
      this.#log.record({ kind: 'failed', ...about, at: performance.now(), missed, ...failure });
      throw error;
    }
  }
}
