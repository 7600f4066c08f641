import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildApp } from '../../src/indexer/build-app.ts';

/** Bytes of JavaScript, gzip, that the first page view may need. */
const BUDGET = 40_000;

const { app } = await buildApp(resolve(import.meta.dirname, '../..'));

it(`the first page view needs at most ${BUDGET / 1000} KB of JavaScript (gzip), service worker aside, in one file`, async () => {
  const html = await readFile(join(app, 'index.html'), 'utf8');
  const entries = [...html.matchAll(/(?:src|href)="(\.\/[^"]+\.js)"/g)].map(([, path = '']) => path);
  expect(entries.length).toBeGreaterThan(0);
  const scripts = await withImports(app, entries);
  const total = await sizeOf(app, scripts);
  console.log(`JavaScript of the first page view: ${kilobytes(total)} gzip in ${scripts.length} file(s)`);
  expect(total).toBeLessThanOrEqual(BUDGET);
  expect(scripts).toHaveLength(1);
});

it('a language other than English adds its words, and nothing else', async () => {
  const files = await readdir(join(app, 'assets'));
  const german = files.filter((name) => /^german-[^.]+\.js$/.test(name)).map((name) => `assets/${name}`);
  const scripts = await withImports(app, german);
  expect(scripts).toHaveLength(1);
  console.log(`In German ${kilobytes(await sizeOf(app, scripts))} more`);
});

/** Bytes, gzip. */
async function sizeOf(app: string, scripts: readonly string[]): Promise<number> {
  const sizes = await Promise.all(scripts.map(async (path) => gzipSync(await readFile(join(app, path))).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

/** The scripts and all that they import statically: what is imported later is not needed for the first view. */
async function withImports(app: string, entries: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const visit = async (path: string): Promise<void> => {
    if (found.has(path)) return;
    found.add(path);
    const code = await readFile(join(app, path), 'utf8');
    for (const [, imported = ''] of code.matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g)) {
      await visit(join(path, '..', imported));
    }
  };
  for (const entry of entries) await visit(join(entry));
  return [...found];
}
