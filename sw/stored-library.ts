import { type LibraryIndex, parseLibraryIndex, parseSectionFile } from '../src/shared/parse-library.ts';
import type { Photo } from '../src/shared/photo.ts';
import { CACHES } from '../src/shared/tier.ts';
import { withRoom } from './room.ts';

/** `library.json` of the app whose root is `scope`. */
export function libraryUrl(scope: string): URL {
  return new URL('library/library.json', scope);
}

/** The library as it was stored last, and its address; `undefined` when none is, or none that can be read. */
export async function storedIndex(scope: string): Promise<{ index: LibraryIndex; url: URL } | undefined> {
  const url = libraryUrl(scope);
  const index = await storedLibrary(url);
  return index && { index, url };
}

/** The library that is stored under an address, and whose files lie where those of the library at `url` do. */
export function storedLibrary(address: URL, url = address): Promise<LibraryIndex | undefined> {
  return readStored(address, (json) => parseLibraryIndex(json, url));
}

/** The addresses of all files that are stored of the library at `url`. */
export async function storedFiles(url: URL): Promise<ReadonlySet<string>> {
  const folder = new URL('.', url).href;
  const keys = await (await caches.open(CACHES.library)).keys();
  // Older versions kept the libraries of all copies on this origin in one cache.
  return new Set(keys.map(({ url: key }) => key).filter((key) => key.startsWith(folder)));
}

/** The photos of a stored section; `undefined` when it is not stored, or cannot be read. */
export function storedSection(url: URL, library: URL): Promise<Photo[] | undefined> {
  return readStored(url, (json) => parseSectionFile(json, url, library));
}

/**
 * Stores a file of the library, with headers of our own: no `Vary` that could make it unfindable. The date says how old the
 * stored library is, by the clock of this device. Nobody may hold the lock of the thumbnails, which make room for it.
 * @throws `QuotaExceededError`; `AbortError`.
 */
export function keepJson(url: string, text: string, signal: AbortSignal): Promise<void> {
  const headers = { 'Content-Type': 'application/json', Date: new Date().toUTCString() };
  const blob = new Blob([text]);
  return withRoom(blob.size, async () => {
    signal.throwIfAborted();
    await (await caches.open(CACHES.library)).put(url, new Response(blob, { headers }));
  });
}

async function readStored<T>(url: URL, parse: (json: unknown) => T): Promise<T | undefined> {
  try {
    const response = await caches.match(url, { cacheName: CACHES.library });
    return response && parse(await response.json());
  } catch {
    return undefined;
  }
}

/** The stored library is changed by one at a time, across tabs and workers. */
export function libraryLock<T>(change: () => Promise<T>): Promise<T> {
  return navigator.locks.request(CACHES.library, change) as Promise<T>;
}
