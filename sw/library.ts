/// <reference lib="webworker" />
import { CACHES } from '../src/shared/tier.ts';
import { askNetwork } from './ask-network.ts';
import { era } from './era.ts';
import { keepLibrary, keepSection, parseIndex } from './keep-library.ts';

/** How long a server may take before the stored library is shown instead. */
const PATIENCE_MS = 4000;

/** Network first, so that a changed library shows; the stored one when the network fails or takes too long. */
export async function answerLibraryIndex(event: FetchEvent): Promise<Response> {
  const signal = era();
  const stored = await storedAnswer(event.request.url);
  const fresh = askNetwork(event.request);
  // Where the storage is full or refused, the library is shown all the same.
  event.waitUntil(fresh.then((response) => keepLibrary(response.clone(), signal)).catch(() => {}));
  if (!stored) return fresh.then((response) => withStatus(response.clone(), 'fwd=miss'));
  return new Promise((resolve) => {
    const fallBack = () => resolve(withStatus(stored, 'hit'));
    const patience = setTimeout(fallBack, PATIENCE_MS);
    const decide = async () => {
      const response = (await fresh).clone();
      clearTimeout(patience);
      // A login page or a server's fallback page must not hide the library that is stored.
      if (parseIndex(response, await response.clone().text())) resolve(withStatus(response, 'fwd=miss'));
      else fallBack();
    };
    decide().catch(() => {
      clearTimeout(patience);
      fallBack();
    });
  });
}

/** Section files never change under their name: cache first. */
export async function answerSection(event: FetchEvent): Promise<Response> {
  const { url } = event.request;
  const signal = era();
  const stored = await storedAnswer(url);
  if (stored) return withStatus(stored, 'hit');
  const response = await askNetwork(event.request);
  event.waitUntil(keepSection(new URL(url), response.clone(), signal).catch(() => {}));
  return withStatus(response, 'fwd=miss');
}

function storedAnswer(url: string): Promise<Response | undefined> {
  return caches.match(url, { cacheName: CACHES.library }).catch(() => undefined);
}

/** Says whether this came from the store, so that the page can say "offline" (RFC 9211). */
function withStatus(response: Response, status: 'hit' | 'fwd=miss'): Response {
  const headers = new Headers(response.headers);
  headers.set('Cache-Status', `afterimage-library; ${status}`);
  return new Response(response.body, { status: response.status, headers });
}
