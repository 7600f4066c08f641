import { readFileSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type IndexedLibrary, indexFolder } from '../../../src/indexer/index-folder.ts';
import { TALKATIVE } from '../../support/exif.ts';
import { byText, folderWith, jpeg, plain, type ReadLibrary, readLibrary, temporaryFolder } from './fixtures.ts';

interface Run {
  result: IndexedLibrary;
  library: ReadLibrary;
  read: string[];
  decoded: string[];
}

/** Indexes again and again into one cache, and tells which files were read and decoded. */
async function indexerOf(folder: string): Promise<{ cache: string; run: (signal?: AbortSignal) => Promise<Run> }> {
  const cache = await temporaryFolder();
  const run = async (signal?: AbortSignal): Promise<Run> => {
    const read: string[] = [];
    const decoded: string[] = [];
    const observer = { reading: (path: string) => read.push(path), decoding: (path: string) => decoded.push(path) };
    const result = await indexFolder(folder, { cache }, { observer, ...(signal && { signal }) });
    return { result, library: await readLibrary(result.library), read, decoded };
  };
  return { cache, run };
}

/** The lines of a state, as the one object that it was before. */
function parseState(text: string): { files: Record<string, object>; photos: Record<string, Record<string, unknown>> } {
  const state = { files: {}, photos: {} };
  for (const line of text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))) {
    if (line.path) Object.assign(state.files, { [line.path]: line.entry });
    else if (line.id) Object.assign(state.photos, { [line.id]: line.photo });
    else Object.assign(state, line);
  }
  return state;
}

/** The id of the photo in a file, out of the lines of a state. */
function idOf(path: string, lines: readonly string[]): string {
  return JSON.parse(lines.find((line) => line.includes(`"path":"${path}"`)) ?? '{}').entry.found.id;
}

async function filesIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted(byText);
}

