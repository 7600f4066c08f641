import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const TEMPORARY = /^\.tmp-[0-9a-f]{16}$/;

/** Whether a file name is one that an interrupted write may have left behind. */
export function isTemporaryName(name: string): boolean {
  return TEMPORARY.test(name);
}

/** Writes a file, at once or in parts, so that whoever opens it finds the old content or the new. Makes its folder. */
export function writeFileAtomic(path: string, content: string | Uint8Array | Iterable<string>): Promise<void> {
  return viaTemporary(path, (temporary) => writeFile(temporary, content));
}

/** Copies a file in the same way; shares the blocks where the file system can. */
export function copyFileAtomic(from: string, to: string): Promise<void> {
  return viaTemporary(to, (temporary) => copyFile(from, temporary, constants.COPYFILE_FICLONE));
}

async function viaTemporary(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.tmp-${randomBytes(8).toString('hex')}`);
  try {
    await write(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
