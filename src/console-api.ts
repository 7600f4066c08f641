import type { Eviction } from './evict-photo.ts';
import type { LateMemory } from './late-memory.ts';
import type { Library } from './library/library.ts';
import type { MemorySample } from './loading/memory-history.ts';
import type { Condition } from './loading/pretend-network.ts';
import type { ServiceWorkerClient } from './loading/service-worker-client.ts';
import { headline, type TierLog } from './loading/tier-log.ts';
import type { Tally } from './memory/memory-tier.ts';
import type { StorageFigures } from './shared/messages.ts';
import { isPictureEvent, type TierEvent } from './shared/tier.ts';
import type { TierReport } from './tier-report.ts';

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
  /**
   * Encoded bytes of thumbnails to keep, from now on; pages to come keep to it, too. The oldest are dropped soon afterwards.
   * @throws {RangeError} when that is no number of bytes; {WorkerError} when nobody can be told.
   */
  setThumbnailBudget(bytes: number): Promise<void>;
  /**
   * Forgets the photo with this id (it stands in its address) in every tier that may get it anew: in memory what nobody draws, and
   * the thumbnail in the storage. What is kept offline or is of this device stays.
   * @throws {RangeError} when there is no such photo; {LibraryError} when a month that may have it cannot be loaded;
   * {WorkerError} when the storage cannot be asked.
   */
  evict(id: string): Promise<Eviction>;
  /**
   * Has this page behave as without a network, or with a slow one ("Slow 4G" of Chromium's DevTools), until it says `real` or the
   * page ends. What the page is fetching already arrives. It is about the library and its pictures: what is kept offline is
   * fetched by the service worker, and goes on.
   * @throws {RangeError} when there is no such condition.
   */
  pretend(condition: Condition): Promise<void>;
  /** All figures and the last events in one, to keep or to send to somebody. */
  report(): Promise<TierReport>;
  /** Empties every tier of this app but the pinned photos. */
  clear(): Promise<void>;
}

/** What nobody needs before they ask for it. */
const levers = () => import('./levers.ts');

/** What the console API is about. */
export interface ConsoleApiParts {
  readonly memory: LateMemory;
  /** What was in memory over time, as far as that is known. */
  readonly history: () => readonly MemorySample[];
  readonly worker: ServiceWorkerClient;
  readonly library: Promise<Library>;
  readonly log: TierLog;
  readonly trim: () => void;
}

/** Makes the console API, and writes what happens to the pictures of the memory tier to the console, at level debug. */
export function consoleApi(
  { memory, history, worker, library, log, trim }: ConsoleApiParts,
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
      checkBytes(bytes);
      memory.setBudget(bytes);
    },
    setThumbnailBudget: async (bytes) => {
      checkBytes(bytes);
      await worker.ask({ type: 'set-thumbnail-budget', bytes });
    },
    evict: async (id) => (await levers()).evictPhoto(id, await library, memory, worker),
    pretend: async (condition) => (await levers()).pretend(condition),
    report: async () => {
      const { tierReport, readStored, countSavedEver } = await levers();
      const stored = await readStored(worker);
      return tierReport({ log, memory, history: history(), stored, ever: countSavedEver(log, signal).total });
    },
    clear: async () => {
      trim();
      await worker.clear();
    },
  };
}

function checkBytes(bytes: number): void {
  if (!Number.isFinite(bytes) || bytes < 0) throw new RangeError(`Not a number of bytes: ${bytes}`);
}
