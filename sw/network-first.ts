/// <reference lib="webworker" />
import { CACHES } from '../src/shared/tier.ts';
import { askNetwork } from './ask-network.ts';
import { era } from './era.ts';

/** How long a server may take before the stored answer is given instead. */
const PATIENCE_MS = 4000;

/** What may stand in the place of a stored answer, and how it is stored. Each gets an answer of its own to read. */
export interface NetworkFirst {
  /** A login page, or a server's fallback page, must not hide what is stored. */
  readonly isGood: (response: Response) => boolean | Promise<boolean>;
  /** Stores it, if it is good, until `signal` is aborted. Nobody waits for it, and what it throws is of no consequence. */
  readonly keep: (response: Response, signal: AbortSignal) => Promise<void>;
}

/** Network first, so that what changed shows; the stored answer when the network fails or takes too long. */
export async function answerNetworkFirst(event: FetchEvent, { isGood, keep }: NetworkFirst): Promise<Response> {
  const signal = era();
  const stored = await storedAnswer(event.request.url);
  const fresh = askNetwork(event.request);
  // Where the storage is full or refused, the answer is given all the same.
  event.waitUntil(fresh.then((response) => keep(response.clone(), signal)).catch(() => {}));
  if (!stored) return fresh.then((response) => withStatus(response.clone(), 'fwd=miss'));
  return new Promise((resolve) => {
    const fallBack = () => resolve(withStatus(stored, 'hit'));
    const patience = setTimeout(fallBack, PATIENCE_MS);
    const decide = async () => {
      const response = (await fresh).clone();
      clearTimeout(patience);
      if (await isGood(response.clone())) resolve(withStatus(response, 'fwd=miss'));
      else fallBack();
    };
    decide().catch(() => {
      clearTimeout(patience);
      fallBack();
    });
  });
}

/** What was stored under an address that is no picture. */
export function storedAnswer(url: string): Promise<Response | undefined> {
  return caches.match(url, { cacheName: CACHES.library }).catch(() => undefined);
}

/** Says whether this came from the store, so that the page can say "offline" (RFC 9211). */
export function withStatus(response: Response, status: 'hit' | 'fwd=miss'): Response {
  const headers = new Headers(response.headers);
  headers.set('Cache-Status', `afterimage-library; ${status}`);
  return new Response(response.body, { status: response.status, headers });
}
