import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { findFiles } from './find-files.ts';
import { indexPhotos } from './index-photos.ts';
import type { IndexRequest, IndexResult } from './indexing.ts';
import type { SourceList } from './sources.ts';

/** Where the libraries are kept. */
export interface LibraryPlace {
  /** Folder for libraries and states. */
  cache: string;
  /** Folder of a static site: the library goes there, with the originals; only its state stays in the cache. */
  out?: string;
}

/** A finished library, and where it is. */
export interface IndexedLibrary extends IndexResult {
  library: string;
}

type Options = Pick<IndexRequest, 'places' | 'clock' | 'signal' | 'observer' | 'parallel'>;

/**
 * Indexes a folder of photos.
 *
 * @throws FolderError when the folder cannot be listed.
 */
export async function indexFolder(folder: string, place: LibraryPlace, options: Options = {}): Promise<IndexedLibrary> {
  const list = await findFiles(folder, place.out);
  return indexList(await realpath(folder), list, place, options);
}

/**
 * Indexes a list of photos.
 *
 * @param identity absolute path that tells this library from others.
 */
export async function indexList(
  identity: string,
  list: SourceList,
  place: LibraryPlace,
  options: Options = {},
): Promise<IndexedLibrary> {
  // The state names private paths: beside a static site, it would be uploaded with it one day.
  const target = place.out === undefined ? '' : `-to-${keyOf(resolve(place.out))}`;
  const kept = join(place.cache, keyOf(identity) + target);
  const library = join(place.out ?? kept, 'library');
  const copyOriginals = place.out !== undefined;
  const result = await indexPhotos({ ...options, list, library, state: join(kept, 'state.json'), copyOriginals });
  return { ...result, library };
}

/** A folder name that a person recognises and that is different for every path. */
function keyOf(path: string): string {
  const readable = basename(path)
    .replace(/[^\p{L}\p{N}._-]/gu, '_')
    .slice(0, 40);
  return `${readable}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;
}
