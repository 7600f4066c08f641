import { randomBytes } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { systemCode } from './problems.ts';

const SOURCES = ['index.html', 'vite.config.ts', 'package-lock.json', 'src', 'sw', 'public'];
// Nothing in here reaches the browser.
const NOT_IN_APP = join('src', 'indexer');
// The page, and its worker, which is written last.
const BUILT = ['index.html', 'sw.js'];

/**
 * Builds the app into `dist/`, unless what lies there is whole and newer than every source. Builds beside it first, so that
 * `dist/` holds the old app or the new, never a part, even if several processes build at the same time.
 *
 * @param root folder of the project.
 * @returns the folder of the app, and how long building took; undefined when it was up to date.
 */
export async function buildApp(root: string): Promise<{ app: string; seconds: number | undefined }> {
  const app = join(root, 'dist');
  const built = await Promise.all(BUILT.map((name) => newest(join(app, name))));
  const changed = await Promise.all(SOURCES.map((source) => newest(join(root, source), join(root, NOT_IN_APP))));
  if (Math.min(...built) > Math.max(...changed)) return { app, seconds: undefined };
  const startedAt = performance.now();
  const beside = join(root, `.dist-${randomBytes(8).toString('hex')}`);
  try {
    await build({ root, logLevel: 'warn', build: { outDir: beside, emptyOutDir: true } });
    await replaceFolder(app, beside);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return { app, seconds: (performance.now() - startedAt) / 1000 };
}

/** Puts a new folder in the place of an old one. No file system does this in one step, so the old one is moved away first. */
async function replaceFolder(old: string, replacement: string): Promise<void> {
  const away = `${replacement}-old`;
  try {
    await rename(old, away).catch(unless('ENOENT'));
    // Where there is a folder again, another process was faster; its build is as new as this one.
    await rename(replacement, old).catch(unless('ENOTEMPTY', 'EEXIST'));
  } finally {
    await rm(away, { recursive: true, force: true });
  }
}

/** Makes a handler that ignores system errors of these codes. */
function unless(...codes: string[]): (error: unknown) => void {
  return (error) => {
    if (!codes.includes(systemCode(error) ?? '')) throw error;
  };
}

/**
 * When the newest of a file, or of a folder and all in it, was modified; 0 when there is none. A folder's own time counts
 * too: it changes when a file in it is removed.
 */
async function newest(path: string, except?: string): Promise<number> {
  if (path === except) return 0;
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = await Promise.all((await readdir(path)).map((name) => newest(join(path, name), except)));
  return Math.max(stats.mtimeMs, ...inside);
}
