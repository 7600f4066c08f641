import { beforeEach, expect, it } from 'vitest';
import { evictPhoto } from '../../src/evict-photo.ts';
import type { Library } from '../../src/library/library.ts';
import { bitmapKey } from '../../src/loading/bitmap-key.ts';
import type { ServiceWorkerClient } from '../../src/loading/service-worker-client.ts';
import type { Photo } from '../../src/shared/photo.ts';
import type { PinnedState } from '../../src/shared/pin.ts';
import { WorkerError } from '../../src/shared/worker-error.ts';
import { photo } from '../support/photo.ts';

const PHOTO = photo(1);
let asked: unknown[];
let evicted: string[];
beforeEach(() => {
  asked = [];
  evicted = [];
});

/** A library that has just this photo. */
function libraryWith(own: Photo): Pick<Library, 'find' | 'photoAt'> {
  return {
    find: async (id) => (id === own.id ? { section: 0, index: 0 } : undefined),
    photoAt: () => own,
  };
}

const memory = {
  evict: (key: string) => {
    evicted.push(key);
    return { closedBytes: 100, leasedBytes: 20 };
  },
};

/** A worker that stores a thumbnail of 7 bytes, and keeps the photo offline or not; or refuses. */
function worker(state: PinnedState, refusal?: WorkerError): Pick<ServiceWorkerClient, 'ask'> {
  const ask = async (message: { type: string }) => {
    asked.push(message);
    if (refusal) throw refusal;
    return message.type === 'evict-thumbnail' ? { bytes: 7 } : [{ state, quality: undefined }];
  };
  // Of its many kinds of answers only these come up here.
  return { ask } as Pick<ServiceWorkerClient, 'ask'>;
}

it('forgets a photo in memory and in the storage, and says what each gave back', async () => {
  expect(await evictPhoto(PHOTO.id, libraryWith(PHOTO), memory, worker('not-pinned'))).toEqual({
    memoryBytes: 100,
    drawnBytes: 20,
    thumbnailBytes: 7,
    kept: undefined,
  });
  expect(evicted).toEqual([bitmapKey(PHOTO)]);
  expect(asked).toContainEqual({ type: 'evict-thumbnail', url: PHOTO.thumbnail.href });
});

it.each<PinnedState>(['kept', 'wanted', 'failed'])(
  'says that something is kept of what is pinned (%s)',
  async (state) => {
    expect(await evictPhoto(PHOTO.id, libraryWith(PHOTO), memory, worker(state))).toMatchObject({ kept: 'pinned' });
  },
);

it('leaves alone what is stored of a photo of this device', async () => {
  const own: Photo = { ...PHOTO, source: 'device' };
  expect(await evictPhoto(own.id, libraryWith(own), memory, worker('not-pinned'))).toMatchObject({
    memoryBytes: 100,
    thumbnailBytes: 0,
    kept: 'device',
  });
  expect(asked).toEqual([]);
});

it.each(['', 'july', '../etc', photo(2).id])('knows no photo "%s", and forgets nothing', async (id) => {
  await expect(evictPhoto(id, libraryWith(PHOTO), memory, worker('not-pinned'))).rejects.toThrow(RangeError);
  expect([...evicted, ...asked]).toEqual([]);
});

it('finds nothing stored where there is no worker', async () => {
  const none = worker('not-pinned', new WorkerError('There is none.', 'no-worker'));
  expect(await evictPhoto(PHOTO.id, libraryWith(PHOTO), memory, none)).toMatchObject({
    memoryBytes: 100,
    thumbnailBytes: 0,
  });
});

it.each(['unknown-message', 'no-reply'] as const)(
  'fails where the storage was not asked (%s), and memory is given back all the same',
  async (code) => {
    const failing = worker('not-pinned', new WorkerError('No.', code));
    await expect(evictPhoto(PHOTO.id, libraryWith(PHOTO), memory, failing)).rejects.toMatchObject({ code });
    expect(evicted).toHaveLength(1);
  },
);
