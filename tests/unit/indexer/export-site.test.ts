import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { checkOutFolder, exportApp } from '../../../src/indexer/export-site.ts';
import { indexFolder } from '../../../src/indexer/index-folder.ts';
import { folderWith, jpeg, readLibrary, temporaryFolder } from './fixtures.ts';

it('writes a site with the originals, bit for bit, and without private paths', async () => {
  const bytes = await jpeg('#aa0000');
  const photos = await folderWith({ 'a.jpg': bytes });
  const [cache, out] = [await temporaryFolder(), await temporaryFolder()];
  const result = await indexFolder(photos, { cache, out });
  expect(result.library).toBe(join(out, 'library'));
  const library = await readLibrary(result.library);
  expect(await library.bytes(library.photos[0]?.original ?? '')).toEqual(bytes);
  await expect(access(join(out, 'state.json'))).rejects.toThrow();
  expect(await indexFolder(photos, { cache, out })).toMatchObject({ decoded: 0, photos: 1 });
});

it('does not index the site that it writes into the folder itself', async () => {
  const photos = await folderWith({ 'a.jpg': await jpeg('#aa0000') });
  const [cache, out] = [await temporaryFolder(), join(photos, 'site')];
  await indexFolder(photos, { cache, out });
  expect(await indexFolder(photos, { cache, out })).toMatchObject({ photos: 1, duplicates: 0, decoded: 0 });
});

it('copies the app, and drops assets of an older build', async () => {
  const app = await folderWith({ 'index.html': 'new', 'sw.js': 'new', 'assets/new.js': 'new' });
  const out = await folderWith({ 'index.html': 'old', 'assets/old.js': 'old', 'library/library.json': '{}' });
  await exportApp(app, out);
  expect(await readFile(join(out, 'index.html'), 'utf8')).toBe('new');
  expect(await readFile(join(out, 'assets', 'new.js'), 'utf8')).toBe('new');
  await expect(access(join(out, 'assets', 'old.js'))).rejects.toThrow();
  await access(join(out, 'library', 'library.json'));
});

it('compresses texts beforehand where names change with the content, and drops what belonged to older ones', async () => {
  const script = 'export const one = 1;\n'.repeat(100);
  const app = await folderWith({
    'index.html': script,
    'sw.js': script,
    'assets/a.js': script,
    'assets/small.js': '1',
  });
  const out = await folderWith({
    'library/library.json': JSON.stringify(script),
    'library/sections/2024-07.0.json': JSON.stringify(script),
    'library/sections/2024-06.0.json.gz': 'old',
  });
  await exportApp(app, out);
  const files = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.gz'));
  expect(files.sort()).toEqual([join('assets', 'a.js.gz'), join('library', 'sections', '2024-07.0.json.gz')]);
  expect(gunzipSync(await readFile(join(out, 'assets', 'a.js.gz'))).toString()).toBe(script);
});

it('answers unknown addresses with the app, on hosts that look for 404.html', async () => {
  const app = await folderWith({ 'index.html': 'the app', 'sw.js': '' });
  const out = await temporaryFolder();
  await exportApp(app, out);
  expect(await readFile(join(out, '404.html'), 'utf8')).toBe('the app');
});

it('does not index a site that it wrote into the folder earlier', async () => {
  const photos = await folderWith({ 'a.jpg': await jpeg('#aa0000') });
  const cache = await temporaryFolder();
  await indexFolder(photos, { cache, out: join(photos, 'site') });
  await writeFile(join(photos, 'site', 'icon.png'), await jpeg('#00bb00'));
  expect(await indexFolder(photos, { cache })).toMatchObject({ photos: 1, duplicates: 0, problems: [] });
  await expect(indexFolder(join(photos, 'site'), { cache })).rejects.toThrow(/made by --out/);
});

it('accepts what a first run left that was ended before its library was whole', async () => {
  const name = `ab/${'ab'.repeat(16)}.jpg`;
  const begun = await folderWith({ [`library/thumbnails/${name}`]: '', [`library/originals/${name}`]: '' });
  await checkOutFolder(begun);
  await writeFile(join(begun, 'library', 'mine.txt'), '');
  await expect(checkOutFolder(begun)).rejects.toThrow(/holds other files/);
  await expect(checkOutFolder(await folderWith({ library: 'a file' }))).rejects.toThrow(/holds other files/);
  await expect(checkOutFolder(await folderWith({ 'library/screens/x': '', mine: '' }))).rejects.toThrow(/other files/);
});

it('accepts a folder that is new, empty or ours, and no other', async () => {
  const photos = await folderWith({ 'a.jpg': await jpeg('#aa0000') });
  const out = await temporaryFolder();
  await checkOutFolder(join(out, 'new'));
  await checkOutFolder(out);
  await indexFolder(photos, { cache: await temporaryFolder(), out });
  await checkOutFolder(out);
  await expect(checkOutFolder(photos)).rejects.toThrow(/holds other files/);
  await expect(checkOutFolder(join(photos, 'a.jpg'))).rejects.toThrow(/is a file/);
  await writeFile(join(out, 'library', 'library.json'), '[]');
  await expect(checkOutFolder(out)).rejects.toThrow(/holds other files/);
});
