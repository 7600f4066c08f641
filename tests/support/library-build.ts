import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';

export const ROOT = resolve(import.meta.dirname, '../..');
/** Where `npm run build:lib` puts the library. */
export const BUILT_LIBRARY = join(ROOT, 'dist-lib');
/** A PWA of somebody who knows only the library. */
export const CONSUMER = join(ROOT, 'tests/consumer');

/** Builds the library, as its users get it. @throws with what the command said, when it fails. */
export async function buildLibrary(): Promise<void> {
  await promisify(execFile)('npm', ['run', 'build:lib'], { cwd: ROOT });
}

/**
 * Builds a PWA of such a user into `folder`: `index.html` with its scripts, and the worker `sw.ts` as one classic script.
 * The library has to be built.
 */
export async function buildConsumer(source: string, folder: string): Promise<void> {
  const shared = { configFile: false, root: source, logLevel: 'warn' } as const;
  await build({ ...shared, base: './', build: { outDir: folder, emptyOutDir: true, target: 'es2022' } });
  await build({
    ...shared,
    publicDir: false,
    build: {
      ...{ outDir: folder, emptyOutDir: false, target: 'es2022' },
      lib: { entry: join(source, 'sw.ts'), formats: ['iife'], name: 'sw', fileName: () => 'sw.js' },
    },
  });
}

/**
 * Makes a PWA, `index.html`, `page.ts` and `sw.ts`, out of the examples in the documentation, and `memory.js` beside it.
 * Where the package knows itself by its name, as a user's project does; whoever asked removes it.
 */
export async function writeExamples(): Promise<string> {
  const results = join(ROOT, 'test-results');
  await mkdir(results, { recursive: true });
  const folder = await mkdtemp(join(results, 'examples-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><body><script type="module" src="/page.ts"></script>');
  await writeFile(join(folder, 'page.ts'), await exampleOf('src/loading/README.md'));
  await writeFile(join(folder, 'sw.ts'), await exampleOf('sw/README.md'));
  await writeFile(join(folder, 'memory.js'), await exampleOf('src/memory/README.md'));
  return folder;
}

/** The code in a page of documentation. @throws when there is none. */
async function exampleOf(page: string): Promise<string> {
  const code = /^```[jt]s\n(.*?)^```$/ms.exec(await readFile(join(ROOT, page), 'utf8'))?.[1];
  if (code === undefined) throw new Error(`${page} has no example.`);
  return code;
}
