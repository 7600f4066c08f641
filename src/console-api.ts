import type { BitmapKey } from './loading/bitmap-key.ts';
import type { ServiceWorkerClient } from './loading/service-worker-client.ts';
import { headline, type TierLog } from './loading/tier-log.ts';
import type { MemoryTier, Tally } from './memory/memory-tier.ts';
import type { StorageFigures } from './shared/messages.ts';
import { isPictureEvent, type TierEvent } from './shared/tier.ts';

/** Where there is no worker, or one whose books cannot be read. */
const NO_FIGURES: Pick<StorageFigures, 'thumbnails' | 'pinned'> = {
  thumbnails: { count: 0, bytes: 0, budgetBytes: 0 },
  pinned: { count: 0, bytes: 0 },
};

/** What `afterimage.stats()` resolves to. Hits, misses and the like count since this page started. */
export interface Stats {
  /** Bytes of decoded pixels. */
  readonly memory: {
    readonly leased: Tally;
    readonly retained: Tally;
    readonly weak: Tally;
    readonly budgetBytes: number;
    readonly hits: number;
    readonly misses: number;
    readonly collected: number;
  };
  /** Encoded bytes, from here on. */
  readonly thumbnails: Tally & {
    readonly budgetBytes: number;
    readonly hits: number;
    readonly misses: number;
    readonly evicted: number;
  };
  readonly pinned: Tally;
  /** Requests that somebody gave up count too, with the bytes of those that had arrived as a whole. */
  readonly network: { readonly requests: number; readonly bytes: number; readonly failures: number };
}

/** The console API, `globalThis.afterimage`. */
export interface Afterimage {
  stats(): Promise<Stats>;
  /** The last 500 tier events, oldest first. */
  events(): readonly TierEvent[];
  /** Closes every decoded picture that nobody draws. */
  trim(): void;
  /**
   * Bytes of decoded pictures to keep, from now until the page ends. A smaller budget takes effect at once.
   * @throws {RangeError} when that is no number of bytes.
   */
  setMemoryBudget(bytes: number): void;
  /** Empties every tier of this app but the pinned photos. */
  clear(): Promise<void>;
}

/** Makes the console API, and writes what happens to the pictures of the memory tier to the console, at level debug. */
export function consoleApi(
  memory: MemoryTier<BitmapKey, ImageBitmap>,
  worker: ServiceWorkerClient,
  log: TierLog,
  trim: () => void,
  signal: AbortSignal,
): Afterimage {
  log.listen((event) => {
    if (isPictureEvent(event) && event.rendition !== 'thumbnail') console.debug(headline(event));
  }, signal);
  return {
    stats: async () => {
      const { thumbnails, pinned } = await worker.ask({ type: 'figures' }).catch(() => NO_FIGURES);
      memory.probe();
      const { leased, retained, weak, budgetBytes } = memory;
      const { hits, misses, removed: collected } = log.count('memory');
      const stored = log.count('thumbnails');
      const { requests, bytes, failures } = log.count('network');
      return {
        memory: { leased, retained, weak, budgetBytes, hits, misses, collected },
        thumbnails: { ...thumbnails, hits: stored.hits, misses: stored.misses, evicted: stored.removed },
        pinned,
        network: { requests, bytes, failures },
      };
    },
    events: () => log.recent(),
    trim,
    setMemoryBudget: (bytes) => {
      if (!Number.isFinite(bytes) || bytes < 0) throw new RangeError(`Not a number of bytes: ${bytes}`);
      memory.setBudget(bytes);
    },
    clear: async () => {
      trim();
      await worker.clear();
    },
  };
}