describe('a second run', () => {
  it('over an unchanged folder reads and decodes nothing, and changes no file', async () => {
    const folder = await folderWith({
      'a.jpg': await jpeg('#aa0000'),
      'copy of a.jpg': await jpeg('#aa0000'),
      'sub/b.jpg': await jpeg('#00bb00'),
      'broken.jpg': 'no',
      'film.mp4': 'no',
    });
    const { run } = await indexerOf(folder);
    const first = await run();
    const before = await filesIn(first.result.library);
    const time = (await stat(join(first.result.library, 'library.json'))).mtimeMs;
    const second = await run();
    expect(second.read).toEqual([]);
    expect(second.decoded).toEqual([]);
    expect(second.library.photos).toEqual(first.library.photos);
    expect({ ...second.result, seconds: 0, decoded: 0 }).toEqual({ ...first.result, seconds: 0, decoded: 0 });
    expect(await filesIn(second.result.library)).toEqual(before);
    expect((await stat(join(first.result.library, 'library.json'))).mtimeMs).toBe(time);
  });

  it('indexes what was added, drops what was removed with its renditions, and follows what was changed', async () => {
    const folder = await folderWith({
      'changed.jpg': await jpeg('#aa0000'),
      'removed.jpg': await jpeg('#00bb00'),
      'same.jpg': await jpeg('#0000cc'),
    });
    const { run } = await indexerOf(folder);
    const { result } = await run();
    await rm(join(folder, 'removed.jpg'));
    await writeFile(join(folder, 'changed.jpg'), await jpeg('#abcdef', 80, 80));
    await writeFile(join(folder, 'added.jpg'), await jpeg('#123456'));
    const second = await run();
    expect(second.decoded.toSorted(byText)).toEqual(['added.jpg', 'changed.jpg']);
    expect(second.library.photos.map((photo) => photo.title).toSorted(byText)).toEqual(['added', 'changed', 'same']);
    expect(second.library.photos.find((photo) => photo.title === 'changed')?.width).toBe(80);
    expect(await filesIn(join(result.library, 'thumbnails'))).toHaveLength(3);
    expect(await filesIn(join(result.library, 'sections'))).toHaveLength(second.library.json.sections.length);
  });

  it('reads a renamed or touched photo, but does not decode it', async () => {
    const folder = await folderWith({ 'a.jpg': await jpeg('#aa0000'), 'b.jpg': await jpeg('#00bb00') });
    const { run } = await indexerOf(folder);
    await run();
    await rename(join(folder, 'a.jpg'), join(folder, 'z.jpg'));
    await utimes(join(folder, 'b.jpg'), 1_500_000_000, 1_500_000_000);
    const second = await run();
    expect(second.read).toEqual(['b.jpg', 'z.jpg']);
    expect(second.decoded).toEqual([]);
    expect(second.library.photos.map((photo) => photo.title).toSorted(byText)).toEqual(['b', 'z']);
  });

  it('makes a rendition again that is missing', async () => {
    const { run } = await indexerOf(
      await folderWith({ 'a.jpg': await jpeg('#aa0000'), 'b.jpg': await jpeg('#00bb00') }),
    );
    const { result, library } = await run();
    const lost = library.photos.find((photo) => photo.title === 'a')?.screen ?? '';
    await rm(join(result.library, 'sections', lost));
    const second = await run();
    expect(second.decoded).toEqual(['a.jpg']);
    expect((await library.bytes(lost)).length).toBeGreaterThan(0);
  });

  it.each(['', 'garbage', '{"format":1', '[]', '{"format":999}', 'null', '\n\n'])(
    'starts afresh with the state %j',
    async (state) => {
      const { cache, run } = await indexerOf(await folderWith({ 'a.jpg': await jpeg('#aa0000') }));
      const { library } = await run();
      const [name = ''] = await readdir(cache);
      await writeFile(join(cache, name, 'state.json'), state);
      const second = await run();
      expect(second.decoded).toEqual(['a.jpg']);
      expect(second.library.photos).toEqual(library.photos);
    },
  );

  describe('after an update that asks photos for more', () => {
    /** A state as it was written before: date and camera stood beside the rest, and nothing else was read. */
    async function indexedBefore() {
      const photos = { 'a.jpg': '#aa0000', 'b.jpg': '#00bb00' };
      const files = await Promise.all(
        Object.entries(photos).map(async ([name, colour]) => [
          name,
          await plain(colour).withExif(TALKATIVE).jpeg().toBuffer(),
        ]),
      );
      const indexer = await indexerOf(await folderWith(Object.fromEntries(files)));
      const { library } = await indexer.run();
      const [name = ''] = await readdir(indexer.cache);
      const path = join(indexer.cache, name, 'state.json');
      const state = parseState(await readFile(path, 'utf8'));
      for (const record of Object.values(state.photos)) {
        Object.assign(record, { camera: 'As it was', taken: '2019-07-22T14:03:11+02:00' });
        delete record['metadata'];
        delete record['metadataVersion'];
      }
      await writeFile(path, JSON.stringify({ ...state, format: 2 }));
      return { ...indexer, library };
    }

    it('reads them once more, and makes no rendition anew', async () => {
      const { run, library } = await indexedBefore();
      const next = await run();
      expect(next.read).toEqual(['a.jpg', 'b.jpg']);
      expect(next.decoded).toEqual([]);
      expect(next.library.photos).toEqual(library.photos);
      expect((await run()).read).toEqual([]);
    });

    it('keeps what is known of those that it does not get to, and goes on with them the next time', async () => {
      const { run } = await indexedBefore();
      const aborted = await run(AbortSignal.abort());
      expect(aborted.library.photos).toHaveLength(2);
      expect(aborted.library.photos[0]).toMatchObject({ camera: 'As it was', taken: '2019-07-22T14:03:11+02:00' });
      const next = await run();
      expect(next.read).toEqual(['a.jpg', 'b.jpg']);
      expect(next.library.photos[0]).toMatchObject({ camera: 'Canon EOS 5D', exposure: 0.004 });
    });
  });

  it('survives a state whose entries are damaged', async () => {
    const { cache, run } = await indexerOf(await folderWith({ 'a.jpg': await jpeg('#aa0000') }));
    await run();
    const [name = ''] = await readdir(cache);
    const path = join(cache, name, 'state.json');
    const [header = ''] = (await readFile(path, 'utf8')).split('\n');
    const damaged = ['{"path":"a.jpg","entry":{"size":"x"}}', '{"id":"x","photo":null}', '{"path":', '[]', '7', ''];
    await writeFile(path, [header, ...damaged].join('\n'));
    expect((await run()).library.photos).toHaveLength(1);
  });

  it('decodes what a damaged line of the state stood for, and nothing else', async () => {
    const { cache, run } = await indexerOf(
      await folderWith({ 'a.jpg': await jpeg('#aa0000'), 'b.jpg': await jpeg('#00bb00') }),
    );
    await run();
    const [name = ''] = await readdir(cache);
    const path = join(cache, name, 'state.json');
    const lines = (await readFile(path, 'utf8')).split('\n');
    const torn = lines.map((line) =>
      line.includes('"photo":{') && line.includes(idOf('a.jpg', lines)) ? line.slice(0, 50) : line,
    );
    await writeFile(path, torn.join('\n'));
    const next = await run();
    expect(next.decoded).toEqual(['a.jpg']);
    expect(next.library.photos).toHaveLength(2);
  });

  it('leaves files alone that are not ours', async () => {
    const folder = await folderWith({ 'a.jpg': await jpeg('#aa0000') });
    const { run } = await indexerOf(folder);
    const { result } = await run();
    await writeFile(join(result.library, 'thumbnails', 'README.txt'), 'mine').catch(() => undefined);
    await writeFile(join(result.library, 'sections', 'mine.json'), '{}');
    await writeFile(join(folder, 'b.jpg'), await jpeg('#00bb00'));
    await run();
    expect(await readFile(join(result.library, 'sections', 'mine.json'), 'utf8')).toBe('{}');
  });
});

