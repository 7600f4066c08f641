import { sectionOf } from '../shared/metadata/taken.ts';
import type { Tier } from '../shared/tier.ts';
import type { Picture } from './picture.ts';
import type { RenditionLoader } from './rendition-loader.ts';
import type { ServiceWorkerClient } from './service-worker-client.ts';
import { SharedLoads } from './shared-loads.ts';
import { SEEN, type Wish } from './wish.ts';

/** A decoded thumbnail; whoever asked owns it and has to close it or give it to a canvas. */
export interface Thumbnail {
  readonly bitmap: ImageBitmap;
  readonly tier: Tier;
  /** From asking to decoded. */
  readonly ms: number;
}

/** A thumbnail that just arrived. The first who takes it has the bitmap, the others decode one of their own. */
interface Arrived extends Disposable {
  take(): Promise<ImageBitmap>;
  readonly tier: Tier;
  readonly ms: number;
}

/** Thumbnails for the grid: from storage, else through the service worker, which fetches and stores what is not there. */
export class ThumbnailLoader {
  readonly #renditions: RenditionLoader;
  readonly #worker: ServiceWorkerClient;
  readonly #inFlight = new SharedLoads<string, Arrived>();

  constructor(renditions: RenditionLoader, worker: ServiceWorkerClient) {
    this.#renditions = renditions;
    this.#worker = worker;
  }

  /** @throws {LoadError} and `AbortError`. */
  async load(photo: Picture, wish: Wish = SEEN): Promise<Thumbnail> {
    const start = (shared: Wish) => this.#load(photo, shared);
    return this.#inFlight.join(photo.thumbnail.href, wish, start, async (arrived) => ({
      bitmap: await arrived.take(),
      tier: arrived.tier,
      ms: arrived.ms,
    }));
  }

  async #load(photo: Picture, wish: Wish): Promise<Arrived> {
    const { bitmap, tier, ms, blob, throughWorker } = await this.#renditions.load({
      ...{ photo, rendition: 'thumbnail', url: photo.thumbnail, wish, missed: () => [] },
    });
    if (!throughWorker) this.#worker.adopt({ url: photo.thumbnail.href, blob, section: sectionOf(photo.taken ?? '') });
    let taken = false;
    const take = async () => {
      if (taken) return createImageBitmap(blob);
      taken = true;
      return bitmap;
    };
    return { tier, ms, take, [Symbol.dispose]: () => bitmap.close() };
  }
}
