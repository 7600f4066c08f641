import type { Lease } from '../memory/lease.ts';
import { bytesOf, type MemoryTier } from '../memory/memory-tier.ts';
import type { Photo, Rendition } from '../shared/photo.ts';
import type { Tier } from '../shared/tier.ts';

import { type BitmapKey, bitmapKey } from './bitmap-key.ts';
import { decode, fetchRendition } from './fetch-rendition.ts';
import { isAbort, LoadError } from './load-error.ts';
import { SharedLoads } from './shared-loads.ts';
import type { TierLog } from './tier-log.ts';

/** A decoded picture, leased to whoever asked, and the tier that it came from. */
export interface Loaded {
  readonly lease: Lease<ImageBitmap>;
  readonly tier: Tier;
}

interface Missed extends Loaded, Disposable {
  /** Encoded bytes. */
  readonly bytes: number;
}

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
    const started = performance.now();
    const key = bitmapKey(photo, rendition);
    const missed = ['memory'] as const;
    try {
      return await this.#inFlight.join(
        key,
        signal,
        (shared) => this.#miss(key, photo[rendition], shared),
        ({ lease, tier, bytes }) => {
          this.#log.record({ kind: 'served', ...subject(photo, rendition, started), tier, missed, bytes });
          return { lease: this.#memory.add(key, lease.value), tier };
        },
      );
    } catch (error) {
      if (isAbort(error)) throw error;
      const reason = error instanceof LoadError ? error.reason : String(error);
      const { id, title } = photo;
      this.#log.record({ kind: 'failed', at: performance.now(), photo: id, title, rendition, missed, reason });
      throw error;
    }
  }

  async #miss(key: BitmapKey, url: URL, signal: AbortSignal): Promise<Missed> {
    const { blob, answeredBy } = await fetchRendition(url, signal);
    const lease = this.#memory.add(key, await decode(blob, signal));
    return { lease, tier: answeredBy ?? 'network', bytes: blob.size, [Symbol.dispose]: () => lease.release() };
  }
}

/** What a served event says of its picture. */
function subject(photo: Photo, rendition: Rendition, started: number) {
  const at = performance.now();
  return { at, ms: at - started, photo: photo.id, title: photo.title, rendition };
}
