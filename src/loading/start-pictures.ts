import { MemoryTier } from '../memory/memory-tier.ts';
import { type BitmapKey, bitmapSize, parseBitmapKey } from './bitmap-key.ts';
import { Decoder } from './decode/decoder.ts';
import { startDecodeWorker } from './decode/start-decode-worker.ts';
import { ImageLoader } from './image-loader.ts';
import { LoadQueue } from './load-queue.ts';
import { RenditionLoader } from './rendition-loader.ts';
import type { Loading } from './start-thumbnails.ts';

export interface PicturesOptions {
  /** Bytes (width × height × 4) that decoded pictures may take. */
  readonly budgetBytes: number;
  /** Says of a lease that was dropped unreleased where it was acquired: for development, as it costs a stack trace each. */
  readonly traceLeases: boolean;
}

/** Begins the memory tier, and loading into it; `loading` is shared with the thumbnails. */
export function startPictures({ budgetBytes, traceLeases }: PicturesOptions, loading: Loading) {
  const { log } = loading;
  const memory = new MemoryTier<BitmapKey, ImageBitmap>({
    ...{ budgetBytes, traceLeases },
    observer: {
      collected: (key, size, bytes) => {
        const about = { ...parseBitmapKey(key), rendition: bitmapSize(size) };
        log.record({ kind: 'collected', at: performance.now(), ...about, bytes });
      },
      leaseForgotten: (acquiredAt) => console.warn('A lease on a bitmap was dropped without release()', acquiredAt),
    },
  });
  const decoder = new Decoder(startDecodeWorker);
  decoder.prepare();
  const decodes = new LoadQueue(Math.min(Math.max(navigator.hardwareConcurrency || 2, 2), 4), 1);
  return { memory, images: new ImageLoader(memory, new RenditionLoader({ ...loading, decoder, decodes }), log) };
}
