/// <reference types="vite/client" />
/// <reference types="trusted-types" />
import type { BitmapKey } from '../../../src/loading/bitmap-key.ts';
import { Decoder } from '../../../src/loading/decode/decoder.ts';
import { startDecodeWorker } from '../../../src/loading/decode/start-decode-worker.ts';
import { ImageLoader } from '../../../src/loading/image-loader.ts';
import { LoadQueue } from '../../../src/loading/load-queue.ts';
import { RenditionLoader } from '../../../src/loading/rendition-loader.ts';
import { TierLog } from '../../../src/loading/tier-log.ts';
import type { Wish } from '../../../src/loading/wish.ts';
import { defaultBudgetBytes } from '../../../src/memory/default-budget.ts';
import { MemoryTier, type MemoryTierOptions } from '../../../src/memory/memory-tier.ts';
import { type Photo, parsePhotoId } from '../../../src/shared/photo.ts';

/** A photo to load, as it is told from outside the page. */
export type PhotoPlan = {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  readonly full: string;
  /** `null` for a photo without screen rendition. */
  readonly screen: string | null;
};

/** The bytes that the tier keeps in this browser, on this device. */
export function ourBudgetBytes(): number {
  return defaultBudgetBytes(navigator, matchMedia('(pointer: coarse)').matches);
}

type Options = MemoryTierOptions<BitmapKey>;

/** Our tiers, put together as the app does it, without the views and the service worker. */
export function ourTiers<M extends MemoryTier<BitmapKey, ImageBitmap>>(makeMemory: (options: Options) => M) {
  const memory = makeMemory({
    budgetBytes: ourBudgetBytes(),
    observer: {
      collected: () => {},
      leaseForgotten: () => {
        throw new Error('A lease was forgotten.');
      },
    },
  });
  const log = new TierLog();
  const renditions = new RenditionLoader({
    log,
    stored: { find: async () => ({ picture: undefined, missed: [] }) },
    used: () => {},
    fetches: new LoadQueue(6),
    decodes: new LoadQueue(Math.min(Math.max(navigator.hardwareConcurrency, 2), 4)),
    decoder: new Decoder(startDecodeWorker),
    relieve: () => memory.trim(),
    online: () => navigator.onLine,
  });
  return { memory, images: new ImageLoader(memory, renditions, log) };
}

/** `ourTiers` with nothing special. */
export function plainTiers() {
  return ourTiers((options) => new MemoryTier<BitmapKey, ImageBitmap>(options));
}

/** The wish of somebody who waits for it. */
export function visible(): Wish {
  return { priority: 'visible', signal: new AbortController().signal };
}

/** A placeholder of three parts, as a photo of 3:2 has it. */
const THUMBHASH = 'mFgGNY49dHePd4eLd2iIiF+L+RRI';

export function photoOf({ index, width, height, full, screen }: PhotoPlan): Photo {
  const id = parsePhotoId(index.toString(16).padStart(32, '0'));
  if (!id) throw new Error(`${index} makes no photo id.`);
  const original = new URL(full);
  const title = `photo ${index}`;
  const about = {
    source: 'library',
    title,
    fileName: title,
    taken: '2024-07-01T10:00:00',
    type: 'image/jpeg',
    bytes: 0,
    thumbhash: THUMBHASH,
  } as const;
  return {
    id,
    ...about,
    width,
    height,
    thumbnail: original,
    screen: screen ? new URL(screen) : undefined,
    full: original,
    original,
  };
}
