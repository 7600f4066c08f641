import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceLibrary } from '../../../src/library/device/device-library.ts';
import { Library } from '../../../src/library/library.ts';
import type { DeviceMessage } from '../../../src/shared/device-messages.ts';
import { type DevicePhoto, photoOfDevice } from '../../../src/shared/device-photo.ts';
import { WorkerError } from '../../../src/shared/worker-error.ts';
import { type Answer, FakeKeeper, SILENCE } from '../../support/keeper.ts';
import { photo } from '../../support/photo.ts';

const ROOT = 'https://photos.example/';
const LIBRARY = new URL('library/library.json', ROOT);
const page = { ended: new AbortController() };

beforeEach(() => {
  vi.useFakeTimers();
  page.ended = new AbortController();
});
afterEach(() => {
  page.ended.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function devicePhoto(index: number): DevicePhoto {
  const { id, title, fileName, width, height, type, bytes, thumbhash } = photo(index);
  const taken = `2024-07-0${index}T10:00:00`;
  return {
    id,
    title,
    fileName,
    width,
    height,
    type,
    bytes,
    thumbhash,
    taken,
    section: '2024-07',
    hasScreen: false,
    hasFull: false,
  };
}

/** A worker with these photos, all of July 2024. */
function worker(photos: readonly DevicePhoto[]): Answer {
  return ({ type }: DeviceMessage) => {
    if (type === 'device-library') return { sections: sections(photos.length), waiting: { shared: 0, unfinished: 0 } };
    return type === 'device-section' ? photos : undefined;
  };
}

function sections(count: number) {
  return [{ id: '2024-07', count }];
}

/** The month that the server has is answered when the test says so. */
function serve(month: Promise<unknown> | undefined = undefined): void {
  const index = { version: 1, sections: month !== undefined ? [{ id: '2024-07', count: 1, href: 'july.json' }] : [] };
  vi.stubGlobal('fetch', async (url: URL) => Response.json(url.href === LIBRARY.href ? index : await month));
}

function open(keeper: FakeKeeper): Promise<Library> {
  return Library.open(LIBRARY, new DeviceLibrary(keeper, ROOT), page.ended.signal);
}

/** Waits for the library, and loads its only month. */
async function opened(keeper: FakeKeeper): Promise<Library> {
  const library = await open(keeper);
  await library.load(0);
  return library;
}

function titles(library: Library): string[] | undefined {
  return library.photos(0)?.map(({ title }) => title);
}

it('is open after a while without a service worker that does not reply, and shows its photos when it does', async () => {
  serve();
  const keeper = new FakeKeeper(() => SILENCE);
  const opening = open(keeper);
  await vi.advanceTimersByTimeAsync(3000);
  const library = await opening;
  expect(library.index.total).toBe(0);
  const told = vi.fn();
  library.listen(told, page.ended.signal);
  keeper.answer = worker([devicePhoto(1), devicePhoto(2)]);
  await vi.advanceTimersByTimeAsync(3000);
  expect(library.index.total).toBe(2);
  expect(told).toHaveBeenCalled();
});

it('asks no more once the page is over', async () => {
  serve();
  const keeper = new FakeKeeper(() => SILENCE);
  void open(keeper);
  await vi.advanceTimersByTimeAsync(4000);
  page.ended.abort();
  await vi.advanceTimersByTimeAsync(4000);
  const asked = keeper.asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(keeper.asked).toHaveLength(asked);
});

it('keeps the photos of a month that changed until it is known what there is now', async () => {
  serve();
  const keeper = new FakeKeeper(worker([devicePhoto(1)]));
  const library = await opened(keeper);
  keeper.answer = () => SILENCE;
  keeper.tell({ type: 'device-changed', sections: sections(2) });
  await vi.advanceTimersByTimeAsync(4000);
  expect(titles(library)).toEqual(['photo 1']);
  keeper.answer = worker([devicePhoto(1), devicePhoto(2)]);
  await vi.advanceTimersByTimeAsync(4000);
  expect(titles(library)).toEqual(['photo 2', 'photo 1']);
});

it('does not ask again and again where the service worker refuses', async () => {
  serve();
  const keeper = new FakeKeeper(worker([devicePhoto(1)]));
  const library = await opened(keeper);
  keeper.answer = () => {
    throw new WorkerError('The disk is broken.');
  };
  keeper.tell({ type: 'device-changed', sections: sections(2) });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(titles(library)).toEqual(['photo 1']);
  expect(keeper.count('device-section')).toBe(2);
});

it.each([
  ['a month of this device alone', undefined],
  ['a month that the server has too', { photos: [] }],
])('shows the photos of this device in %s also when they came late', async (_, month) => {
  serve(month && Promise.resolve(month));
  const keeper = new FakeKeeper(worker([devicePhoto(1)]));
  const library = await open(keeper);
  keeper.answer = () => SILENCE;
  const loading = library.load(0).catch(() => 'late');
  await vi.advanceTimersByTimeAsync(3000);
  expect(await loading).toBe('late');
  keeper.answer = worker([devicePhoto(1)]);
  await vi.advanceTimersByTimeAsync(4000);
  expect(titles(library)).toEqual(['photo 1']);
});

it('what was read anew while the server was asked is not undone by the older state', async () => {
  const { promise: month, resolve: answerMonth } = deferred();
  serve(month);
  const keeper = new FakeKeeper(worker([devicePhoto(1)]));
  const library = await open(keeper);
  // The month of the server cannot be had, that of this device can.
  answerMonth('damaged');
  await library.load(0).catch(() => {});
  expect(titles(library)).toEqual(['photo 1']);
  const again = deferred();
  serve(again.promise);
  vi.stubGlobal('fetch', async () => Response.json(await again.promise));
  // The change is being read when the month is asked for once more.
  const section = deferred();
  keeper.answer = (message) => (message.type === 'device-section' ? section.promise : undefined);
  keeper.tell({ type: 'device-changed', sections: sections(2) });
  await vi.advanceTimersByTimeAsync(0);
  const loading = library.load(0);
  section.resolve([devicePhoto(1), devicePhoto(2)]);
  await vi.advanceTimersByTimeAsync(500);
  again.resolve({ photos: [] });
  await loading;
  expect(titles(library)).toEqual(['photo 2', 'photo 1']);
  expect(library.photos(0)?.[1]).toEqual(photoOfDevice(devicePhoto(1), ROOT));
});

function deferred() {
  let resolve: (value: unknown) => void = () => {};
  const promise = new Promise<unknown>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('looking for a photo', () => {
  const older = photo(7).id;
  const MONTHS = ['2024-09', '2024-08', '2024-07'];

  /** Serves a library of three months, one of which has the photo. Gives the paths that were asked for. */
  function serveMonths(lookup: Readonly<Record<string, unknown>>, itsMonth = '2024-07'): string[] {
    const asked: string[] = [];
    const sections = MONTHS.map((id) => ({ id, count: 1, href: `sections/${id}.json` }));
    vi.stubGlobal('fetch', async ({ pathname }: URL) => {
      asked.push(pathname.slice('/library/'.length));
      if (pathname.endsWith('library.json'))
        return Response.json({ version: 1, sections, lookup: 'lookup/parts.json' });
      const [, month] = /sections\/(.+)\.json$/.exec(pathname) ?? [];
      const { id, title, width, height, fileName } = photo(7);
      const links = { thumbnail: '../thumbnails/a.jpg', original: '../originals/a.jpg' };
      const photos = month === itsMonth ? [{ id, title, fileName, width, height, ...links }] : [];
      const found = month ? { photos } : lookup[pathname.slice('/library/lookup/'.length)];
      return found === undefined ? new Response('', { status: 404 }) : Response.json(found);
    });
    return asked;
  }
  const openIt = () => open(new FakeKeeper(worker([])));

  it('reads the list of its month, beside that of the newest, where the library says in which it is', async () => {
    const asked = serveMonths({
      'parts.json': { digits: 1, parts: { 0: 'part.json' } },
      'part.json': { months: { '2024-07': [older] } },
    });
    const library = await openIt();
    expect(await library.find(older)).toEqual({ section: 2, index: 0 });
    expect(asked.slice(1)).toEqual([
      'sections/2024-09.json',
      'lookup/parts.json',
      'lookup/part.json',
      'sections/2024-07.json',
    ]);
  });

  it.each([
    ['no part', { 'parts.json': { digits: 1, parts: {} } }],
    ['no month', { 'parts.json': { digits: 1, parts: { 0: 'part.json' } }, 'part.json': { months: {} } }],
    [
      'a month that is not there',
      {
        'parts.json': { digits: 1, parts: { 0: 'part.json' } },
        'part.json': { months: { '1999-01': [older] } },
      },
    ],
  ])('reads the newest list only where the library names %s for it', async (_, lookup) => {
    const asked = serveMonths(lookup);
    const library = await openIt();
    expect(await library.find(older)).toBeUndefined();
    expect(asked.filter((path) => path.startsWith('sections/'))).toEqual(['sections/2024-09.json']);
  });

  it('does not ask in which month it is where it is in the newest', async () => {
    const asked = serveMonths({}, '2024-09');
    const library = await openIt();
    expect(await library.find(older)).toEqual({ section: 0, index: 0 });
    expect(asked.slice(1)).toEqual(['sections/2024-09.json']);
  });

  it('finds nothing in a library without photos', async () => {
    serve();
    const library = await openIt();
    expect(await library.find(older)).toBeUndefined();
  });

  it.each([
    ['is missing', {}],
    ['is damaged', { 'parts.json': [] }],
    ['leads out of the library', { 'parts.json': { digits: 1, parts: { 0: '../../part.json' } } }],
    ['has lost a part', { 'parts.json': { digits: 1, parts: { 0: 'part.json' } } }],
  ])('looks through the months from the newest on where the lookup %s', async (_, lookup) => {
    const asked = serveMonths(lookup);
    const library = await openIt();
    expect(await library.find(older)).toEqual({ section: 2, index: 0 });
    expect(asked.filter((path) => path.startsWith('sections/'))).toEqual(MONTHS.map((id) => `sections/${id}.json`));
  });
});
