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

/**
 * The library as it is kept for offline use; where it is not kept yet, it is fetched and kept.
 * @throws when it cannot be had, or is none.
 */
export async function keptLibrary(): Promise<LibraryIndex> {
  const { scope } = self.registration;
  const url = libraryUrl(scope);
  return (await storedIndex(scope))?.index ?? fetchKept(url, (json) => parseLibraryIndex(json, url));
}

/**
 * The photos of a month, whose file is kept for offline use from then on.
 * @throws when it cannot be had, or is damaged.
 */
export async function keptSection({ url }: Section): Promise<Photo[]> {
  const library = libraryUrl(self.registration.scope);
  return (await storedSection(url, library)) ?? fetchKept(url, (json) => parseSectionFile(json, url, library));
}

async function fetchKept<T>(url: URL, parse: (json: unknown) => T): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const text = await response.text();
  const parsed = parse(JSON.parse(text));
  await keepJson(url.href, text);
  return parsed;
}
