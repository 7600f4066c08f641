/// <reference lib="webworker" />
import { keepsPromise } from '../src/shared/content-address.ts';
import { CACHES } from '../src/shared/tier.ts';
import { askNetwork } from './ask-network.ts';
import { fromTier } from './from-tier.ts';
import { exclusively, write } from './stored.ts';

/** Answers with a pinned rendition or original where there is one, else from the network, which keeps nothing of it. */
export async function answerRendition(event: FetchEvent): Promise<Response> {
  const started = performance.now();
  const { request } = event;
  if (!asksToRenew(request)) return (await answerPinned(request.url, started)) ?? askNetwork(request);
  const fetched = await fetch(request, { cache: 'no-store' });
  const copy = fetched.ok ? fetched.clone() : undefined;
  event.waitUntil(copy?.blob().then((blob) => renewPinned(request.url, blob)) ?? Promise.resolve());
  return fetched;
}

/** Whether a page says by this request that it could not use what is stored: then its bytes are broken. */
export function asksToRenew({ cache }: Request): boolean {
  return cache === 'reload';
}

/** Puts the right bytes in the place of a pinned copy, if there is one. Never fails: the next who needs it tries again. */
export async function renewPinned(url: string, blob: Blob): Promise<void> {
  if (!(await keepsPromise(url, await blob.arrayBuffer()))) return;
  const renew = async () => {
    const stored = await caches.match(url, { cacheName: CACHES.pinned });
    if (stored) await write('pinned', [{ url, blob, section: '' }]);
  };
  await exclusively('pinned', renew).catch(() => {});
}

/** The pinned copy of a picture, named as such; `started` is when it was asked for, in ms. */
export async function answerPinned(url: string, started: number): Promise<Response | undefined> {
  const stored = await caches.match(url, { cacheName: CACHES.pinned }).catch(() => undefined);
  return stored && fromTier(stored, 'pinned', started);
}
