import { chmod, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { findFiles } from '../../../src/indexer/find-files.ts';
import { indexFolder } from '../../../src/indexer/index-folder.ts';
import { contentId } from '../../../src/indexer/library-folder.ts';
import { TALKATIVE } from '../../support/exif.ts';
import { byText, folderWith, indexed, jpeg, plain, readLibrary, temporaryFolder } from './fixtures.ts';

it('names renditions by their content and sections by month and content', async () => {
  const { library } = await indexed(await folderWith({ 'a.jpg': await jpeg('#aa0000') }));
  for (const photo of library.photos) {
    expect(photo.thumbnail).toMatch(/^\.\.\/thumbnails\/([0-9a-f]{2})\/\1[0-9a-f]{30}\.jpg$/);
    expect(photo.screen).toMatch(/^\.\.\/screens\/([0-9a-f]{2})\/\1[0-9a-f]{30}\.jpg$/);
    expect(photo.original).toBe(`../originals/${photo.id.slice(0, 2)}/${photo.id}.jpg`);
    expect(basename(photo.screen, '.jpg')).toBe(contentId(await library.bytes(photo.screen)));
  }
  expect(library.json.sections[0]?.href).toMatch(/^sections\/\d{4}-\d\d\.[0-9a-f]{16}\.json$/);
});

it('describes a photo', async () => {
  const exif = {
    IFD0: { Make: 'Canon', Model: 'Canon EOS 5D' },
    IFD2: { DateTimeOriginal: '2012:07:22 14:03:11', OffsetTimeOriginal: '+02:00' },
  };
  const bytes = await plain('#336699', 60, 40).withExif(exif).jpeg().toBuffer();
  const { library } = await indexed(await folderWith({ 'trip/Sea & sky.jpg': bytes }));
  expect(library.photos[0]).toMatchObject({
    id: contentId(bytes),
    title: 'Sea & sky',
    fileName: 'Sea & sky.jpg',
    width: 60,
    height: 40,
    taken: '2012-07-22T14:03:11+02:00',
    camera: 'Canon EOS 5D',
    type: 'image/jpeg',
    bytes: bytes.length,
  });
  expect(library.json.sections).toMatchObject([{ id: '2012-07', count: 1 }]);
});

it('says where and how a photo was taken, unless places are to be left out', async () => {
  const bytes = await plain('#336699', 60, 40).withExif(TALKATIVE).jpeg().toBuffer();
  const folder = await folderWith({ 'gate.jpg': bytes });
  const cache = await temporaryFolder();
  const index = async (options: Parameters<typeof indexFolder>[2]) => {
    const result = await indexFolder(folder, { cache }, options);
    return { result, photo: (await readLibrary(result.library)).photos[0] };
  };
  const said = {
    camera: 'Canon EOS 5D',
    lens: 'EF 35mm f/2 IS USM',
    exposure: 0.004,
    aperture: 2.8,
    iso: 100,
    focalLength: 35,
    focalLength35: 56,
    bias: -0.67,
    description: 'The gate in the evening',
    credit: 'Ada Example',
  };
  expect((await index({})).photo).toMatchObject({ ...said, place: [52.5163, 13.3777, 35] });
  const discreet = await index({ places: false });
  expect(discreet.photo).toMatchObject(said);
  expect(discreet.photo).not.toHaveProperty('place');
  expect(discreet.result.decoded).toBe(0);
  expect((await index({})).photo).toHaveProperty('place');
});

it('says what keeping a month offline takes, photo by photo and in all, with equal files counted once', async () => {
  const sea = await jpeg('#336699', 60, 40);
  const { library } = await indexed(
    await folderWith({ 'sea.jpg': sea, 'sea/again.png': await plain('#336699', 60, 40).png().toBuffer() }),
  );
  const sizes = async (href: string) => (await library.bytes(href)).length;
  for (const photo of library.photos) {
    expect(photo.thumbnailBytes).toBe(await sizes(photo.thumbnail));
    expect(photo.screenBytes).toBe(await sizes(photo.screen));
  }
  const files = new Set(library.photos.flatMap(({ thumbnail, screen }) => [thumbnail, screen]));
  let previews = 0;
  for (const href of files) previews += await sizes(href);
  const originals = library.photos.reduce((sum, { bytes }) => sum + bytes, 0);
  const [section] = library.json.sections;
  expect([section?.previewBytes, section?.originalBytes]).toEqual([previews, previews + originals]);
});

it('puts the newest first, across sections and within them', async () => {
  const folder = await folderWith({
    'a.jpg': await jpeg('#aa0000'),
    'b.jpg': await jpeg('#00bb00'),
    'c.jpg': await jpeg('#0000cc'),
    'd.jpg': await jpeg('#dddddd'),
  });
  const dates = { 'a.jpg': '2020-05-10T12:00:00Z', 'b.jpg': '2021-01-10T12:00:00Z', 'c.jpg': '2020-05-20T12:00:00Z' };
  for (const [name, date] of Object.entries(dates)) await utimes(join(folder, name), new Date(date), new Date(date));
  await utimes(join(folder, 'd.jpg'), new Date('2038-01-19'), new Date('2038-01-19'));
  const { library } = await indexed(folder);
  expect(library.photos.map((photo) => photo.title)).toEqual(['d', 'b', 'c', 'a']);
  expect(library.photos[0]?.taken.slice(0, 4)).toBe(String(new Date().getFullYear()));
  expect(library.json.sections.map(({ id, count }) => [id, count]).slice(1)).toEqual([
    ['2021-01', 1],
    ['2020-05', 2],
  ]);
});

it('shows exact duplicates once, under the first path, however many are read at once', async () => {
  const bytes = await jpeg('#aa0000');
  const folder = await folderWith({
    'z.jpg': bytes,
    'm/x.jpg': bytes,
    'b.jpg': bytes,
    'other.jpg': await jpeg('#00bb00'),
  });
  for (const parallel of [1, 8]) {
    const result = await indexFolder(folder, { cache: await temporaryFolder() }, { parallel });
    expect(result).toMatchObject({ photos: 2, duplicates: 2, decoded: 2 });
    const { photos } = await readLibrary(result.library);
    expect(photos.map((photo) => photo.title).toSorted(byText)).toEqual(['b', 'other']);
  }
});

it('finds photos by content, in sub-folders and behind links, and skips what is hidden', async () => {
  const folder = await folderWith({
    'really a photo.txt': await jpeg('#aa0000'),
    'deep/er/b.jpg': await jpeg('#00bb00'),
    'notes.txt': 'hello',
    '.hidden.jpg': await jpeg('#111111'),
    '.git/c.jpg': await jpeg('#222222'),
    '@eaDir/d.jpg': await jpeg('#333333'),
  });
  const elsewhere = await folderWith({ 'linked.jpg': await jpeg('#0000cc') });
  await symlink(elsewhere, join(folder, 'link'));
  await symlink(folder, join(folder, 'deep', 'loop'));
  await symlink('/nowhere', join(folder, 'dangling.jpg'));
  const { result, library } = await indexed(folder);
  expect(library.photos.map((photo) => photo.fileName).toSorted(byText)).toEqual([
    'b.jpg',
    'linked.jpg',
    'really a photo.txt',
  ]);
  expect(result.otherFiles).toBe(1);
  expect(result.problems.map(({ path }) => path)).toEqual(['dangling.jpg']);
});

it('indexes files with odd names', async () => {
  const names = ['ü %41 #1?.jpg', 'quote\'".jpg', 'line\nbreak.jpg', '<script>.jpg', '-rf.jpg', ' .jpg', '日本語.jpg'];
  const files = names.map(async (name, index) => [name, await jpeg(`#0000${index}0`, 64 + index)] as const);
  const { result } = await indexed(await folderWith(Object.fromEntries(await Promise.all(files))));
  expect(result).toMatchObject({ photos: names.length, problems: [] });
});

it.each([
  ['does not exist', 'missing', /There is no folder/],
  ['is a file', 'a.jpg', /is a file/],
])('refuses a folder that %s', async (_, name, message) => {
  const folder = await folderWith({ 'a.jpg': await jpeg('#aa0000') });
  await expect(findFiles(join(folder, name))).rejects.toThrow(message);
});

it.skipIf(process.getuid?.() === 0)('reports a file without permission, and tries it again next time', async () => {
  const folder = await folderWith({ 'a.jpg': await jpeg('#aa0000') });
  const cache = await temporaryFolder();
  await chmod(join(folder, 'a.jpg'), 0o000);
  expect(await indexFolder(folder, { cache })).toMatchObject({ problems: [{ problem: { reason: 'unreadable' } }] });
  await chmod(join(folder, 'a.jpg'), 0o644);
  expect(await indexFolder(folder, { cache })).toMatchObject({ photos: 1, problems: [] });
});

it('reports a file whose name is not valid UTF-8', async () => {
  const folder = await folderWith({ 'a.jpg': await jpeg('#aa0000') });
  const name = Buffer.concat([Buffer.from(join(folder, 'bad')), Buffer.from([0xff]), Buffer.from('.jpg')]);
  const written = await writeFile(name, await jpeg('#00bb00')).then(
    () => true,
    // macOS allows no such names.
    () => false,
  );
  const { result } = await indexed(folder);
  expect(result.photos).toBe(1);
  expect(result.problems).toMatchObject(written ? [{ problem: { reason: 'odd-name' } }] : []);
});
