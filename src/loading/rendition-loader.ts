import type { Use } from '../shared/messages.ts';
import { sectionOf } from '../shared/metadata/taken.ts';
import type { Rendition } from '../shared/photo.ts';
import type { Tier } from '../shared/tier.ts';
import type { AnsweringTier } from '../shared/tier-header.ts';
import type { Decoder } from './decode/decoder.ts';
import { type Fetched, fetchRendition } from './fetch-rendition.ts';
import { failureOf, LoadError, OutOfMemoryError } from './load-error.ts';
import type { LoadQueue } from './load-queue.ts';
import type { Picture } from './picture.ts';
import { withRetries } from './retry.ts';
import type { StoredPictures } from './stored-pictures.ts';
import type { TierLog } from './tier-log.ts';
import type { Wish } from './wish.ts';

/** Pauses before a fetch is tried again, in ms: long enough for a server to restart, short enough to wait for. */
const PAUSES = [300, 1200];
/** Long side, in px, to which a picture is reduced that does not fit into memory: 4096 × 4096 fits into every canvas. */
const REDUCED = 4096;
/** What they answer with, the network is spared. Photos of this device were never there. */
const SAVING: ReadonlySet<Tier> = new Set(['thumbnails', 'pinned']);

export interface RenditionLoaderOptions {
  readonly log: TierLog;
  readonly stored: Pick<StoredPictures, 'find'>;
  /** Is told of each stored picture that was shown, and of each thumbnail that the service worker stores from now on. */
  readonly used: (use: Use) => void;
  /** Bounds what is fetched at once, apart from what is decoded at once: one waits for the network, the other for cores. */
  readonly fetches: LoadQueue;
  readonly decodes: LoadQueue;
  readonly decoder: Pick<Decoder, 'decode'>;
  /** Frees memory, when a picture did not fit. */
  readonly relieve: () => void;
  readonly online: () => boolean;
}

/** What to load, and what to say of it in the log. */
export interface RenditionRequest {
  readonly photo: Picture;
  readonly rendition: Rendition;
  readonly url: URL;
  readonly wish: Wish;
  /** The picture may come smaller, but not with a long side of fewer px than this. */
  readonly longSide?: number;
  /** The tiers that were asked in vain when `tier` answered. */
  readonly missed: (tier: Tier) => readonly Tier[];
}

/** A rendition that was read or fetched, and decoded; the bitmap belongs to whoever asked. */
export interface LoadedRendition extends Fetched {
  readonly bitmap: ImageBitmap;
  /** From asking to decoded. */
  readonly ms: number;
}

/** Reads one rendition from where it is stored, or fetches it; decodes it, and records what came of it. */
export class RenditionLoader {
  readonly #options: RenditionLoaderOptions;

  constructor(options: RenditionLoaderOptions) {
    this.#options = options;
  }

  /** @throws {LoadError} and `AbortError`. */
  async load(request: RenditionRequest): Promise<LoadedRendition> {
    const asked = performance.now();
    const { picture, missed } = await this.#options.stored.find(request.url, request.rendition);
    request.wish.signal.throwIfAborted();
    const inVain = new Set<Tier>(missed);
    const counting = { ...request, missed: (tier: Tier) => missedOnce(request, inVain, tier) };
    if (picture) {
      try {
        return await this.#decode({ ...picture, throughWorker: true }, counting, asked);
      } catch (error) {
        if (!(error instanceof LoadError) || error.reason !== 'decode-failed') return this.#fail(error, counting);
        // What was stored is broken: whoever stores it gets it anew.
        inVain.add(picture.tier);
      }
    }
    if (request.wish.priority === 'passing') throw new DOMException('It was flung past.', 'AbortError');
    const fetched = await this.#fetch(counting, picture !== undefined);
    return this.#decode(fetched, counting, asked).catch((error: unknown) => this.#fail(error, counting));
  }

  #fetch(request: RenditionRequest, renew: boolean): Promise<Fetched> {
    const { log, fetches, online } = this.#options;
    const { url, wish } = request;
    const { signal } = wish;
    // Whatever becomes of it, it was a request, unless the service worker had the picture.
    const ask = async () => {
      const fetched = await fetchRendition(url, signal, renew).catch((error: unknown) => {
        log.asked(0);
        throw error;
      });
      if (fetched.tier === 'network') log.asked(fetched.blob.size);
      return fetched;
    };
    const attempt = () =>
      fetches
        .run(wish, ask)
        // Each attempt is in the books.
        .catch((error: unknown) => this.#fail(error, request));
    return withRetries(attempt, { signal, pauses: PAUSES, online });
  }

  async #decode(fetched: Fetched, request: RenditionRequest, asked: number): Promise<LoadedRendition> {
    const { blob, tier } = fetched;
    const arrived = performance.now();
    const bitmap = await this.#bitmap(blob, request).catch((error: unknown) => {
      throw error instanceof LoadError ? new LoadError(error.reason, error.cause, { tier, bytes: blob.size }) : error;
    });
    const at = performance.now();
    const ms = at - asked;
    this.#options.log.record({
      ...{ kind: 'served', at, ...about(request), missed: request.missed(tier), tier, ms, decodeMs: at - arrived },
      ...{ bytes: blob.size, savedBytes: isAhead(request) || !SAVING.has(tier) ? 0 : blob.size },
    });
    this.#noteUse(tier, request);
    return { ...fetched, bitmap, ms };
  }

  async #bitmap(blob: Blob, { wish, longSide }: RenditionRequest): Promise<ImageBitmap> {
    const { decodes, decoder, relieve } = this.#options;
    const decode = (size: { longSide?: number }) =>
      decodes.run(
        wish,
        () => decoder.decode(blob, { ...size, signal: wish.signal }),
        (bitmap) => bitmap.close(),
      );
    return decode(longSide ? { longSide } : {}).catch((error: unknown) => {
      // What was loaded ahead is not worth what others would lose.
      if (!(error instanceof OutOfMemoryError) || wish.priority !== 'visible') throw error;
      relieve();
      return decode({ longSide: Math.min(longSide ?? REDUCED, REDUCED) });
    });
  }

  /** A thumbnail from the network is stored from now on, so that its month is to be told as well. */
  #noteUse(tier: AnsweringTier, { photo, rendition, url }: RenditionRequest): void {
    if (tier === 'network' && rendition !== 'thumbnail') return;
    const storedIn = tier === 'network' ? 'thumbnails' : tier;
    this.#options.used({ tier: storedIn, url: url.href, section: sectionOf(photo.taken ?? '') });
  }

  #fail(error: unknown, request: RenditionRequest): never {
    if (request.wish.signal.aborted) throw error;
    const failure = failureOf(error);
    const missed = request.missed(failure.tier);
    this.#options.log.record({ kind: 'failed', at: performance.now(), ...about(request), missed, ...failure });
    throw error;
  }
}

/** What `request` says, and what was `inVain`, which is told the first time only. */
function missedOnce(request: RenditionRequest, inVain: Set<Tier>, tier: Tier): readonly Tier[] {
  const missed = [...request.missed(tier), ...inVain].filter((each) => each !== tier);
  inVain.clear();
  return missed;
}

/** Whether nobody looks at it yet. What is around the screen of the grid counts as looked at: nothing tells of it again. */
function isAhead({ wish, rendition }: RenditionRequest): boolean {
  return rendition !== 'thumbnail' && wish.priority !== 'visible';
}

function about({ photo, rendition }: RenditionRequest) {
  return { photo: photo.id, title: photo.title, rendition };
}