describe('an abort', () => {
  it('leaves a valid library of what is done, from which the next run goes on', async () => {
    const colours = ['#110000', '#220000', '#330000', '#440000', '#550000', '#660000'];
    const files = await Promise.all(
      colours.map(async (colour, index) => [`${index}.jpg`, await jpeg(colour)] as const),
    );
    const folder = await folderWith(Object.fromEntries(files));
    const cache = await temporaryFolder();
    const controller = new AbortController();
    let done = 0;
    const observer = { finished: () => ++done === 2 && controller.abort() };
    const aborted = await indexFolder(folder, { cache }, { parallel: 1, signal: controller.signal, observer });
    expect(aborted).toMatchObject({ outcome: 'aborted', photos: 2 });
    const library = await readLibrary(aborted.library);
    expect(library.json.total).toBe(2);
    for (const photo of library.photos) expect((await library.bytes(photo.thumbnail)).length).toBeGreaterThan(0);
    const next = await indexFolder(folder, { cache });
    expect(next).toMatchObject({ outcome: 'finished', photos: 6, decoded: 4 });
  });

  it('keeps what an earlier run had indexed', async () => {
    const folder = await folderWith({ 'a.jpg': await jpeg('#aa0000'), 'b.jpg': await jpeg('#00bb00') });
    const cache = await temporaryFolder();
    await indexFolder(folder, { cache });
    await writeFile(join(folder, 'c.jpg'), await jpeg('#0000cc'));
    const controller = new AbortController();
    const observer = { started: () => controller.abort() };
    const aborted = await indexFolder(folder, { cache }, { signal: controller.signal, observer });
    expect(aborted).toMatchObject({ outcome: 'aborted', photos: 2, decoded: 0 });
  });

  it('during a run over all photos anew keeps those that it did not get to, and what is known of them', async () => {
    const folder = await folderWith({ 'a.jpg': await jpeg('#aa0000'), 'b.jpg': await jpeg('#00bb00') });
    const { run } = await indexerOf(folder);
    const first = await run();
    const atOnce = await run(AbortSignal.abort());
    expect(atOnce.result).toMatchObject({ outcome: 'aborted', photos: 2 });
    expect(atOnce.library).toMatchObject({ json: first.library.json, photos: first.library.photos });
    expect((await run()).read).toEqual([]);
  });

  it('drops photos whose files are gone, and decodes renamed ones no second time', async () => {
    const folder = await folderWith({
      'a.jpg': await jpeg('#aa0000'),
      'b.jpg': await jpeg('#00bb00'),
      'c.jpg': await jpeg('#0000cc'),
    });
    const { run } = await indexerOf(folder);
    await run();
    await rm(join(folder, 'b.jpg'));
    await rename(join(folder, 'c.jpg'), join(folder, 'z.jpg'));
    const aborted = await run(AbortSignal.abort());
    expect(aborted.library.photos.map((photo) => photo.title)).toEqual(['a']);
    const next = await run();
    expect(next.decoded).toEqual([]);
    expect(next.library.photos.map((photo) => photo.title).toSorted(byText)).toEqual(['a', 'z']);
  });
});

describe('saving now and then', () => {
  it('loses nothing of what an earlier run found', async () => {
    const names = ['a.jpg', 'b.jpg', 'c.jpg'];
    const files = await Promise.all(names.map(async (name, index) => [name, await jpeg(`#0000${index}0`)] as const));
    const folder = await folderWith(Object.fromEntries(files));
    const { cache, run } = await indexerOf(folder);
    await run();
    const [name = ''] = await readdir(cache);
    const path = join(cache, name, 'state.json');
    for (const file of names) await utimes(join(folder, file), 1_500_000_000, 1_500_000_000);
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const saved: unknown[] = [];
    const observer = {
      reading: () => saved.push(parseState(readFileSync(path, 'utf8'))),
      finished: () => vi.advanceTimersByTime(60_000),
    };
    await indexFolder(folder, { cache }, { observer, parallel: 1 });
    expect(saved).toHaveLength(3);
    const changed = { mtimeMs: 1_500_000_000_000 };
    expect(saved[1]).toMatchObject({ files: { 'a.jpg': changed } });
    expect(saved[2]).toMatchObject({ files: { 'a.jpg': changed, 'b.jpg': changed, 'c.jpg': {} } });
    for (const state of saved) expect(state).toHaveProperty('files.c\\.jpg');
  });
});
