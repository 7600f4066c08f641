/// <reference lib="webworker" />
/** The storage tier for a service worker: see `README.md` beside this file. */
import { nameStorage } from '../src/shared/tier.ts';
import { tellPages } from './pages.ts';
import { checkSome } from './reconcile/check.ts';
import { inSmallSteps } from './reconcile/in-small-steps.ts';
import { recoverThumbnails } from './reconcile/recover-thumbnails.ts';
import { reply } from './reply.ts';
import { answerThumbnailMessage, isThumbnailMessage, typeOf } from './thumbnail-messages.ts';
import { clearThumbnails, storeAgain } from './thumbnail-store.ts';
import { answerThumbnail } from './thumbnails.ts';

declare const self: ServiceWorkerGlobalScope;

export interface ThumbnailOptions {
  /** Begins the names of caches, database and locks. The pages have to be given the same. */
  readonly name: string;
  /**
   * Whether this is the URL of a thumbnail: a picture that never changes under its URL. All other requests are left to other
   * listeners, and to the browser.
   */
  readonly isThumbnail: (url: URL) => boolean;
}

/**
 * Answers requests for thumbnails cache first, keeps them within the budget of bytes that a page chose (500 MB if none did),
 * and answers what `ImageCache` asks. To be called once, while the worker starts.
 */
export function serveThumbnails({ name, isThumbnail }: ThumbnailOptions): void {
  nameStorage(name);
  const reconcile = inSmallSteps(async () => {}, [recoverThumbnails, checkSome]);
  // Nothing waits for it: a worker that activates answers nobody.
  self.addEventListener('activate', () => void reconcile());
  self.addEventListener('fetch', (event) => {
    const { method, url } = event.request;
    if (method === 'GET' && isThumbnail(new URL(url))) event.respondWith(answerThumbnail(event));
  });
  self.addEventListener('message', (event) => {
    const data: unknown = event.data;
    if (isThumbnailMessage(data)) answerThumbnailMessage(data, event, reconcile);
    else if (typeOf(data) === 'clear') reply(event, 'clear', clear());
  });
}

async function clear(): Promise<void> {
  await clearThumbnails().finally(storeAgain);
  await tellPages({ type: 'cleared', tiers: ['thumbnails'] });
}
