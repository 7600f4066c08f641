import type { Photo, Rendition } from '../shared/photo.ts';
import type { Tier } from '../shared/tier.ts';
import type { Decoder } from './decode/decoder.ts';
import { type Fetched, fetchRendition } from './fetch-rendition.ts';
import { failureOf, LoadError, OutOfMemoryError } from './load-error.ts';
import type { LoadQueue } from './load-queue.ts';
import { withRetries } from './retry.ts';
import type { TierLog } from './tier-log.ts';
import type { Wish } from './wish.ts';

/** Pauses before a fetch is tried again, in ms: long enough for a server to restart, short enough to wait for. */
const PAUSES = [300, 1200];
/** Long side, in px, to which a picture is reduced that does not fit into memory: 4096 × 4096 fits into every canvas. */
const REDUCED = 4096;

export interface RenditionLoaderOptions {
  readonly log: TierLog;
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
  readonly photo: Photo;
  readonly rendition: Rendition;
  readonly url: URL;
  readonly wish: Wish;
  /** The picture may come smaller, but not with a long side of fewer px than this. */
  readonly longSide?: number;
  /** The tiers that were asked in vain when `tier` answered. */
  readonly missed: (tier: Tier) => readonly Tier[];
}

/** A rendition that was fetched and decoded; the bitmap belongs to whoever asked. */
export interface LoadedRendition extends Fetched {
  readonly bitmap: ImageBitmap;
}

/** Fetches and decodes one rendition, and records what came of it. */
export class RenditionLoader {
  readonly #options: RenditionLoaderOptions;

  constructor(options: RenditionLoaderOptions) {
    this.#options = options;
  }

  /** @throws {LoadError} and `AbortError`. */
  async load(request: RenditionRequest): Promise<LoadedRendition> {
    const asked = performance.now();
    const fetched = await this.#fetch(request);
    const arrived = performance.now();
    const bitmap = await this.#decode(fetched, request);
    const at = performance.now();
    const { tier, blob } = fetched;
    this.#options.log.record({
      ...{ kind: 'served', at, ...about(request), missed: request.missed(tier), tier },
      ...{ ms: at - asked, decodeMs: at - arrived, bytes: blob.size },
    });
    return { ...fetched, bitmap };
  }

  #fetch(request: RenditionRequest): Promise<Fetched> {
    const { fetches, online } = this.#options;
    const { url, wish } = request;
    const attempt = () =>
      fetches
        .run(wish, () => fetchRendition(url, wish.signal))
        // Each attempt was a request, so each is in the books.
        .catch((error: unknown) => this.#fail(error, request));
    return withRetries(attempt, { signal: wish.signal, pauses: PAUSES, online });
  }

  async #decode({ blob, tier }: Fetched, request: RenditionRequest): Promise<ImageBitmap> {
    const { decodes, decoder, relieve } = this.#options;
    const { wish, longSide } = request;
    const decode = (size: { longSide?: number }) =>
      decodes.run(
        wish,
        () => decoder.decode(blob, { ...size, signal: wish.signal }),
        (bitmap) => bitmap.close(),
      );
    try {
      return await decode(longSide ? { longSide } : {}).catch((error: unknown) => {
        // What was loaded ahead is not worth what others would lose.
        if (!(error instanceof OutOfMemoryError) || wish.priority !== 'visible') throw error;
        relieve();
        return decode({ longSide: Math.min(longSide ?? REDUCED, REDUCED) });
      });
    } catch (error) {
      const arrival = { tier, bytes: blob.size };
      return this.#fail(
        error instanceof LoadError ? new LoadError(error.reason, error.cause, arrival) : error,
        request,
      );
    }
  }

  #fail(error: unknown, request: RenditionRequest): never {
    if (request.wish.signal.aborted) throw error;
    const failure = failureOf(error);
    const missed = request.missed(failure.tier);
    this.#options.log.record({ kind: 'failed', at: performance.now(), ...about(request), missed, ...failure });
    throw error;
  }
}

function about({ photo, rendition }: RenditionRequest) {
  return { photo: photo.id, title: photo.title, rendition };
}
