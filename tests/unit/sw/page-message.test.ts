import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageMessage } from '../../../src/shared/messages.ts';
import { answerMessage } from '../../../sw/messages.ts';
import { readMessage } from '../../../sw/page-message.ts';

const SCOPE = 'https://photos.example/app/';
const URL_OF_PICTURE = `${SCOPE}library/thumbnails/aa/1.jpg`;
const ID = '0123456789abcdef0123456789abcdef';
const RUNS = { seed: 20_240_701, numRuns: 2000 };

const blob = new Blob(['x']);
const devicePhoto = {
  ...{ id: ID, section: '2024-07', title: 'x', fileName: 'x.jpg', taken: '2024-07-01T10:00:00', type: 'image/jpeg' },
  ...{ width: 3, height: 2, bytes: 1, thumbhash: '', hasScreen: false, hasFull: false },
};

/** A wish that may name its files, as those of other apps do. */
const OF_A_PICTURE = { scope: { kind: 'photo', photo: ID, section: '' }, quality: 'original' };

/** Every word, as a page says it. */
const WORDS = {
  SKIP_WAITING: {},
  adopt: { thumbnails: [{ url: URL_OF_PICTURE, blob, section: '2024-07' }] },
  used: { uses: [{ tier: 'device', url: URL_OF_PICTURE, section: '' }] },
  hello: {},
  figures: {},
  'section-figures': {},
  clear: { tier: 'pinned' },
  'delete-everything': {},
  'evict-thumbnail': { url: URL_OF_PICTURE },
  'set-thumbnail-budget': { bytes: 100e6 },
  pin: { pins: [{ scope: { kind: 'photo', photo: ID, section: '2024-07' }, quality: 'screen' }] },
  unpin: { scopes: [{ kind: 'section', section: '2024-07' }] },
  'cancel-pinning': {},
  'pause-pinning': { paused: true },
  'retry-pinning': {},
  work: {},
  'hand-over': {},
  'take-back': {},
  pinning: {},
  'pinned-state': { photos: [ID] },
  'add-device-photo': {
    ...{ photo: devicePhoto, parts: { thumbnail: blob, original: blob }, file: { import: 'x', index: 0 } },
  },
  'device-library': {},
  'device-section': { section: '2024-07' },
  'device-photo': { photo: ID },
  'delete-device-photos': { photos: [ID] },
  'restore-device-photos': { photos: [] },
  'forget-deleted-photos': { photos: [ID] },
  'begin-import': { import: 'x', names: ['x.jpg'] },
  'settle-imported': { files: [{ import: 'x', index: 0 }] },
  'unfinished-imports': {},
  'forget-unfinished-imports': {},
  'shared-files': {},
  'forget-shared-files': { keys: [1] },
} as const satisfies { [T in PageMessage['type']]: Omit<Extract<PageMessage, { type: T }>, 'type'> | object };

function read(data: unknown) {
  return readMessage(data, SCOPE);
}

/** Posts it to the worker's handler. What came back, and whether there was anything to do. */
function post(data: unknown) {
  const replies: unknown[] = [];
  let busy = false;
  const port = { postMessage: (reply: unknown) => replies.push(reply) };
  const event = { data, ports: [port], waitUntil: () => (busy = true) };
  const scope = { registration: { scope: SCOPE }, skipWaiting: async () => {} };
  // As much of both as the handler touches before it knows the word.
  answerMessage(scope as unknown as ServiceWorkerGlobalScope, event as unknown as ExtendableMessageEvent);
  return { replies, busy };
}

