/// <reference lib="webworker" />
import type { LibraryJson } from '../src/shared/library-format.ts';
import { CACHES } from '../src/shared/tier.ts';

/** How long a server may take before the stored library is shown instead. */
const PATIENCE_MS = 4000;

/** Up to this many photos, the sections that nobody has opened yet are kept as well (about 0.5 KB for each photo). */
const KEEP_ALL_UP_TO = 10_000;

/** Network first, so that a changed library shows; the stored one when the network fails or takes too long. */
export async function answerLibraryIndex(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(CACHES.library);
  const fresh = fetchLibraryIndex(event.request);
  event.waitUntil(fresh.then(({ response, library }) => keepLibrary(cache, response, library)).catch(() => {}));
  const stored = await cache.match(event.request.url);
  if (!stored) return fresh.then(({ response }) => response.clone());
  return Promise.race([
    fresh.then(({ response }) => response.clone()).catch(() => fromStore(stored)),
    new Promise<Response>((resolve) => setTimeout(() => resolve(fromStore(stored)), PATIENCE_MS)),
  ]);
}

/** Section files never change under their name: cache first. */
export async function answerSection(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(CACHES.library);
  const stored = await cache.match(event.request.url);
  if (stored) return stored;
  const response = await fetch(event.request);
  if (isJson(response)) event.waitUntil(cache.put(event.request.url, response.clone()));
  return response;
}

/** @throws when the answer is not a library: a login page or a server's fallback page must not replace the stored one. */
async function fetchLibraryIndex(request: Request): Promise<{ response: Response; library: LibraryJson }> {
  const response = await fetch(request);
  if (!isJson(response)) throw new TypeError(`No library at ${request.url}`);
  const library: unknown = await response.clone().json();
  if (!isLibrary(library)) throw new TypeError(`Not a library that this version reads: ${request.url}`);
  return { response, library };
}

async function keepLibrary(cache: Cache, response: Response, library: LibraryJson): Promise<void> {
  const base = response.url;
  await cache.put(base, response.clone());
  const sections = new Set(library.sections.map(({ href }) => new URL(href, base).href));
  const stored = new Set((await cache.keys()).map(({ url }) => url));
  for (const url of stored) if (url !== base && !sections.has(url)) await cache.delete(url);
  if (library.total > KEEP_ALL_UP_TO) return;
  for (const url of sections) {
    // One at a time: this is nothing that anybody waits for.
    if (!stored.has(url) && url.startsWith(new URL('.', base).href)) await cache.add(url);
  }
}

/** Says that this library is a stored one, so that the page can say "offline". */
function fromStore(stored: Response): Response {
  const headers = new Headers(stored.headers);
  headers.set('Cache-Status', 'afterimage-library; hit');
  return new Response(stored.body, { headers });
}

function isJson(response: Response): boolean {
  return response.ok && response.headers.get('Content-Type')?.startsWith('application/json') === true;
}

function isLibrary(value: unknown): value is LibraryJson {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('sections' in value)) return false;
  const hrefs = Array.isArray(value.sections) && value.sections.every((s: unknown) => hasHref(s));
  return value.version === 1 && hrefs && 'total' in value && typeof value.total === 'number';
}

function hasHref(section: unknown): boolean {
  return typeof section === 'object' && section !== null && 'href' in section && typeof section.href === 'string';
}
