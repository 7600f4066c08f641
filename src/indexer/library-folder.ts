import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFileAtomic, writeFileAtomic } from './atomic-file.ts';

/** The folders whose file names are content addresses: `thumbnails/ab/<32 hex>.jpg`. */
export const CONTENT_FOLDERS = ['thumbnails', 'screens', 'full', 'originals'] as const;
/** The folders of lists whose names change with their content. Beside `library.json`, a library has no more than these and the former. */
export const LIST_FOLDERS = ['sections', 'lookup'] as const;
export type ContentFolder = (typeof CONTENT_FOLDERS)[number];

/** The first 128 bits of the SHA-256, as 32 hex digits: the name of everything in a library. */
export function contentId(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

/** Path of a content-addressed file, relative to the library, with forward slashes. */
export function contentPath(folder: ContentFolder, id: string, extension: string): string {
  return `${folder}/${id.slice(0, 2)}/${id}.${extension}`;
}

/** A library on disk, and which content-addressed files it has. */
export class LibraryFolder {
  readonly root: string;
  readonly #present: Set<string>;

  private constructor(root: string, present: Set<string>) {
    this.root = root;
    this.#present = present;
  }

  /** Lists the fan-out folders, at most 256 of each kind, rather than asking for every file by name. */
  static async open(root: string): Promise<LibraryFolder> {
    const present = new Set<string>();
    for (const folder of CONTENT_FOLDERS) {
      for (const fan of await namesIn(join(root, folder))) {
        for (const name of await namesIn(join(root, folder, fan))) present.add(`${folder}/${fan}/${name}`);
      }
    }
    return new LibraryFolder(root, present);
  }

  has(path: string): boolean {
    return this.#present.has(path);
  }

  /** All content-addressed files, relative to the library. */
  paths(): Iterable<string> {
    return this.#present;
  }

  /** Stores bytes under the address of their content, and returns it. Bytes that are there already are not written. */
  async put(folder: ContentFolder, bytes: Uint8Array, extension: string): Promise<string> {
    const path = contentPath(folder, contentId(bytes), extension);
    if (!this.has(path)) {
      await writeFileAtomic(join(this.root, path), bytes);
      this.#present.add(path);
    }
    return path;
  }

  /** Copies an original, whose address the caller has computed. */
  async copyIn(from: string, path: string): Promise<void> {
    if (this.has(path)) return;
    await copyFileAtomic(from, join(this.root, path));
    this.#present.add(path);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    // Not there yet, or not a folder: either way nothing of ours is in it.
    return [];
  }
}
