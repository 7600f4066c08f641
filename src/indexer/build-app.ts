import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const SOURCES = ['index.html', 'vite.config.ts', 'package-lock.json', 'src', 'sw', 'public'];
// Nothing in here reaches the browser.
const NOT_IN_APP = join('src', 'indexer');

/**
 * Builds the app into `dist/`, unless what lies there is newer than every source.
 *
 * @param root folder of the project.
 * @returns the folder of the app, and how long building took; undefined when it was up to date.
 */
export async function buildApp(root: string): Promise<{ app: string; seconds: number | undefined }> {
  const app = join(root, 'dist');
  const built = await newest(join(app, 'index.html'));
  const changed = await Promise.all(SOURCES.map((source) => newest(join(root, source), join(root, NOT_IN_APP))));
  if (built > Math.max(...changed)) return { app, seconds: undefined };
  const startedAt = performance.now();
  await build({ root, logLevel: 'warn', build: { outDir: app, emptyOutDir: true } });
  return { app, seconds: (performance.now() - startedAt) / 1000 };
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
