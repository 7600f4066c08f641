import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { ACCEPTANCE } from '../engines/acceptance.ts';
import { readMarked } from '../support/marked-table.ts';

const ROOT = resolve(import.meta.dirname, '../..');

it('the table of browsers in the README has every test that runs in each engine, and no other', async () => {
  const table = await readMarked('browsers');
  const rows = table
    .split('\n')
    .slice(2)
    .flatMap((line) => line.split(' | ')[0]?.replace(/^\| /, '') || []);
  const files = ACCEPTANCE.map((name) => readFile(resolve(ROOT, `tests/engines/${name}.test.ts`), 'utf8'));
  const names = (await Promise.all(files)).flatMap((text) => [...text.matchAll(/^ {2}it\('([^']+)'/gm)]);
  expect(rows.sort()).toEqual(names.map(([, name]) => name).sort());
});
