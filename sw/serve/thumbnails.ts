/// <reference lib="webworker" />
import { nameStorage } from '../../src/shared/tier.ts';
import { readWord } from '../message-checks.ts';
import { tellPages } from '../pages.ts';
import { CLEARING, THUMBNAIL_WORDS } from '../picture-words.ts';
import { reply } from '../reply.ts';
import { answerThumbnailMessage } from '../thumbnail-messages.ts';
import { clearThumbnails, storeAgain } from '../thumbnail-store.ts';
import { answerThumbnail } from '../thumbnails.ts';
import { answerOnce } from './answer-once.ts';
import { reconcileFound } from './reconcile-found.ts';

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

/** Thumbnails may lie on another server, and have no ids here. */
const PLACE = { root: '', isId: () => false };

/**
 * Answers requests for thumbnails cache first, keeps them within the budget of bytes that a page chose (500 MB if none did),
 * and answers what `ImageCache` asks. To be called once, while the worker starts.
 */
export function serveThumbnails({ name, isThumbnail }: ThumbnailOptions): void {
  nameStorage(name);
  // Nothing waits for it: a worker that activates answers nobody.
  self.addEventListener('activate', () => void reconcileFound());
  self.addEventListener('fetch', (event) => {
    const { method, url } = event.request;
    if (method === 'GET' && isThumbnail(new URL(url))) answerOnce(event, answerThumbnail);
  });
  self.addEventListener('message', (event) => {
    const message = readWord(event.data, { ...THUMBNAIL_WORDS, ...CLEARING }, PLACE);
    // Other words, and what is no message, may be for others.
    if (message === undefined || message === 'unknown') return;
    if (message.type !== 'clear') answerThumbnailMessage(message, event, reconcileFound);
    else if ((message.tier ?? 'thumbnails') === 'thumbnails') reply(event, message.type, clear());
  });
}

async function clear(): Promise<void> {
  await clearThumbnails().finally(storeAgain);
  await tellPages({ type: 'cleared', tiers: ['thumbnails'] });
}
