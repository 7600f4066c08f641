/// <reference lib="webworker" />
import type { LibraryJson, SectionJson } from '../src/shared/library-format.ts';
import { CACHES } from '../src/shared/tier.ts';

/** How long a server may take before the stored library is shown instead. */
const PATIENCE_MS = 4000;

/** Up to this many photos, the sections that nobody has opened yet are kept as well (about 0.5 KB for each photo). */
const KEEP_ALL_UP_TO = 10_000;

/** Network first, so that a changed library shows; the stored one when the network fails or takes too long. */
export async function answerLibraryIndex(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(CACHES.library);
  const stored = await cache.match(event.request.url);
  const fresh = fetch(event.request);
  event.waitUntil(fresh.then((response) => keepLibrary(cache, response.clone())).catch(() => {}));
  if (!stored) return fresh.then((response) => withStatus(response.clone(), 'fwd=miss'));
  return new Promise((resolve) => {
    const fallBack = () => resolve(withStatus(stored, 'hit'));
    const patience = setTimeout(fallBack, PATIENCE_MS);
    const decide = async () => {
      const response = (await fresh).clone();
      clearTimeout(patience);
      // A login page or a server's fallback page must not hide the library that is stored.
      if (await readLibrary(response.clone())) resolve(withStatus(response, 'fwd=miss'));
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
  const cache = await caches.open(CACHES.library);
  const stored = await cache.match(event.request.url);
  if (stored) return withStatus(stored, 'hit');
  const response = await fetch(event.request);
  event.waitUntil(keepSection(cache, event.request.url, response.clone()));
  return withStatus(response, 'fwd=miss');
}

/**
 * Stores a new index, and the sections that it names: all of them, or in a large library those whose month was stored
 * before. The new sections come first and the old ones go last, so that a lost connection leaves no hole.
 */
async function keepLibrary(cache: Cache, response: Response): Promise<void> {
  const index = response.url;
  const library = await readLibrary(response.clone());
  if (!library) return;
  const folder = new URL('.', index).href;
  const previous = await cache.match(index).then((stored) => stored && readLibrary(stored));
  // Another app of this origin may keep its library here too.
  const stored = new Set((await cache.keys()).map(({ url }) => url).filter((url) => url.startsWith(folder)));
  const urlOf = ({ href }: SectionJson) => new URL(href, index).href;
  const seen = new Set(previous?.sections.filter((section) => stored.has(urlOf(section))).map(({ id }) => id));
  for (const section of library.sections) {
    const url = urlOf(section);
    const wanted = library.total <= KEEP_ALL_UP_TO || seen.has(section.id);
    if (!wanted || stored.has(url) || !url.startsWith(folder)) continue;
    // One at a time, as nobody waits for it; one that fails is fetched when somebody looks at that month.
    await fetch(url).then(
      (answer) => keepSection(cache, url, answer),
      () => {},
    );
  }
  await cache.put(index, response);
  const named = new Set(library.sections.map(urlOf));
  for (const url of stored) if (url !== index && !named.has(url)) await cache.delete(url);
}

async function keepSection(cache: Cache, url: string, response: Response): Promise<void> {
  if (response.ok && (await readJson(response.clone())) !== undefined) await cache.put(url, response);
}

/** Says whether this came from the store, so that the page can say "offline" (RFC 9211). */
function withStatus(response: Response, status: 'hit' | 'fwd=miss'): Response {
  const headers = new Headers(response.headers);
  headers.set('Cache-Status', `afterimage-library; ${status}`);
  return new Response(response.body, { status: response.status, headers });
}

/** The index in a response, whatever type its server gives it; `undefined` when it is none that this version reads. */
async function readLibrary(response: Response): Promise<LibraryJson | undefined> {
  const json = response.ok ? await readJson(response) : undefined;
  return isLibrary(json) ? json : undefined;
}

function readJson(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined);
}

function isLibrary(value: unknown): value is LibraryJson {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('sections' in value)) return false;
  const sections = Array.isArray(value.sections) && value.sections.every((section: unknown) => hasHref(section));
  return value.version === 1 && sections && 'total' in value && typeof value.total === 'number';
}

function hasHref(section: unknown): boolean {
  return typeof section === 'object' && section !== null && 'href' in section && typeof section.href === 'string';
}
