/// <reference lib="webworker" />
import { matchPrecache } from 'workbox-precaching';
import { CACHES } from '../src/shared/tier.ts';

/** Scripts that are not stored before somebody needs them. Their names change with their content. */
const ON_DEMAND = /\/assets\/heic-worker-[^/]+\.js$/;

/** One page serves every address of the app. */
export async function answerPage(request: Request): Promise<Response> {
  return (await matchPrecache('index.html')) ?? fetch(request);
}

/** A file of the app. What is stored on demand works offline after its first use. */
export async function answerAsset(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const precached = await matchPrecache(request.url);
  if (precached || !ON_DEMAND.test(request.url)) return precached ?? fetch(request);
  const cache = await caches.open(CACHES.app);
  const stored = await cache.match(request.url);
  if (stored) return stored;
  const fetched = await fetch(request);
  // A device that is full does without.
  if (fetched.ok) event.waitUntil(keep(cache, request.url, fetched.clone()).catch(() => {}));
  return fetched;
}

/** Stores a file in place of those of older versions. */
async function keep(cache: Cache, url: string, response: Response): Promise<void> {
  await cache.put(url, response);
  const folder = new URL('.', url).href;
  for (const { url: other } of await cache.keys()) {
    // Another app of this origin may keep its files here too.
    if (other !== url && other.startsWith(folder)) await cache.delete(other);
  }
}
