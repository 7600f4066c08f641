/// <reference lib="webworker" />
import type { LibraryIndex } from '../src/shared/parse-library.ts';
import { CACHES } from '../src/shared/tier.ts';
import { erase, exclusively } from './stored.ts';
import { keepJson, storedFiles, storedLibrary, storedSection } from './stored-library.ts';

const FORGOTTEN_AT_ONCE = 50;

/**
 * Notes that the library at `url` is about to be replaced. What is kept of the photos that are not in the new one is forgotten
 * after that, by `forgetReplaced`, be it by a later worker.
 */
export async function markReplaced(url: URL, signal: AbortSignal): Promise<void> {
  const text = await (await caches.match(url.href, { cacheName: CACHES.library }))?.text();
  if (text !== undefined) await keepJson(replacedUrl(url).href, text, signal);
}

/**
 * Forgets the thumbnails that no photo has any more since the library at `url` was replaced, then the section files that it
 * does not name, nor the one that is about to come; whoever is killed in between goes on where it was. Whoever calls it holds
 * the library's lock.
 */
export async function forgetReplaced(url: URL, signal: AbortSignal, coming?: LibraryIndex): Promise<void> {
  const after = await storedLibrary(url);
  if (!after) return;
  const before = await storedLibrary(replacedUrl(url), url);
  if (before) await forgetThumbnails(await leftThumbnails(before, after, url), signal);
  const sections = [...after.sections, ...(coming?.sections ?? [])];
  const named = new Set([url.href, ...sections.map((section) => section.url.href)]);
  const cache = await caches.open(CACHES.library);
  // The note that it was replaced is one of them, and goes last.
  const left = [...(await storedFiles(url))].filter((file) => !named.has(file) && file !== replacedUrl(url).href);
  for (const file of left) await cache.delete(file);
  await cache.delete(replacedUrl(url).href);
}

/** Where the library that was replaced lies meanwhile. */
function replacedUrl(url: URL): URL {
  return new URL('replaced.json', url);
}

/** By batches, so that nobody waits long for the lock. */
async function forgetThumbnails(urls: readonly string[], signal: AbortSignal): Promise<void> {
  for (let at = 0; at < urls.length; at += FORGOTTEN_AT_ONCE) {
    signal.throwIfAborted();
    const pictures = urls.slice(at, at + FORGOTTEN_AT_ONCE).map((url) => ({ url }));
    // Where storage is refused there is nothing to forget.
    await exclusively('thumbnails', () => erase('thumbnails', pictures)).catch(() => {});
  }
}

/**
 * URLs of thumbnails that no photo has any more since the library at `url` changed: of photos that were removed, and of
 * those that were altered. Only section files that differ are compared, as far as both are stored; a photo that moved to
 * another month keeps its thumbnail.
 */
async function leftThumbnails(before: LibraryIndex, after: LibraryIndex, url: URL): Promise<string[]> {
  const left = new Set<string>();
  const now = new Map(after.sections.map((section) => [section.id, section.url]));
  for (const { id, url: file } of before.sections) {
    const renewed = now.get(id);
    if (renewed?.href === file.href) continue;
    const [old, fresh] = await Promise.all([storedSection(file, url), renewed ? storedSection(renewed, url) : []]);
    // Of a month that was never seen nothing is stored; of one that cannot be had nobody knows.
    if (!old || !fresh) continue;
    for (const { thumbnail } of old) left.add(thumbnail.href);
  }
  if (left.size === 0) return [];
  const known = new Set(before.sections.map(({ url: file }) => file.href));
  for (const { url: file } of after.sections) {
    if (known.has(file.href)) continue;
    for (const { thumbnail } of (await storedSection(file, url)) ?? []) left.delete(thumbnail.href);
  }
  return [...left];
}
