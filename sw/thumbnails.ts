/// <reference lib="webworker" />
import { askNetwork } from './ask-network.ts';
import { Batch } from './batch.ts';
import { era } from './era.ts';
import { fromTier } from './from-tier.ts';
import { ledger } from './ledger/ledger.ts';
import { answerPinned, asksToRenew, renewPinned } from './pinned.ts';
import { RecentUse } from './recent-use.ts';
import { forgetMissing } from './reconcile/repair.ts';
import { lookUp } from './stored.ts';
import { isImageType, keepThumbnails, waitingThumbnail } from './thumbnail-store.ts';

/** Which stored pictures were used, and when. */
export const recentUse = new RecentUse((uses) => ledger.touch(uses));

/** Thumbnails that were neither stored nor to be had: looked up in the books together, a second later. */
const missed = new Batch<string>(1000, 100, (urls) => forgetMissing('thumbnails', urls).catch(() => {}));

/**
 * Cache first: a stored thumbnail needs no network; one that is not stored is fetched, answered, and then stored. Storage
 * that fails or is refused never stands between a picture and whoever wants to see it.
 */
export async function answerThumbnail(event: FetchEvent): Promise<Response> {
  const started = performance.now();
  const signal = era();
  const { url } = event.request;
  const renew = asksToRenew(event.request);
  const stored = await (renew ? arrivingThumbnail(url) : storedThumbnail(url));
  if (stored) {
    event.waitUntil(recentUse.note([{ tier: 'thumbnails', url, section: '' }]));
    return fromTier(stored, 'thumbnails', started);
  }
  // The budget may have taken it from the thumbnails; what is pinned stays.
  const pinned = renew ? undefined : await answerPinned(url, started);
  if (pinned) return pinned;
  const fetched = await askNetwork(event.request, { cache: 'no-store' }).catch((error: unknown) => {
    // Perhaps the books say that it is here.
    event.waitUntil(missed.add([url]));
    throw error;
  });
  if (!isStorable(fetched)) return fetched;
  const copy = fetched.clone();
  const keep = async (blob: Blob) => {
    if (!signal.aborted) await Promise.all([keepThumbnails([{ url, blob }]), renew && renewPinned(url, blob)]);
  };
  event.waitUntil(copy.blob().then(keep));
  return fromTier(fetched, 'network', started);
}

async function storedThumbnail(url: string): Promise<Response | undefined> {
  return arrivingThumbnail(url) ?? lookUp('thumbnails', url).catch(() => undefined);
}

/** What the network just brought: good for those too who found a broken one in the storage, until it is replaced there. */
function arrivingThumbnail(url: string): Response | undefined {
  const waiting = waitingThumbnail(url);
  return waiting && new Response(waiting);
}

/** Only whole pictures whose bytes we may read: no opaque, partial or failed answer, and nothing that is no picture. */
function isStorable(response: Response): boolean {
  const readable = response.type === 'basic' || response.type === 'cors' || response.type === 'default';
  return readable && response.status === 200 && isImageType(response.headers.get('Content-Type'));
}
