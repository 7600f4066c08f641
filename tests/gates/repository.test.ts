import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const MOST_LINES = 400;
/** Data, not code: whoever translates wants one file for each language. */
const MAY_BE_LONG = /^src\/views\/texts\/(english|german)\.ts$/;

function sources(): string[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.css'], {
    cwd: ROOT,
  });
  return files.toString().trim().split('\n');
}

it(`no source file is longer than ${MOST_LINES} lines`, async () => {
  const long = [];
  for (const path of sources().filter((file) => !MAY_BE_LONG.test(file))) {
    const lines = (await readFile(join(ROOT, path), 'utf8')).split('\n').length;
    if (lines > MOST_LINES) long.push(`${path}: ${lines}`);
  }
  expect(long).toEqual([]);
});

it('numbers and dates are written in the language that the page speaks, and not in that of the browser', async () => {
  const wrong = await matches(
    /^(src\/views\/|src\/main\.ts)/,
    /toLocale\w*String\((\)|undefined)|new Intl\.\w+\((\)|undefined)/g,
  );
  expect(wrong).toEqual([]);
});

it('style sheets count from where lines begin, so that the page follows a language that is read from the right', async () => {
  const aside = /[\w-]*-(left|right)(?=\s*:)|^\s*(left|right)(?=\s*:)|:\s*(left|right)\s*;/gm;
  // What lies where in the grid is counted from the left, whichever way the photos go.
  const wrong = (await matches(/^src\/views\/.*\.css$/, aside)).filter((found) => !/grid\.css: left$/.test(found));
  expect(wrong).toEqual([]);
});

it('the lock file names no registry host, so that it installs from wherever npm is told to', async () => {
  expect(await readFile(join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/);
});

it('the README has the same `server` for nginx as the comments of its configuration', async () => {
  const [, shown = ''] = /```nginx\n(.*?)```/s.exec(await readFile(join(ROOT, 'README.md'), 'utf8')) ?? [];
  const comments = (await readFile(join(ROOT, 'public/nginx.conf'), 'utf8')).replaceAll(/^#( {3})?/gm, '');
  expect(shown).not.toBe('');
  expect(comments).toContain(shown);
});

/** What a pattern finds in the files whose path fits, with the path. */
async function matches(files: RegExp, pattern: RegExp): Promise<string[]> {
  const found = [];
  for (const path of sources().filter((source) => files.test(source))) {
    const text = await readFile(join(ROOT, path), 'utf8');
    for (const [match] of text.matchAll(pattern)) found.push(`${path}: ${match.trim()}`);
  }
  return found;
}

it('dependencies point one way: the memory tier knows nothing of the page, and the service worker only what is shared', async () => {
  const allowed: Record<string, readonly string[]> = {
    'src/memory/': ['src/memory/'],
    'src/loading/': ['src/loading/', 'src/memory/', 'src/shared/', 'image-meta'],
    // Photos of this device are decoded as all others are, and all of the page has one network.
    'src/library/': [
      'src/library/',
      'src/shared/',
      'src/loading/decode/',
      'src/loading/load-error.ts',
      'src/loading/network.ts',
      'exifreader',
      'thumbhash',
      'client-zip',
      'libheif-js',
    ],
    'src/shared/': ['src/shared/'],
    'sw/': ['sw/', 'src/shared/', 'idb', 'workbox-precaching'],
  };
  const wrong = [];
  for (const path of sources()) {
    const reachable = Object.entries(allowed).find(([folder]) => path.startsWith(folder))?.[1];
    if (!reachable || !path.endsWith('.ts')) continue;
    for (const [, from = ''] of (await readFile(join(ROOT, path), 'utf8')).matchAll(
      /^(?:import|export) .*?from '([^']+)'/gm,
    )) {
      const target = from.startsWith('.') ? join(path, '..', from) : from;
      if (!reachable.some((prefix) => target.startsWith(prefix))) wrong.push(`${path} imports ${from}`);
    }
  }
  expect(wrong).toEqual([]);
});