describe('messages of pages', () => {
  it.each(Object.entries(WORDS))('%s is understood as pages say it', (type, fields) => {
    const message = { type, ...fields };
    expect(read(message)).toBe(message);
  });

  it('a wish may name its files', () => {
    const picture = { title: 'x', files: [{ url: URL_OF_PICTURE, bytes: 0 }] };
    expect(read({ type: 'pin', pins: [{ ...OF_A_PICTURE, picture }] })).toMatchObject({ type: 'pin' });
  });

  it.each([
    ['clear', { tier: 'everything' }],
    ['clear', { tier: 'memory' }],
    ['clear', { tier: null }],
    ['adopt', {}],
    ['adopt', { thumbnails: [{ url: 'https://elsewhere.example/1.jpg', blob }] }],
    ['adopt', { thumbnails: [{ url: `${SCOPE}../1.jpg`, blob }] }],
    ['adopt', { thumbnails: [{ url: URL_OF_PICTURE, blob: 'x' }] }],
    ['adopt', { thumbnails: [null] }],
    ['adopt', { thumbnails: { length: 1e9 } }],
    ['used', { uses: [{ tier: 'network', url: URL_OF_PICTURE, section: '' }] }],
    ['used', { uses: [{ tier: 'device', url: 'javascript:alert(1)', section: '' }] }],
    ['used', { uses: [{ tier: 'device', url: URL_OF_PICTURE }] }],
    ['used', { uses: Array(1) }],
    ['evict-thumbnail', { url: 'https://elsewhere.example/1.jpg' }],
    ['evict-thumbnail', { url: { href: URL_OF_PICTURE } }],
    ['set-thumbnail-budget', { bytes: -1 }],
    ['set-thumbnail-budget', { bytes: Number.NaN }],
    ['set-thumbnail-budget', { bytes: Number.POSITIVE_INFINITY }],
    ['set-thumbnail-budget', { bytes: '1e6' }],
    ['pin', { pins: [{ scope: { kind: 'album' }, quality: 'screen' }] }],
    ['pin', { pins: [{ scope: { kind: 'library' }, quality: 'best' }] }],
    ['pin', { pins: [{ scope: { kind: 'photo', photo: '../../x', section: '' }, quality: 'screen' }] }],
    ['pin', { pins: [{ ...OF_A_PICTURE, picture: { title: 'x' } }] }],
    ['pin', { pins: [{ ...OF_A_PICTURE, picture: { title: 'x', files: [{ url: URL_OF_PICTURE, bytes: -1 }] } }] }],
    ['pin', { pins: [{ ...OF_A_PICTURE, picture: { title: 'x', files: [{ url: 'https://x.example/', bytes: 0 }] } }] }],
    ['pin', { pins: Array(1_000_001) }],
    ['unpin', { scopes: [{ kind: 'section' }] }],
    ['pause-pinning', { paused: 'yes' }],
    ['pinned-state', { photos: [ID, 5] }],
    ['add-device-photo', {}],
    ['add-device-photo', { ...WORDS['add-device-photo'], parts: { thumbnail: blob } }],
    ['add-device-photo', { ...WORDS['add-device-photo'], parts: { thumbnail: blob, original: 'x' } }],
    ['add-device-photo', { ...WORDS['add-device-photo'], photo: { ...devicePhoto, taken: undefined } }],
    ['add-device-photo', { ...WORDS['add-device-photo'], photo: { ...devicePhoto, section: ['2024-07'] } }],
    ['add-device-photo', { ...WORDS['add-device-photo'], photo: { ...devicePhoto, bytes: -1 } }],
    ['add-device-photo', { ...WORDS['add-device-photo'], photo: { ...devicePhoto, id: '__proto__' } }],
    ['device-section', { section: 5 }],
    ['begin-import', { import: 'x', names: ['x'.repeat(10_001)] }],
    ['settle-imported', { files: [{ import: 'x', index: -1 }] }],
    ['forget-shared-files', { keys: ['1'] }],
    ['forget-shared-files', { keys: [Number.NaN] }],
  ])('%s is refused with a reason, and nothing is done, where it says %j', (type, fields) => {
    expect(post({ type, ...fields })).toEqual({ replies: [{ ok: false, reason: expect.any(String) }], busy: false });
  });

  it.each([null, undefined, 5, 'hello', [], {}, { type: 5 }, { type: ['hello'] }])('%j is refused', (data) => {
    expect(post(data)).toEqual({ replies: [{ ok: false, reason: expect.any(String) }], busy: false });
  });

  it.each(['format-disk', '__proto__', 'constructor', 'toString', ''])('%j is an unknown word', (type) => {
    const refusal = { ok: false, code: 'unknown-message', reason: expect.any(String) };
    expect(post({ type })).toEqual({ replies: [refusal], busy: false });
  });

  it('a word that somebody inherits is none', () => {
    expect(post(JSON.parse('{"__proto__": {"type": "delete-everything"}}'))).toMatchObject({ busy: false });
  });

  it('whatever else is posted is refused once, and never does anything or fails', () => {
    const type = fc.oneof(fc.constantFrom(...Object.keys(WORDS)), fc.string(), fc.anything());
    const names = Object.values(WORDS).flatMap((fields) => Object.keys(fields));
    const fields = fc.dictionary(fc.constantFrom(...names), fc.anything());
    const message = fc.oneof(
      fc.anything(),
      fc.tuple(type, fields).map(([word, more]) => ({ ...more, type: word })),
    );
    fc.assert(
      fc.property(message, (data) => {
        const understood = read(data);
        // What happens to make sense is answered by the books, which are a browser's.
        if (typeof understood === 'object') return understood === data;
        const { replies, busy } = post(data);
        return replies.length === 1 && !busy;
      }),
      RUNS,
    );
  });
});
