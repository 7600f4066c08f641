import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { cleanText } from '../shared/metadata/text.ts';
import { isSite } from './library-total.ts';
import { ProblemError, systemCode, toProblem } from './problems.ts';
import type { Source, SourceList, SourceProblem } from './sources.ts';

// Synology keeps its own thumbnails there, as pictures.
const SKIPPED_FOLDERS = new Set(['@eaDir']);

// What Node.js puts for bytes that are no UTF-8. The name that it gives then leads to no file.
const UNDECODABLE = '\ufffd';

/** A folder that cannot be indexed at all; the message is for the user. */
export class FolderError extends Error {}

/**
 * Lists the files of a folder and its sub-folders, in an order that depends on the names only. Skips dot files and the
 * sites that `--out` made, whose pictures are renditions and icons; follows symbolic links; enters every real folder once.
 *
 * @param skip a folder that is left out, such as the target of `--out`.
 * @throws FolderError when the folder does not exist, is no folder, is such a site, or cannot be read.
 */
export async function findFiles(folder: string, skip?: string): Promise<SourceList> {
  const root = await realFolder(folder);
  if (await isSite(root)) {
    throw new FolderError(`${folder} is a site made by --out; please name the folder that holds your photos.`);
  }
  const sources: Source[] = [];
  const problems: SourceProblem[] = [];
  const entered = new Set<string>();
  if (skip !== undefined) entered.add(await realpath(skip).catch(() => resolve(skip)));

  const walk = async (directory: string, prefix: string): Promise<void> => {
    const real = await realpath(directory);
    if (entered.has(real)) return;
    entered.add(real);
    for (const entry of await readdir(directory, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const file = join(directory, entry.name);
      const path = `${prefix}${entry.name}`;
      try {
        if (entry.name.includes(UNDECODABLE)) await refuseUndecodable(file);
        const kind = await kindOf(entry, file);
        if (kind === 'folder' && !SKIPPED_FOLDERS.has(entry.name) && !(await isSite(file))) {
          await walk(file, `${path}/`);
        }
        if (kind === 'file') sources.push({ path, file });
      } catch (error) {
        problems.push({ path, file, problem: toProblem(error) });
      }
    }
  };
  await walk(root, '').catch((error: unknown) => {
    throw new FolderError(`The folder ${folder} cannot be read (${systemCode(error) ?? String(error)}).`);
  });
  sources.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { title: cleanText(basename(root)) || 'Photos', sources, credits: [], problems };
}

async function realFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') throw new FolderError(`There is no folder ${folder}.`);
    throw new FolderError(`The folder ${folder} cannot be read (${code ?? String(error)}).`);
  }
  throw new FolderError(`${folder} is a file; please name the folder that holds your photos.`);
}

async function refuseUndecodable(file: string): Promise<void> {
  if ((await lstat(file).catch(() => undefined)) === undefined) throw new ProblemError({ reason: 'odd-name' });
}

async function kindOf(entry: Dirent, file: string): Promise<'file' | 'folder' | 'other'> {
  const found = entry.isSymbolicLink() ? await stat(file) : entry;
  if (found.isDirectory()) return 'folder';
  // Pipes and devices may never end.
  return found.isFile() ? 'file' : 'other';
}
