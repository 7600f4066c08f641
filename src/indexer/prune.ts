import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isTemporaryName } from './atomic-file.ts';
import { LIST_FOLDERS, type LibraryFolder } from './library-folder.ts';

const CONTENT_NAME = /^[a-z]+\/[0-9a-f]{2}\/[0-9a-f]{32}\.[a-z]{3,4}$/;
const LIST_NAMES: Readonly<Record<(typeof LIST_FOLDERS)[number], RegExp>> = {
  sections: /^\d{4}-\d{2}\.[0-9a-f]{16}\.json$/,
  lookup: /^part(s|-[0-9a-f]*)\.[0-9a-f]{16}\.json$/,
};

/**
 * Removes what the library no longer refers to. Only files that bear a name of ours are touched, so that a file which
 * somebody put there by hand stays.
 *
 * @param used paths relative to the library.
 * @returns how many files were removed.
 */
export async function prune(library: LibraryFolder, used: ReadonlySet<string>): Promise<number> {
  const unused = [...library.paths()].filter((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return !used.has(path) && (CONTENT_NAME.test(path) || isTemporaryName(name));
  });
  for (const folder of LIST_FOLDERS) {
    for (const name of await readdir(join(library.root, folder)).catch(() => [])) {
      const path = `${folder}/${name}`;
      if (!used.has(path) && (LIST_NAMES[folder].test(name) || isTemporaryName(name))) unused.push(path);
    }
  }
  for (const path of unused) await rm(join(library.root, path), { force: true });
  return unused.length;
}
