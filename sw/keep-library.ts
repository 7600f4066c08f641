/// <reference lib="webworker" />
import {
  haveSameMonths,
  type LibraryIndex,
  parseLibraryIndex,
  parseSectionFile,
  type Section,
} from '../src/shared/parse-library.ts';
import type { Photo } from '../src/shared/photo.ts';
import { forgetReplaced, markReplaced } from './library-changes.ts';
import { BadLibraryFileError, fetchLibraryFile, readLibraryFile } from './library-file.ts';
import { tellPages } from './pages.ts';
import { pinBooks } from './pinning/books.ts';
import { followLibrary } from './pinning/requests.ts';
import { keepJson, libraryLock, libraryUrl, storedFiles, storedIndex } from './stored-library.ts';

declare const self: ServiceWorkerGlobalScope;

/** Up to this many photos, the sections that nobody has opened yet are kept as well (about 0.5 KB for each photo). */
const KEEP_ALL_UP_TO = 10_000;

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
 * library whole. What is kept of photos that are no longer in it goes after that, which takes a while where they are many.
 * @throws what fetching and storing throw.
 */
export async function keepLibrary(response: Response, signal: AbortSignal): Promise<void> {
  const text = await response.clone().text();
  const library = parseIndex(response, text);
  if (!library) return;
  const url = new URL(response.url);
  const isNew = await libraryLock(() => keep(library, url, text, signal));
  if (isNew) await tellPages({ type: 'library-changed' });
  signal.throwIfAborted();
  // What is pinned follows: photos that went give their space back.
  await followLibrary();
  await libraryLock(() => forgetReplaced(url, signal));
}

/**
 * Stores a section file out of an answer.
 * @throws {BadLibraryFileError}; `QuotaExceededError`; `AbortError`.
 */
export async function keepSection(url: URL, response: Response, signal: AbortSignal): Promise<void> {
  const { text } = await readLibraryFile(url, response, parseSectionAt(url));
  await keepJson(url.href, text, signal);
}

/** Whether another library was stored before. */
async function keep(library: LibraryIndex, url: URL, text: string, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  const previous = (await storedIndex(self.registration.scope))?.index;
  // A library without a single month is what a server's mistake looks like: it costs nobody what they kept.
  if (previous && library.sections.length === 0) return false;
  const isNew = previous !== undefined && !haveSameMonths(previous, library);
  // One that was killed over the library before that. What it had fetched of this one stays.
  if (isNew) await forgetReplaced(url, signal, library);
  const stored = await storedFiles(url);
  for (const { url: section } of await wantedSections(library, previous, stored)) {
    // One at a time, as nobody waits for it.
    if (!stored.has(section.href)) await fetchSection(section, signal);
  }
  if (isNew) await markReplaced(url, signal);
  await keepJson(url.href, text, signal);
  return isNew;
}

/** Who cannot be reached ends the keeping of a library; a hole in it does not. */
async function fetchSection(url: URL, signal: AbortSignal): Promise<void> {
  try {
    const { text } = await fetchLibraryFile(url, parseSectionAt(url), signal);
    await keepJson(url.href, text, signal);
  } catch (error) {
    if (!(error instanceof BadLibraryFileError)) throw error;
  }
}

function parseSectionAt(url: URL): (json: unknown) => Photo[] {
  return (json) => parseSectionFile(json, url, libraryUrl(self.registration.scope));
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
