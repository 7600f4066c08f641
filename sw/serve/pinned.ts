/// <reference lib="webworker" />
import { promiseBy } from '../../src/shared/content-address.ts';
import { nameStorage } from '../../src/shared/tier.ts';
import { onLost } from '../lost.ts';
import { readWord } from '../message-checks.ts';
import { tellPages } from '../pages.ts';
import { CLEARING, PINNING_WORDS } from '../picture-words.ts';
import { answerRendition } from '../pinned.ts';
import { answerPinningMessage } from '../pinning/messages.ts';
import { planByWishes } from '../pinning/plan-by-wishes.ts';
import { planBy } from '../pinning/planner.ts';
import { clearPinned } from '../pinning/requests.ts';
import { ownerOfPinned } from '../pinning/want-again.ts';
import { reply } from '../reply.ts';
import { storeAgain } from '../thumbnail-store.ts';
import { answerOnce } from './answer-once.ts';
import { reconcileFound } from './reconcile-found.ts';

declare const self: ServiceWorkerGlobalScope;

export interface PinnedOptions {
  /** Begins the names of caches, database and locks. The pages have to be given the same. */
  readonly name: string;
  /**
   * Whether this is the URL of a picture that a page may keep offline: one that never changes under its URL. It is answered
   * with the copy that is kept, else from the network, which keeps nothing of it.
   */
  readonly isPinnable: (url: URL) => boolean;
  /**
   * The SHA-256 of a file, or at least 16 of its first digits, as lower-case hex, where its URL says so. Such a file counts as
   * kept when its content is right, and a large one goes on where its connection was lost. Without it nothing is verified.
   */
  readonly digestOf?: (url: URL) => string | undefined;
}

/**
 * Keeps pictures offline that a page wishes for with `OfflinePictures`, until it wishes so no longer; nothing drops them to make
 * room. To be called once, while the worker starts.
 */
export function servePinned({ name, isPinnable, digestOf = () => undefined }: PinnedOptions): void {
  nameStorage(name);
  promiseBy((url) => digestOf(new URL(url)));
  planBy(planByWishes);
  onLost('pinned', ownerOfPinned);
  self.addEventListener('activate', () => void reconcileFound());
  self.addEventListener('fetch', (event) => {
    const { method, url, cache } = event.request;
    // Loaders look into the storage by themselves, and ask the network alone, so that they can cancel it.
    if (method === 'GET' && cache !== 'no-store' && isPinnable(new URL(url))) answerOnce(event, answerRendition);
  });
  // Pictures of this origin: nobody may read what others answer, unless they allow it.
  const place = { root: `${self.location.origin}/`, isId: (text: string) => text !== '' };
  self.addEventListener('message', (event) => {
    const message = readWord(event.data, { ...PINNING_WORDS, ...CLEARING }, place);
    if (message === undefined || message === 'unknown') return;
    if (message.type !== 'clear') answerPinningMessage(message, event);
    else if (message.tier === 'pinned') reply(event, message.type, clear());
    if (message.type === 'pinning') event.waitUntil(reconcileFound());
  });
}

async function clear(): Promise<void> {
  await clearPinned().finally(storeAgain);
  await tellPages({ type: 'cleared', tiers: ['pinned'] });
}
