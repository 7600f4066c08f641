import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * How many photos a library holds by its own count.
 *
 * @param root folder of the library, existing or not.
 * @returns undefined when there is no `library.json`, or none of ours.
 */
export async function libraryTotal(root: string): Promise<number | undefined> {
  try {
    const json: unknown = JSON.parse(await readFile(join(root, 'library.json'), 'utf8'));
    if (typeof json !== 'object' || json === null || !('version' in json) || !('sections' in json)) return undefined;
    return 'total' in json && typeof json.total === 'number' ? json.total : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a folder is a static site that `--out` made. */
export async function isSite(folder: string): Promise<boolean> {
  return (await libraryTotal(join(folder, 'library'))) !== undefined;
}
