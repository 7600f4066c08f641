/// <reference lib="webworker" />
import {
  type LibraryIndex,
  parseLibraryIndex,
  parseSectionFile,
  type Section,
} from '../../src/shared/parse-library.ts';
import type { Photo } from '../../src/shared/photo.ts';
import { CACHES } from '../../src/shared/tier.ts';

declare const self: ServiceWorkerGlobalScope;

/** Where the library lies. */
export function libraryUrl(): URL {
  return new URL('library/library.json', self.registration.scope);
}

/**
 * The library as it is kept for offline use; where it is not kept yet, it is fetched and kept.
 * @throws when it cannot be had, or is none.
 */
export async function storedLibrary(): Promise<LibraryIndex> {
  const url = libraryUrl();
  return parseLibraryIndex(await storedJson(url), url);
}

/**
 * The photos of a month, whose file is kept for offline use from then on.
 * @throws when it cannot be had, or is damaged.
 */
export async function storedSection({ url }: Section): Promise<Photo[]> {
  return parseSectionFile(await storedJson(url), url, libraryUrl());
}

async function storedJson(url: URL): Promise<unknown> {
  const cache = await caches.open(CACHES.library);
  const stored = await cache.match(url.href);
  if (stored) return stored.json();
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const json: unknown = await response.clone().json();
  await cache.put(url.href, response);
  return json;
}
