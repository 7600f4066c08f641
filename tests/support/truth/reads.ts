import type { BrowserContext } from 'playwright/test';
import { CACHES, type StoredTier } from '../../../src/shared/tier.ts';

/** How often a tier gave a picture, how often it was asked for one in vain, and encoded bytes. */
export interface Reads {
  readonly hits: number;
  readonly misses: number;
  readonly bytes: number;
}

/** What a page asked the network for, and what came of it. */
export interface Requests {
  readonly answered: number;
  /** Encoded bytes of the answers. */
  readonly bytes: number;
  /** Answers that were no picture. */
  readonly refused: number;
  /** Requests that met nobody. */
  readonly unreachable: number;
  /** Requests that the page gave up. */
  readonly cancelled: number;
}

/** What the page read from Cache Storage, and what it fetched, of pictures. */
export interface PageReads {
  readonly stored: Readonly<Record<StoredTier, Reads>>;
  readonly network: Requests;
  /** How often something was cancelled while a thumbnail was under way: at most so many of them were given up. */
  readonly givenUp: number;
  /** How often something was cancelled while any picture was under way, to be read, fetched or decoded. */
  readonly abandoned: number;
  /** What is under way, whatever it is. */
  readonly busy: number;
}

declare global {
  var outsideReads: { read(): PageReads };
}

/** Has every page of the context count what it reads and fetches, from the start. */
export async function watchReads(context: BrowserContext): Promise<void> {
  await context.addInitScript(watch, CACHES);
}

/** Runs in the page. It wraps `caches.match` and `fetch`. */
function watch(names: Readonly<Record<StoredTier, string>>): void {
  // A tab that nothing was loaded into yet has no storage.
  if (!window.isSecureContext) return;
  const none = () => ({ hits: 0, misses: 0, bytes: 0 });
  const stored = { thumbnails: none(), pinned: none(), device: none() };
  const network = { answered: 0, bytes: 0, refused: 0, unreachable: 0, cancelled: 0 };
  /** Tiers that had not what is looked for, by URL, until something answers. */
  const inVain = new Map<string, Set<StoredTier>>();
  let givenUp = 0;
  let abandoned = 0;
  let thumbnails = 0;
  let busy = 0;

  const during = async <T>(work: () => Promise<T>, url = ''): Promise<T> => {
    busy += 1;
    const isThumbnail = /\/thumbnails?(?:\/|$)/.test(url);
    if (isThumbnail) thumbnails += 1;
    try {
      return await work();
    } finally {
      busy -= 1;
      if (isThumbnail) thumbnails -= 1;
    }
  };
  /** A picture that `tier` gave, or nobody: those that were asked before had it not. */
  const settle = (url: string, tier?: StoredTier) => {
    for (const each of inVain.get(url) ?? []) if (each !== tier) stored[each].misses += 1;
    inVain.delete(url);
  };
  const tellsBlob = (url: string, response: Response, tell: (blob: Blob) => void, fail: () => void) => {
    const blob = response.blob.bind(response);
    response.blob = () =>
      during(async () => {
        const read = await blob().catch((error: unknown) => {
          fail();
          throw error;
        });
        tell(read);
        return read;
      }, url);
  };
  const give = (url: string, tier: StoredTier, { size }: Blob) => {
    settle(url, tier);
    stored[tier].hits += 1;
    stored[tier].bytes += size;
  };

  const { match } = CacheStorage.prototype;
  CacheStorage.prototype.match = function (request, options) {
    return during(async () => {
      const response = await match.call(this, request, options);
      const tier = (['thumbnails', 'pinned', 'device'] as const).find((each) => names[each] === options?.cacheName);
      if (typeof request !== 'string' || !tier) return response;
      // Each look begins with the thumbnails, or, for anything larger, with what is pinned.
      if (tier !== 'pinned' || !request.includes('/thumbnails/')) inVain.set(request, new Set());
      if (response)
        tellsBlob(
          request,
          response,
          (blob) => give(request, tier, blob),
          () => {},
        );
      else inVain.get(request)?.add(tier);
      return response;
    }, String(request));
  };

  const { abort } = AbortController.prototype;
  AbortController.prototype.abort = function (reason) {
    const bitmaps = outsideBitmaps.read();
    if (!this.signal.aborted && thumbnails + bitmaps.thumbnails.busy > 0) givenUp += 1;
    if (!this.signal.aborted && busy + bitmaps.busy > 0) abandoned += 1;
    abort.call(this, reason);
  };

  const { fetch } = globalThis;
  globalThis.fetch = (input, init) =>
    during(async () => {
      const url = input instanceof Request ? input.url : String(input);
      if (!/\/library\/(?:thumbnails|screens|full|originals)\//.test(url)) return fetch(input, init);
      const fail = () => {
        if (init?.signal?.aborted) {
          network.cancelled += 1;
          inVain.delete(url);
          return;
        }
        network.unreachable += 1;
        settle(url);
      };
      const response = await fetch(input, init).catch((error: unknown) => {
        fail();
        throw error;
      });
      const named = /tier;desc="(\w+)"/.exec(response.headers.get('Server-Timing') ?? '')?.[1];
      const tier = (['thumbnails', 'pinned', 'device'] as const).find((each) => each === named);
      if (tier) tellsBlob(url, response, (blob) => give(url, tier, blob), fail);
      else if (!response.ok || !response.headers.get('Content-Type')?.startsWith('image/')) {
        network.refused += 1;
        settle(url);
      } else {
        const tell = ({ size }: Blob) => {
          settle(url);
          network.answered += 1;
          network.bytes += size;
        };
        tellsBlob(url, response, tell, fail);
      }
      return response;
    }, String(input));

  globalThis.outsideReads = { read: () => structuredClone({ stored, network, givenUp, abandoned, busy }) };
}
