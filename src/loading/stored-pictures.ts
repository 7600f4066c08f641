import { DEVICE_FOLDER } from '../shared/device-photo.ts';
import type { Rendition } from '../shared/photo.ts';
import { CACHES, type StoredTier } from '../shared/tier.ts';

/** A picture out of Cache Storage, encoded. */
export interface StoredPicture {
  readonly blob: Blob;
  readonly tier: StoredTier;
}

/** What looking for a stored picture came to. */
export interface Lookup {
  readonly picture: StoredPicture | undefined;
  /** The tiers that were asked in vain; not what is pinned, where nothing is. */
  readonly missed: readonly StoredTier[];
}

/**
 * What the service worker stored, read by the page itself: that takes half of the time that asking the worker does, and it
 * need not be running.
 */
export class StoredPictures {
  readonly #caches: Pick<CacheStorage, 'match' | 'has'> | undefined;
  readonly #device: string;

  /** `app` is the URL of the app's root. */
  constructor(app: string, caches: Pick<CacheStorage, 'match' | 'has'> | undefined = cacheStorage()) {
    this.#caches = caches;
    this.#device = new URL(DEVICE_FOLDER, app).href;
  }

  /** Looks where this rendition may be. Never fails: storage that is refused or broken holds nothing. */
  async find(url: URL, rendition: Rendition): Promise<Lookup> {
    const missed: StoredTier[] = [];
    try {
      for (const tier of this.#tiersOf(url, rendition)) {
        // By name each time: a cache that is kept open would go on showing what was in it after it was deleted.
        const response = await this.#caches?.match(url.href, { cacheName: CACHES[tier] });
        if (response) return { picture: { blob: await response.blob(), tier }, missed };
        if (await this.#isUsed(tier)) missed.push(tier);
      }
    } catch {
      // Then the service worker, or the network, answers.
    }
    return { picture: undefined, missed };
  }

  async #isUsed(tier: StoredTier): Promise<boolean> {
    if (tier !== 'pinned') return tier === 'thumbnails' && this.#caches !== undefined;
    return (await this.#caches?.has(CACHES.pinned)) ?? false;
  }

  #tiersOf({ href }: URL, rendition: Rendition): readonly StoredTier[] {
    if (href.startsWith(this.#device)) return ['device'];
    return rendition === 'thumbnail' ? ['thumbnails', 'pinned'] : ['pinned'];
  }
}

/** `undefined` outside secure contexts; where storage is refused, some browsers throw already when it is named. */
function cacheStorage(): CacheStorage | undefined {
  try {
    return globalThis.caches;
  } catch {
    return undefined;
  }
}
