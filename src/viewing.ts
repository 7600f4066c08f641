import type { BitmapKey } from './loading/bitmap-key.ts';
import { Decoder } from './loading/decode/decoder.ts';
import { startDecodeWorker } from './loading/decode/start-decode-worker.ts';
import { ImageLoader, screenBytes } from './loading/image-loader.ts';
import { LoadQueue } from './loading/load-queue.ts';
import { Prefetcher, savesData } from './loading/prefetcher.ts';
import { RenditionLoader, type RenditionLoaderOptions } from './loading/rendition-loader.ts';
import type { TierLog } from './loading/tier-log.ts';
import type { MemoryTier } from './memory/memory-tier.ts';

/** What photos are opened with. It is loaded after the grid, which needs nothing of it. */
export { photoControls } from './views/viewer/photo-controls.ts';
export { Viewer } from './views/viewer/viewer.ts';

/** Loads photos at their full size, and those that may come next. */
export interface Viewing {
  readonly images: ImageLoader;
  readonly prefetcher: Prefetcher;
}

/** Begins loading into `memory`; `loading` is shared with the thumbnails. */
export function startViewing(
  memory: MemoryTier<BitmapKey, ImageBitmap>,
  log: TierLog,
  loading: Omit<RenditionLoaderOptions, 'decoder' | 'decodes'>,
): Viewing {
  const decoder = new Decoder(startDecodeWorker);
  decoder.prepare();
  const decodes = new LoadQueue(Math.min(Math.max(navigator.hardwareConcurrency || 2, 2), 4), 1);
  const images = new ImageLoader(memory, new RenditionLoader({ ...loading, decoder, decodes }), log);
  const prefetcher = new Prefetcher({
    images,
    budget: memory,
    bytesOf: screenBytes,
    saveData: () => savesData(navigator),
  });
  return { images, prefetcher };
}
