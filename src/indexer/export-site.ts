import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyFileAtomic, isTemporaryName } from './atomic-file.ts';
import { CONTENT_FOLDERS, LIST_FOLDERS } from './library-folder.ts';
import { isSite } from './library-total.ts';
import { precompress } from './precompress.ts';
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
  if (!(await isSite(out)) && !(await isOnlyBegun(out, names))) {
    throw new OutFolderError(`The folder ${out} holds other files. Name one for --out that is new or empty.`);
  }
}

/** Whether a folder is empty, or holds no more than what a first run leaves that was ended before its library was whole. */
async function isOnlyBegun(out: string, names: readonly string[]): Promise<boolean> {
  if (names.some((name) => name !== 'library')) return false;
  const folders: readonly string[] = [...CONTENT_FOLDERS, ...LIST_FOLDERS];
  const inside = names.length === 0 ? [] : await readdir(join(out, 'library')).catch(() => undefined);
  return inside?.every((name) => folders.includes(name) || isTemporaryName(name)) ?? false;
}

/**
 * Copies the built app beside the library. What names other files comes last, so that a visitor never misses one. Many
 * hosts answer unknown addresses with `404.html`: as a copy of the app, it lets links to photos open on a first visit.
 */
export async function exportApp(app: string, out: string): Promise<void> {
  const entries = await readdir(app, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(app.length + 1));
  const last = ['index.html', 'sw.js'];
  const ordered = [...paths.filter((path) => !last.includes(path)), ...last.filter((path) => paths.includes(path))];
  for (const path of ordered) await copyFileAtomic(join(app, path), join(out, path));
  await copyFileAtomic(join(app, 'index.html'), join(out, '404.html'));
  const current = new Set(paths);
  for (const name of await readdir(join(out, 'assets')).catch(() => [])) {
    if (!current.has(join('assets', name))) await rm(join(out, 'assets', name), { recursive: true });
  }
  await precompress(out);
}
