import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFileAtomic } from './atomic-file.ts';
import { systemCode } from './problems.ts';

/** The target of `--out` cannot be used; the message is for the user. */
export class OutFolderError extends Error {}

/**
 * Makes sure that `--out` names a folder that is new, empty, or was written by this program, so that nobody's files are
 * overwritten.
 *
 * @throws OutFolderError otherwise.
 */
export async function checkOutFolder(out: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(out);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return;
    if (code === 'ENOTDIR') throw new OutFolderError(`${out} is a file; --out needs a folder.`);
    throw new OutFolderError(`The folder ${out} cannot be used (${code ?? String(error)}).`);
  }
  if (names.length > 0 && !(await holdsOurLibrary(out))) {
    throw new OutFolderError(`The folder ${out} holds other files. Name one for --out that is new or empty.`);
  }
}

async function holdsOurLibrary(out: string): Promise<boolean> {
  try {
    const json: unknown = JSON.parse(await readFile(join(out, 'library', 'library.json'), 'utf8'));
    return typeof json === 'object' && json !== null && 'version' in json && 'sections' in json;
  } catch {
    return false;
  }
}

/** Copies the built app beside the library. What names other files comes last, so that a visitor never misses one. */
export async function exportApp(app: string, out: string): Promise<void> {
  const entries = await readdir(app, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(app.length + 1));
  const last = ['index.html', 'sw.js'];
  const ordered = [...paths.filter((path) => !last.includes(path)), ...last.filter((path) => paths.includes(path))];
  for (const path of ordered) await copyFileAtomic(join(app, path), join(out, path));
  const current = new Set(paths);
  for (const name of await readdir(join(out, 'assets')).catch(() => [])) {
    if (!current.has(join('assets', name))) await rm(join(out, 'assets', name), { recursive: true });
  }
}
