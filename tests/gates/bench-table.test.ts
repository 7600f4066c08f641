import { expect, it } from 'vitest';
import { WORKLOADS } from '../bench/workloads.ts';
import { readMarked } from '../support/marked-table.ts';

it('the table of figures in the README has every workload of the bench, and no other', async () => {
  const table = await readMarked('bench');
  const names = [...table.matchAll(/^\| \*\*([^*]+)\*\*: /gm)].map(([, name]) => name);
  expect(names).toEqual(WORKLOADS.map(({ name }) => name));
});
