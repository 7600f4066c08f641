import type { LateMemory } from './late-memory.ts';
import { type BitmapKey, bitmapSize, parseBitmapKey } from './loading/bitmap-key.ts';
import { Decoder } from './loading/decode/decoder.ts';
import { startDecodeWorker } from './loading/decode/start-decode-worker.ts';
import { ImageLoader, screenBytes } from './loading/image-loader.ts';
import { LoadQueue } from './loading/load-queue.ts';
import { onMemoryPressure } from './loading/memory-pressure.ts';
import { Prefetcher, savesData } from './loading/prefetcher.ts';
import { RenditionLoader, type RenditionLoaderOptions } from './loading/rendition-loader.ts';
import type { TierLog } from './loading/tier-log.ts';
import { MemoryTier } from './memory/memory-tier.ts';

/** What photos are opened with. It is loaded after the grid, which needs nothing of it. */
export { photoControls } from './views/viewer/photo-controls.ts';
export { Viewer } from './views/viewer/viewer.ts';

/** Loads photos at their full size, and those that may come next, and keeps them in memory. */
export interface Viewing {
  readonly images: ImageLoader;
  readonly prefetcher: Prefetcher;
  /** Closes what nobody looks at, and what is on its way to join it. */
  readonly trim: () => void;
}

/** Begins the memory tier, and loading into it; `loading` is shared with the thumbnails. */
export function startViewing(
  late: LateMemory,
  log: TierLog,
  loading: Omit<RenditionLoaderOptions, 'decoder' | 'decodes'>,
  signal: AbortSignal,
): Viewing {
  const memory = new MemoryTier<BitmapKey, ImageBitmap>({
    budgetBytes: late.budgetBytes,
    observer: {
      collected: (key, size, bytes) => {
        const about = parseBitmapKey(key);
        if (!about) return;
        log.record({ kind: 'collected', at: performance.now(), ...about, rendition: bitmapSize(size), bytes });
      },
      leaseForgotten: (acquiredAt) => console.warn('A lease on a bitmap was dropped without release()', acquiredAt),
    },
    traceLeases: import.meta.env.DEV,
  });
  late.begin(memory);
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
  const trim = () => {
    prefetcher.stop();
    memory.trim();
  };
  onMemoryPressure(trim, document, signal);
  return { images, prefetcher, trim };
}
