/// <reference lib="webworker" />
import {
  type LibraryIndex,
  parseLibraryIndex,
  parseSectionFile,
  type Section,
} from '../../src/shared/parse-library.ts';
import type { Photo } from '../../src/shared/photo.ts';
import { fetchLibraryFile } from '../library-file.ts';
import { keepJson, libraryUrl, storedIndex, storedSection } from '../stored-library.ts';

declare const self: ServiceWorkerGlobalScope;

/**
 * The library as it is kept for offline use; where it is not kept yet, it is fetched and kept.
 * @throws {BadLibraryFileError}; whatever `fetch` throws when the server cannot be reached; `AbortError`.
 */
export async function keptLibrary(signal: AbortSignal): Promise<LibraryIndex> {
  const { scope } = self.registration;
  const url = libraryUrl(scope);
  return (await storedIndex(scope))?.index ?? fetchKept(url, (json) => parseLibraryIndex(json, url), signal);
}

/**
 * The photos of a month, whose file is kept for offline use from then on.
 * @throws as `keptLibrary`.
 */
export async function keptSection({ url }: Section, signal: AbortSignal): Promise<Photo[]> {
  const library = libraryUrl(self.registration.scope);
  return (await storedSection(url, library)) ?? fetchKept(url, (json) => parseSectionFile(json, url, library), signal);
}

async function fetchKept<T>(url: URL, parse: (json: unknown) => T, signal: AbortSignal): Promise<T> {
  const { text, parsed } = await fetchLibraryFile(url, parse, signal);
  await keepJson(url.href, text, signal);
  return parsed;
}
