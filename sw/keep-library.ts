/// <reference lib="webworker" />
import { keepsPromise } from '../src/shared/content-address.ts';
import { type LibraryIndex, parseLibraryIndex, parseSectionFile, type Section } from '../src/shared/parse-library.ts';
import { CACHES } from '../src/shared/tier.ts';
import { leftThumbnails } from './library-changes.ts';
import { pinBooks } from './pinning/books.ts';
import { followLibrary } from './pinning/requests.ts';
import { erase, exclusively } from './stored.ts';
import { keepJson, libraryLock, libraryUrl, storedIndex } from './stored-library.ts';

declare const self: ServiceWorkerGlobalScope;

/** Up to this many photos, the sections that nobody has opened yet are kept as well (about 0.5 KB for each photo). */
const KEEP_ALL_UP_TO = 10_000;

/** A server that takes longer for a section, in ms, counts as away. */
const PATIENCE_MS = 30_000;

/** The server answered, but not with a section: what a login page or a hole in the library looks like. */
class NoSectionError extends Error {}

/** The library in an answer, whatever type its server gives it; `undefined` when it is none that this version reads. */
export function parseIndex({ ok, url }: Response, text: string): LibraryIndex | undefined {
  try {
    return ok ? parseLibraryIndex(JSON.parse(text), new URL(url)) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Stores a new `library.json`, and the sections that it names: all of them, or in a large library those that were stored
 * before or that are pinned. The new sections come first and the old ones go last, so that a lost connection leaves the old
 * library whole. What is kept of photos that are no longer in it goes, too.
 * @throws what fetching and storing throw.
 */
export async function keepLibrary(response: Response): Promise<void> {
  const text = await response.clone().text();
  const library = parseIndex(response, text);
  if (!library) return;
  await libraryLock(() => keep(library, new URL(response.url), text));
  // What is pinned follows: photos that went give their space back.
  await followLibrary();
}

/**
 * Stores a section file.
 * @throws {NoSectionError} when it is none, or not the one that its name promises; `QuotaExceededError`.
 */
export async function keepSection(url: string, response: Response): Promise<void> {
  const text = await response.text();
  if (!response.ok || !(await isSection(text, new URL(url)))) throw new NoSectionError();
  await keepJson(url, text);
}

async function keep(library: LibraryIndex, url: URL, text: string): Promise<void> {
  const previous = (await storedIndex(self.registration.scope))?.index;
  // A library without a single month is what a server's mistake looks like: it costs nobody what they kept.
  if (previous && library.sections.length === 0) return;
  const cache = await caches.open(CACHES.library);
  const folder = new URL('.', url).href;
  // Older versions kept the libraries of all copies on this origin in one cache.
  const stored = new Set((await cache.keys()).map(({ url: key }) => key).filter((key) => key.startsWith(folder)));
  const wanted = await wantedSections(library, previous, stored);
  for (const { url: section } of wanted) {
    if (stored.has(section.href)) continue;
    // One at a time, as nobody waits for it. Who cannot be reached ends this; a hole in the library does not.
    const answer = await fetch(section, { signal: AbortSignal.timeout(PATIENCE_MS) });
    await keepSection(section.href, answer).catch((error: unknown) => {
      if (!(error instanceof NoSectionError)) throw error;
    });
  }
  if (previous) await forgetThumbnails(await leftThumbnails(previous, library, url));
  await keepJson(url.href, text);
  const named = new Set(library.sections.map((section) => section.url.href));
  for (const key of stored) if (key !== url.href && !named.has(key)) await cache.delete(key);
}

async function wantedSections(
  library: LibraryIndex,
  previous: LibraryIndex | undefined,
  stored: ReadonlySet<string>,
): Promise<readonly Section[]> {
  if (library.total <= KEEP_ALL_UP_TO) return library.sections;
  const seen = new Set(previous?.sections.filter(({ url }) => stored.has(url.href)).map(({ id }) => id));
  const pins = await pinBooks.pins().catch(() => []);
  for (const { scope } of pins) {
    if (scope.kind === 'library') return library.sections;
    seen.add(scope.section);
  }
  return library.sections.filter(({ id }) => seen.has(id));
}

async function forgetThumbnails(urls: readonly string[]): Promise<void> {
  if (urls.length === 0) return;
  const pictures = urls.map((url) => ({ url }));
  // Where storage is refused there is nothing to forget.
  await exclusively('thumbnails', () => erase('thumbnails', pictures)).catch(() => {});
}

/** Whether this is a month that can be read, and the one that its name promises. */
async function isSection(text: string, url: URL): Promise<boolean> {
  try {
    parseSectionFile(JSON.parse(text), url, libraryUrl(self.registration.scope));
    return await keepsPromise(url.href, new TextEncoder().encode(text).buffer);
  } catch {
    return false;
  }
}
