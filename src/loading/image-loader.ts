import type { Lease } from '../memory/lease.ts';
import { bytesOf, type MemoryTier } from '../memory/memory-tier.ts';
import type { Photo, Rendition } from '../shared/photo.ts';
import type { Tier } from '../shared/tier.ts';

import { type BitmapKey, bitmapKey } from './bitmap-key.ts';
import { decode, fetchRendition } from './fetch-rendition.ts';
import { failureOf, isAbort } from './load-error.ts';
import { SharedLoads } from './shared-loads.ts';
import type { TierLog } from './tier-log.ts';

/** A decoded picture, leased to whoever asked, and the tier that it came from. */
export interface Loaded {
  readonly lease: Lease<ImageBitmap>;
  readonly tier: Tier;
}

interface Missed extends Loaded, Disposable {}

/** Decoded pictures for the views: from memory, else from the service worker, else from the network. */
export class ImageLoader {
  readonly #memory: MemoryTier<BitmapKey, ImageBitmap>;
  readonly #log: TierLog;
  readonly #inFlight = new SharedLoads<BitmapKey, Missed>();

  constructor(memory: MemoryTier<BitmapKey, ImageBitmap>, log: TierLog) {
    this.#memory = memory;
    this.#log = log;
  }

  /** The picture if it is in memory, in this very frame; a miss is not counted, since `load` may follow. */
  peek(photo: Photo, rendition: Rendition): Loaded | undefined {
    const started = performance.now();
    const lease = this.#memory.peek(bitmapKey(photo, rendition));
    if (!lease) return undefined;
    const bytes = bytesOf(lease.value);
    this.#log.record({ kind: 'served', ...subject(photo, rendition, started), tier: 'memory', missed: [], bytes });
    return { lease, tier: 'memory' };
  }

  /**
   * The picture, from the nearest tier that has it. The caller releases the lease.
   * @throws {LoadError} and `AbortError`.
   */
  async load(photo: Photo, rendition: Rendition, signal: AbortSignal): Promise<Loaded> {
    const hit = this.peek(photo, rendition);
    if (hit) return hit;
    const key = bitmapKey(photo, rendition);
    return this.#inFlight.join(
      key,
      signal,
      (shared) => this.#miss(key, photo, rendition, shared),
      ({ lease, tier }) => ({ lease: this.#memory.add(key, lease.value), tier }),
    );
  }

  /** Recorded here, once for all who share the load: what it cost was spent once. */
  async #miss(key: BitmapKey, photo: Photo, rendition: Rendition, signal: AbortSignal): Promise<Missed> {
    const started = performance.now();
    const missed = ['memory'] as const;
    try {
      const fetched = await fetchRendition(photo[rendition], signal);
      const lease = this.#memory.add(key, await decode(fetched, signal));
      const { tier, blob } = fetched;
      this.#log.record({ kind: 'served', ...subject(photo, rendition, started), tier, missed, bytes: blob.size });
      return { lease, tier, [Symbol.dispose]: () => lease.release() };
    } catch (error) {
      if (isAbort(error)) throw error;
      const { id, title } = photo;
      const at = performance.now();
      this.#log.record({ kind: 'failed', at, photo: id, title, rendition, missed, ...failureOf(error) });
      throw error;
    }
  }
}

/** What a served event says of its picture. */
function subject(photo: Photo, rendition: Rendition, started: number) {
  const at = performance.now();
  return { at, ms: at - started, photo: photo.id, title: photo.title, rendition };
}
