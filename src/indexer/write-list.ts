import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from './atomic-file.ts';
import { contentId } from './library-folder.ts';

/**
 * Writes a list of the library under a name that changes with it: `<path>.<16 hex digits>.json`.
 * @returns the name, relative to the library like `path`.
 */
export async function writeNamedByContent(root: string, path: string, list: object): Promise<string> {
  const content = JSON.stringify(list);
  const href = `${path}.${contentId(Buffer.from(content)).slice(0, 16)}.json`;
  await writeWhenChanged(join(root, href), content);
  return href;
}

/** An unchanged file keeps its time, and with it the ETag that browsers know it by. */
export async function writeWhenChanged(path: string, content: string): Promise<void> {
  const current = await readFile(path, 'utf8').catch(() => undefined);
  if (current !== content) await writeFileAtomic(path, content);
}
