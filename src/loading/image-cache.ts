import { defaultBudgetBytes } from '../memory/default-budget.ts';
import type { MemoryTier } from '../memory/memory-tier.ts';
import type { StorageFigures } from '../shared/messages.ts';
import { nameStorage, type Tier } from '../shared/tier.ts';
import { type BitmapKey, type BitmapSize, bitmapKey } from './bitmap-key.ts';
import type { ImageLoader } from './image-loader.ts';
import { onMemoryPressure } from './memory-pressure.ts';
import type { Picture } from './picture.ts';
import { ServiceWorkerClient } from './service-worker-client.ts';
import { startPictures } from './start-pictures.ts';
import { startThumbnails } from './start-thumbnails.ts';
import type { ThumbnailLoader } from './thumbnail-loader.ts';
import { TierLog } from './tier-log.ts';
import { SEEN, type Wish } from './wish.ts';

export interface ImageCacheOptions {
  /** Begins the names of caches, database and locks. The service worker has to be given the same. */
  readonly name: string;
  /** URL of the service worker's script, from the page's base; `sw.js` if it is not given. */
  readonly worker?: string | URL;
  /** Bytes (width × height × 4) that decoded pictures may take; what suits the device if it is not given. */
  readonly budgetBytes?: number;
  /** Says of a lease that was dropped unreleased where it was acquired: for development, as it costs a stack trace each. */
  readonly traceLeases?: boolean;
  /** Ends all listeners and timers, and what is asked of the worker; if it is not given, the end of the page does. */
  readonly signal?: AbortSignal;
}

/** Both tiers, as a page sees them. One for each page. */
export class ImageCache {
  /** Thumbnails: out of the storage, else from the network by way of the service worker, which stores them. */
  readonly thumbnails: ThumbnailLoader;
  /** Full pictures: out of memory, else from the network. */
  readonly images: ImageLoader;
  readonly memory: MemoryTier<BitmapKey, ImageBitmap>;
  /** What happened in the tiers since the page started. */
  readonly log = new TierLog();
  /** For `OfflinePictures`. */
  readonly worker: ServiceWorkerClient;
  readonly signal: AbortSignal;

  constructor(options: ImageCacheOptions) {
    const { name, worker, traceLeases = false, signal = SEEN.signal } = options;
    this.signal = signal;
    nameStorage(name);
    this.worker = new ServiceWorkerClient(navigator.serviceWorker, (event) => this.log.record(event), signal, worker);
    const trim = () => this.memory.trim();
    const { loading, thumbnails } = startThumbnails(this.log, this.worker, trim, signal);
    this.thumbnails = thumbnails;
    const budgetBytes = options.budgetBytes ?? defaultBudgetBytes(navigator, matchMedia('(pointer: coarse)').matches);
    const { memory, images } = startPictures({ budgetBytes, traceLeases }, loading);
    this.memory = memory;
    this.images = images;
    onMemoryPressure(trim, document, signal);
  }

  /**
   * Draws a picture on a canvas, which becomes as large as it, and keeps nothing open: the second time a full one comes from
   * memory. Gives the tier that it came from.
   * @throws {LoadError} and `AbortError`.
   */
  async draw(
    picture: Picture,
    canvas: HTMLCanvasElement,
    size: BitmapSize | 'thumbnail' = 'full',
    wish?: Wish,
  ): Promise<Tier> {
    const { bitmap, close, tier } = await this.#bitmap(picture, size, wish);
    Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    close();
    return tier;
  }

  async #bitmap(picture: Picture, size: BitmapSize | 'thumbnail', wish?: Wish) {
    if (size === 'thumbnail') {
      const { bitmap, tier } = await this.thumbnails.load(picture, wish);
      return { bitmap, tier, close: () => bitmap.close() };
    }
    const { lease, tier } = await this.images.load(picture, size, wish);
    return { bitmap: lease.value, tier, close: () => lease.release() };
  }

  /**
   * Count and encoded bytes of the stored thumbnails, and their budget.
   * @throws {WorkerError} when there is no worker, or it cannot say.
   */
  async stored(): Promise<StorageFigures['thumbnails']> {
    return (await this.worker.ask({ type: 'figures' })).thumbnails;
  }

  /**
   * Encoded bytes of thumbnails to keep, from now on; pages to come keep to it, too. The oldest are dropped soon afterwards.
   * @throws {WorkerError} when there is no worker, or it cannot note that.
   */
  async setThumbnailBudget(bytes: number): Promise<void> {
    await this.worker.ask({ type: 'set-thumbnail-budget', bytes });
  }

  /**
   * Forgets one picture in both tiers; what somebody draws goes when it is released. Gives the bytes of each that this gave
   * back, or will: decoded ones of memory, encoded ones of the storage.
   * @throws {WorkerError} when the storage cannot be asked; memory has forgotten it all the same.
   */
  async evict(picture: Picture): Promise<{ readonly memoryBytes: number; readonly thumbnailBytes: number }> {
    const { closedBytes, leasedBytes } = this.memory.evict(bitmapKey(picture));
    const { bytes } = await this.worker.ask({ type: 'evict-thumbnail', url: picture.thumbnail.href });
    return { memoryBytes: closedBytes + leasedBytes, thumbnailBytes: bytes };
  }

  /**
   * Empties both tiers, but for what is drawn.
   * @throws {WorkerError} when the worker could not clear the storage; without a worker there is none.
   */
  async clear(): Promise<void> {
    this.memory.trim();
    await this.worker.clear();
  }
}
