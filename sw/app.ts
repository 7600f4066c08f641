/// <reference lib="webworker" />
import { cleanupOutdatedCaches, getCacheKeyForURL, matchPrecache, precache } from 'workbox-precaching';
import { CACHES } from '../src/shared/tier.ts';

declare const self: ServiceWorkerGlobalScope;

/** Scripts that are not stored before somebody needs them. Their names change with their content. */
const ON_DEMAND = /\/assets\/heic-worker-[^/]+\.js$/;
const PAGE = 'index.html';

/** The files that are stored when this version is installed. */
let files: readonly string[] = [];

/** Has the files of this version stored when it is installed, and those of the last one removed afterwards. */
export function storeApp(manifest: Parameters<typeof precache>[0]): void {
  files = manifest.map((entry) => (typeof entry === 'string' ? entry : entry.url));
  precache(manifest);
  cleanupOutdatedCaches();
}

/** One page serves every address of the app. */
export async function answerPage(event: FetchEvent): Promise<Response> {
  const stored = await storedFile(PAGE);
  if (stored) return stored;
  event.waitUntil(restoreApp().catch(() => {}));
  return fetch(event.request);
}

/** A file of the app. What is stored on demand works offline after its first use. */
export async function answerAsset(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const stored = await storedFile(request.url);
  if (stored) return stored;
  const fetched = await fetch(request);
  // A device that is full does without.
  if (fetched.ok && ON_DEMAND.test(request.url)) {
    event.waitUntil(keep(request.url, fetched.clone()).catch(() => {}));
  }
  return fetched;
}

/** Where a file is stored; `undefined` for what is not stored. */
function keyOf(url: string): string | undefined {
  return getCacheKeyForURL(url) ?? (ON_DEMAND.test(url) ? url : undefined);
}

/** A file as it was stored when this version was installed, or since then. */
async function storedFile(url: string): Promise<Response | undefined> {
  const key = keyOf(url);
  if (key === undefined) return undefined;
  const precached = await matchPrecache(url).catch(() => undefined);
  return precached ?? (await caches.match(key, { cacheName: CACHES.app }).catch(() => undefined));
}

/** Stores what the browser threw away since this version was installed, as far as the server still has it. */
async function restoreApp(): Promise<void> {
  for (const file of files) {
    const key = keyOf(file);
    if (key === undefined || (await storedFile(file))) continue;
    const fetched = await fetch(file, { cache: 'no-store' });
    if (await isOfThisVersion(file, fetched.clone())) await keep(key, fetched);
  }
}

/** The page of a newer version would name scripts that are not stored, and offline be worse than none. */
async function isOfThisVersion(file: string, response: Response): Promise<boolean> {
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html') === true;
  // A server may answer with its page whatever is asked for.
  if (!response.ok || isPage !== (file === PAGE)) return false;
  if (!isPage) return true;
  const scripts = [...(await response.text()).matchAll(/<script[^>]+src="([^"]+)"/g)];
  return scripts.length > 0 && scripts.every(([, url = '']) => keyOf(new URL(url, self.location.href).href));
}

/** Stores a file, and removes those of older versions. */
async function keep(key: string, response: Response): Promise<void> {
  const cache = await caches.open(CACHES.app);
  await cache.put(key, response);
  for (const { url: other } of await cache.keys()) {
    const isOld = ON_DEMAND.test(other) ? ON_DEMAND.test(key) : keyOf(other.replace(/\?.*/, '')) !== other;
    if (other !== key && isOld) await cache.delete(other);
  }
}
