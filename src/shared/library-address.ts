/** Characters of an address. */
export const MOST_OF_ADDRESS = 2000;
/** What some servers take for another folder once they have decoded it. */
const HIDDEN_FOLDER = /%(?:2f|5c|00)/i;

/** The folder of the library whose `library.json` is `library`, for `within`. */
export function folderOf(library: URL): string {
  return new URL('.', library).href;
}

/** A URL of a file in the library's own folder: whatever points out of it is refused. */
export function within(href: unknown, base: URL, folder: string): URL | undefined {
  if (typeof href !== 'string' || href === '' || href.length > MOST_OF_ADDRESS) return undefined;
  // A file that has several addresses would be kept, and found, under one of them only.
  if (href.includes('#')) return undefined;
  try {
    // Most of the time that a month takes goes by here, so that nothing is parsed twice.
    const url = new URL(href, base);
    if (href.includes('%') && HIDDEN_FOLDER.test(url.pathname)) return undefined;
    return url.href.startsWith(folder) ? url : undefined;
  } catch {
    return undefined;
  }
}
