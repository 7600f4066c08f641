/// <reference lib="webworker" />
import {
  type LibraryIndex,
  parseLibraryIndex,
  parseSectionFile,
  type Section,
} from '../../src/shared/parse-library.ts';
import type { Photo } from '../../src/shared/photo.ts';
import { keepJson, libraryUrl, storedIndex, storedSection } from '../stored-library.ts';

declare const self: ServiceWorkerGlobalScope;

/** A server that takes longer for a file of the library, in ms, counts as away. */
const PATIENCE_MS = 30_000;

/** The server answered, but not with this file of the library: it is missing or damaged there. */
export class BadLibraryFileError extends Error {
  override readonly name = 'BadLibraryFileError';
}

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
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) });
  // A server that is down behind its gateway is away.
  if (response.status >= 500) throw new Error(`HTTP ${response.status}`);
  const text = await response.text();
  let parsed: T;
  try {
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    parsed = parse(JSON.parse(text));
  } catch (cause) {
    throw new BadLibraryFileError(url.href, { cause });
  }
  await keepJson(url.href, text);
  return parsed;
}
