import { rmSync } from 'node:fs';
import { rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexFolder, type LibraryPlace } from '../../../src/indexer/index-folder.ts';
import { byText, folderWith, jpeg, type ReadLibrary, readLibrary, temporaryFolder } from './fixtures.ts';

/** Every rendition that the library names, and the originals where it has them; fails if one is missing. */
async function expectWhole(library: ReadLibrary, withOriginals: boolean): Promise<void> {
  for (const { thumbnail, screen, original } of library.photos) {
    for (const href of withOriginals ? [thumbnail, screen, original] : [thumbnail, screen]) {
      expect((await library.bytes(href)).length).toBeGreaterThan(0);
    }
  }
}

function titles({ photos }: ReadLibrary): string[] {
  return photos.map((photo) => photo.title).toSorted(byText);
}

/** Makes a folder look as if it could not be listed: a link to itself, which fails for every user. */
async function makeUnlistable(folder: string): Promise<void> {
  await rm(folder, { recursive: true });
  await symlink(folder, folder);
}

describe.each([false, true])('with originals: %s,', (withOriginals) => {
  const placeOf = async (): Promise<LibraryPlace> => {
    const cache = await temporaryFolder();
    return withOriginals ? { cache, out: await temporaryFolder() } : { cache };
  };

  it('a folder that holds no photos now, like a drive that is not mounted, costs nothing', async () => {
    const folder = await folderWith({ 'a.jpg': await jpeg('#aa0000'), 'sub/b.jpg': await jpeg('#00bb00') });
    const place = await placeOf();
    const first = await readLibrary((await indexFolder(folder, place)).library);
    await rm(join(folder, 'a.jpg'));
    await rm(join(folder, 'sub'), { recursive: true });
    const empty = await indexFolder(folder, place);
    expect(empty).toMatchObject({ outcome: 'kept', photos: 0 });
    const kept = await readLibrary(empty.library);
    expect(kept.json).toEqual(first.json);
    await expectWhole(kept, withOriginals);

    await writeFile(join(folder, 'a.jpg'), await jpeg('#aa0000'));
    expect(await indexFolder(folder, place)).toMatchObject({ outcome: 'finished', photos: 1, decoded: 0 });
  });

  it('a sub-folder that cannot be listed keeps its photos, and nothing is removed meanwhile', async () => {
    const folder = await folderWith({
      'a.jpg': await jpeg('#aa0000'),
      'removed.jpg': await jpeg('#111111'),
      'sub/b.jpg': await jpeg('#00bb00'),
      'sub/deep/c.jpg': await jpeg('#0000cc'),
      'suburb.jpg': await jpeg('#222222'),
    });
    const place = await placeOf();
    const first = await readLibrary((await indexFolder(folder, place)).library);
    await makeUnlistable(join(folder, 'sub'));
    await rm(join(folder, 'removed.jpg'));
    await rm(join(folder, 'suburb.jpg'));
    const second = await indexFolder(folder, place);
    expect(second).toMatchObject({ outcome: 'finished', photos: 3, decoded: 0 });
    expect(second.problems).toMatchObject([{ path: 'sub', problem: { reason: 'unreadable' } }]);
    expect([...second.originals.values()].map(({ file }) => file).toSorted(byText)).toEqual(
      ['a.jpg', 'sub/b.jpg', 'sub/deep/c.jpg'].map((path) => join(folder, path)),
    );
    const library = await readLibrary(second.library);
    expect(titles(library)).toEqual(['a', 'b', 'c']);
    await expectWhole(library, withOriginals);
    await expectWhole(first, withOriginals);

    await rm(join(folder, 'sub'));
    await writeFile(join(folder, 'moved.jpg'), await jpeg('#00bb00'));
    const third = await indexFolder(folder, place);
    expect(third).toMatchObject({ photos: 2, decoded: 0, problems: [] });
    await expect(expectWhole(first, withOriginals)).rejects.toThrow();
  });
});

it('a first library of a folder without photos is an empty one', async () => {
  const result = await indexFolder(await folderWith({ 'notes.txt': '' }), { cache: await temporaryFolder() });
  expect(result).toMatchObject({ outcome: 'finished', photos: 0 });
  expect((await readLibrary(result.library)).json.total).toBe(0);
});

it('a photo that was listed but cannot be read keeps its place, and is reported and tried again', async () => {
  const folder = await folderWith({ 'a.jpg': await jpeg('#aa0000'), 'b.jpg': await jpeg('#00bb00') });
  const cache = await temporaryFolder();
  await indexFolder(folder, { cache });
  await utimes(join(folder, 'b.jpg'), 1_500_000_000, 1_500_000_000);
  const observer = { reading: (): void => rmSync(join(folder, 'b.jpg')) };
  const second = await indexFolder(folder, { cache }, { observer });
  expect(second).toMatchObject({ photos: 2, problems: [{ path: 'b.jpg', problem: { reason: 'unreadable' } }] });
  expect(titles(await readLibrary(second.library))).toEqual(['a', 'b']);
  expect(await indexFolder(folder, { cache })).toMatchObject({ photos: 1, problems: [] });
});
