import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sampleList } from '../../../src/indexer/samples.ts';
import { sectionOf } from '../../../src/shared/metadata/taken.ts';

it('lists sample photos that are there, each with a title and a date, in sections of 3 to 8', () => {
  const { sources, credits } = sampleList();
  const months = new Map<string, number>();
  for (const { file, title, taken = '' } of sources) {
    expect([file, existsSync(file)]).toEqual([file, true]);
    expect(title).toMatch(/\w{3}/);
    expect(new Date(`${taken}Z`).toISOString()).toBe(`${taken}.000Z`);
    months.set(sectionOf(taken), (months.get(sectionOf(taken)) ?? 0) + 1);
  }
  expect(new Set(sources.map(({ title }) => title)).size).toBe(sources.length);
  expect([...months.values()].every((count) => count >= 3 && count <= 8)).toBe(true);
  expect(credits).toHaveLength(2);
});
