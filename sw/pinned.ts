/// <reference lib="webworker" />
import { CACHES } from '../src/shared/tier.ts';
import { tierHeaders } from '../src/shared/tier-header.ts';

/** Answers with a pinned rendition or original where there is one, else from the network, which keeps nothing of it. */
export async function answerRendition(event: FetchEvent): Promise<Response> {
  const started = performance.now();
  return (await answerPinned(event.request.url, started)) ?? fetch(event.request);
}

/** The pinned copy of a picture, named as such; `started` is when it was asked for, in ms. */
export async function answerPinned(url: string, started: number): Promise<Response | undefined> {
  const stored = await caches.match(url, { cacheName: CACHES.pinned }).catch(() => undefined);
  if (!stored) return undefined;
  const headers = new Headers(stored.headers);
  for (const [name, value] of Object.entries(tierHeaders('pinned', performance.now() - started))) {
    headers.set(name, value);
  }
  return new Response(stored.body, { headers });
}
