import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BUILT_LIBRARY, buildLibrary, CONSUMER, ROOT, writeExamples } from '../support/library-build.ts';

const run = promisify(execFile);

/** Bytes, gzip, of each entry with all that it imports at once, `idb` aside: what was measured, and 5 % more. */
const BUDGETS = { memory: 3_700, loading: 13_900, worker: 16_900 } as const;
/** The same of a worker that imports one strategy alone, as a bundler leaves it, with `idb`. */
const STRATEGIES = { serveThumbnails: 7_600, servePinned: 13_900, serveNetworkFirst: 5_500 } as const;
/** What a PWA of a stranger takes, in lines as our formatter breaks them. */
const CONSUMER_LINES = 60;
/** Types that are checked as strictly as can be, also those of the library, and nothing that a project would add. */
const STRICTLY =
  '--ignoreConfig --noEmit --strict --skipLibCheck false --target es2022 --module esnext --moduleResolution bundler';

const CONSUMER_FILES = ['index.html', 'page.ts', 'sw.ts'];

let examples: string;

beforeAll(async () => {
  await buildLibrary();
  examples = await writeExamples();
}, 60_000);

afterAll(() => rm(examples, { recursive: true, force: true }));

it.each(Object.entries(BUDGETS))('afterimage/%s needs at most %i bytes of JavaScript (gzip)', async (name, budget) => {
  const { bytes } = await measure(`${name}.js`);
  console.log(`afterimage/${name}: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(budget);
});

it.each(Object.entries(STRATEGIES))('a worker that imports %s alone needs at most %i bytes', async (name, budget) => {
  const bytes = await bundled(`export { ${name} } from 'afterimage/worker';`);
  console.log(`${name} alone: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(budget);
});

it('the library depends on nothing but idb, and only in the worker', async () => {
  expect((await measure('memory.js', 'loading.js')).packages).toEqual([]);
  expect((await measure('worker.js')).packages).toEqual(['idb']);
});

it.each([
  ['a page', 'dom,dom.iterable', ['src/memory/index.d.ts', 'src/loading/index.d.ts'], 'page.ts'],
  ['a service worker', 'webworker', ['sw/index.d.ts'], 'sw.ts'],
])('the types of %s stand alone, and the consumer and the example fit', async (_realm, lib, types, script) => {
  const files = [
    ...types.map((path) => join(BUILT_LIBRARY, 'types', path)),
    ...[join(CONSUMER, script), join(examples, script)],
  ];
  const tsc = [join(ROOT, 'node_modules/typescript/bin/tsc'), ...STRICTLY.split(' ')];
  // The compiler says what is wrong on its standard output.
  const said = await run(process.execPath, [...tsc, '--lib', `es2024,esnext.disposable,${lib}`, ...files], {
    cwd: ROOT,
  }).then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  );
  expect(said).toBe('');
});

it('the consumer is written with the public entry points alone', async () => {
  const text = await consumerText();
  const imported = [...text.matchAll(/\b(?:from|import)\b[\s(]*['"]([^'"]+)['"]/g)].map(([, from]) => from);
  expect(imported).toEqual(['afterimage/loading', 'afterimage/worker']);
});

it(`the consumer is a whole PWA in ${CONSUMER_LINES} lines, its manifest and icon aside`, async () => {
  const files = (await readdir(CONSUMER, { withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name).sort()).toEqual([...CONSUMER_FILES].sort());
  const lines = (await consumerText()).trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(CONSUMER_LINES);
});

it('the example of the memory tier prints what it says', async () => {
  const file = join(examples, 'memory.js');
  const promised = [...(await readFile(file, 'utf8')).matchAll(/\/\/ prints: (.*)/g)].map(([, line]) => line);
  const { stdout } = await run(process.execPath, [file]);
  expect(stdout.trim().split('\n')).toEqual(promised);
});

async function consumerText(): Promise<string> {
  return (await Promise.all(CONSUMER_FILES.map((name) => readFile(join(CONSUMER, name), 'utf8')))).join('');
}

/** Bytes, gzip, of a script with all that it imports, minified. Among the examples, where the library is found by its name. */
async function bundled(script: string): Promise<number> {
  const entry = join(examples, 'bundled.ts');
  await writeFile(entry, script);
  const outDir = join(examples, 'bundled');
  const lib = { entry, formats: ['iife' as const], name: 'bundled', fileName: () => 'bundled.js' };
  await build({ configFile: false, root: examples, logLevel: 'warn', build: { outDir, target: 'es2022', lib } });
  return gzipSync(await readFile(join(outDir, 'bundled.js'))).length;
}

/** Bytes, gzip, of these files of the library and all that they import statically, and the packages that those name. */
async function measure(...entries: string[]): Promise<{ bytes: number; packages: string[] }> {
  const seen = new Set<string>();
  const packages = new Set<string>();
  let bytes = 0;
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path)) return;
    seen.add(path);
    const code = await readFile(join(BUILT_LIBRARY, path), 'utf8');
    bytes += gzipSync(code).length;
    for (const [, from = ''] of code.matchAll(/^(?:import|export) .*?["']([^"']+)["'];$/gm)) {
      if (from.startsWith('.')) await visit(join(path, '..', from));
      else packages.add(from);
    }
  };
  for (const entry of entries) await visit(entry);
  return { bytes, packages: [...packages] };
}
