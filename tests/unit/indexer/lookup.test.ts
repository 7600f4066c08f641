import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LibraryFolder } from '../../../src/indexer/library-folder.ts';
import { prune } from '../../../src/indexer/prune.ts';
import { type Lookup, writeLookup } from '../../../src/indexer/write-lookup.ts';
import { parseMonthOf, parsePartOf } from '../../../src/shared/parse-lookup.ts';
import { type PhotoId, parsePhotoId } from '../../../src/shared/photo.ts';
import { temporaryFolder } from './fixtures.ts';

const LIBRARY = new URL('https://photos.example/library/library.json');

/** Spread as evenly as real ones. */
function id(index: number): PhotoId {
  const found = parsePhotoId([...index.toString(16).padStart(32, '0')].reverse().join(''));
  if (!found) throw new Error(`No id: ${index}`);
  return found;
}

/** `total` photos in months of 100. */
function months(total: number): Map<string, { id: PhotoId }[]> {
  const all = new Map<string, { id: PhotoId }[]>();
  for (let index = 0; index < total; index += 1) {
    const month = `${2024 - Math.floor(index / 1200)}-${String(12 - (Math.floor(index / 100) % 12)).padStart(2, '0')}`;
    all.set(month, [...(all.get(month) ?? []), { id: id(index) }]);
  }
  return all;
}

/** Where a page finds the photo, by the files in `root`. */
async function find(root: string, { href }: Lookup, photo: PhotoId): Promise<string | undefined> {
  const file = new URL(href, LIBRARY);
  const read = async ({ pathname }: URL) =>
    JSON.parse(await readFile(join(root, pathname.slice('/library/'.length)), 'utf8'));
  const part = parsePartOf(photo, await read(file), file, LIBRARY);
  return part && parseMonthOf(photo, await read(part));
}

it.each([0, 1, 1024, 1025, 30_000])('tells the month of each of %i photos, and of no other', async (total) => {
  const root = await temporaryFolder();
  const lookup = await writeLookup(root, months(total));
  for (const index of [0, 100, total - 1].filter((index) => index >= 0 && index < total)) {
    const [month] = [...months(total)].find(([, photos]) => photos.some((photo) => photo.id === id(index))) ?? [];
    expect(await find(root, lookup, id(index))).toBe(month);
  }
  expect(await find(root, lookup, id(total))).toBeUndefined();
  expect(await find(root, lookup, id(0x0fff_ffff))).toBeUndefined();
});

it('reads the same two files, of bounded size, however many photos there are', async () => {
  const root = await temporaryFolder();
  const { files } = await writeLookup(root, months(30_000));
  for (const file of files) expect((await readFile(join(root, file))).length, file).toBeLessThan(50_000);
});

it('writes anew what a photo that came has changed, under new names, and the rest stays', async () => {
  const root = await temporaryFolder();
  const before = await writeLookup(root, months(5000));
  const after = await writeLookup(root, months(5001));
  expect(after.href).not.toBe(before.href);
  expect(after.files.filter((file) => !before.files.includes(file))).toHaveLength(2);
});

it('is removed where nothing names it any more', async () => {
  const root = await temporaryFolder();
  await writeLookup(root, months(5000));
  const { files } = await writeLookup(root, months(10));
  await prune(await LibraryFolder.open(root), new Set(files));
  const left = await readdir(join(root, 'lookup'));
  expect(left.map((name) => `lookup/${name}`).toSorted()).toEqual([...files].toSorted());
});

it.each<[string, unknown]>([
  ['nothing', null],
  ['a list', []],
  ['no parts', { digits: 1 }],
  ['a part out of the library', { digits: 0, parts: { '': '../../secret.json' } }],
  ['a part elsewhere', { digits: 0, parts: { '': 'https://other.example/part.json' } }],
  ['a part that runs', { digits: 0, parts: { '': 'javascript:alert(1)' } }],
])('is refused when it is %s', (_, json) => {
  expect(() => parsePartOf(id(1), json, new URL('lookup/parts.json', LIBRARY), LIBRARY)).toThrow(TypeError);
});

it.each([{ digits: '__proto__' }, { digits: -1 }, { digits: Number.NaN }, {}])('names no part with %j', (rest) => {
  const json = { ...rest, parts: { aa: 'aa.json' } };
  expect(parsePartOf(id(1), json, new URL('lookup/parts.json', LIBRARY), LIBRARY)).toBeUndefined();
});

it('finds nothing in months that are no lists', () => {
  expect(
    parseMonthOf(id(1), { months: { '2024-07': id(1), '2024-08': null, '2024-09': { length: 1, 0: id(1) } } }),
  ).toBeUndefined();
  expect(() => parseMonthOf(id(1), { photos: [] })).toThrow(TypeError);
});
