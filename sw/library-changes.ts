import type { LibraryIndex } from '../src/shared/parse-library.ts';
import { storedSection } from './stored-library.ts';

/**
 * URLs of thumbnails that no photo has any more since the library at `url` changed: of photos that were removed, and of
 * those that were altered. Only section files that differ are compared, as far as both are stored; a photo that moved to
 * another month keeps its thumbnail.
 */
export async function leftThumbnails(before: LibraryIndex, after: LibraryIndex, url: URL): Promise<string[]> {
  // A library without a single month is what a server's mistake looks like: it costs nobody what they kept.
  if (after.sections.length === 0) return [];
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
