import { expect, it } from 'vitest';
import { StoredPictures } from '../../../src/loading/stored-pictures.ts';
import type { Rendition } from '../../../src/shared/photo.ts';
import { CACHES, type StoredTier } from '../../../src/shared/tier.ts';

const APP = 'https://photos.example/app/';
const THUMBNAIL = `${APP}library/thumbnails/1.jpg`;
const SCREEN = `${APP}library/screens/1.jpg`;

/** What lies in the caches, as `thumbnails https://…`; the tiers that were asked, in order. */
function storage(...entries: string[]) {
  const asked: string[] = [];
  const match: CacheStorage['match'] = async (url, options) => {
    const tier = Object.entries(CACHES).find(([, name]) => name === options?.cacheName)?.[0] ?? 'any';
    asked.push(tier);
    return entries.includes(`${tier} ${url}`) ? new Response(`of ${tier}`) : undefined;
  };
  const has: CacheStorage['has'] = async (name) =>
    entries.some((entry) => Object.entries(CACHES).some(([tier, of]) => of === name && entry.startsWith(`${tier} `)));
  return { match, has, asked };
}

async function look(stored: StoredPictures, url: string, rendition: Rendition) {
  const { picture, missed } = await stored.find(new URL(url), rendition);
  return { tier: picture?.tier, text: await picture?.blob.text(), missed };
}

it('finds a thumbnail among the thumbnails, and asks nobody else', async () => {
  const caches = storage(`thumbnails ${THUMBNAIL}`, `pinned ${THUMBNAIL}`);
  const found = await look(new StoredPictures(APP, caches), THUMBNAIL, 'thumbnail');
  expect(found).toEqual({ tier: 'thumbnails', text: 'of thumbnails', missed: [] });
  expect(caches.asked).toEqual(['thumbnails']);
});

it('finds a thumbnail that is only pinned, which the thumbnails missed', async () => {
  const found = await look(new StoredPictures(APP, storage(`pinned ${THUMBNAIL}`)), THUMBNAIL, 'thumbnail');
  expect(found).toEqual({ tier: 'pinned', text: 'of pinned', missed: ['thumbnails'] });
});

it.each<Rendition>(['screen', 'full'])(
  'finds what is pinned for "%s", and counts it as missed only where something is pinned',
  async (rendition) => {
    const [full, empty] = [storage(`pinned ${SCREEN}`), storage()];
    expect(await look(new StoredPictures(APP, full), SCREEN, rendition)).toMatchObject({
      tier: 'pinned',
      missed: [],
    });
    expect(await look(new StoredPictures(APP, empty), SCREEN, rendition)).toEqual({ missed: [] });
    const other = storage(`pinned ${THUMBNAIL}`);
    expect(await look(new StoredPictures(APP, other), SCREEN, rendition)).toEqual({ missed: ['pinned'] });
    expect(empty.asked).toEqual(['pinned']);
  },
);

it.each<Rendition>(['thumbnail', 'screen', 'full'])(
  'looks for photos of this device only there (%s)',
  async (rendition) => {
    const url = `${APP}device/1/picture`;
    const caches = storage(`device ${url}`);
    expect(await look(new StoredPictures(APP, caches), url, rendition)).toMatchObject({
      tier: 'device',
      missed: [],
    });
    expect(caches.asked).toEqual(['device']);
  },
);

it('finds nothing, and says that nothing was asked, where storage is refused', async () => {
  const refusing = {
    has: async () => false,
    match: async () => Promise.reject(new DOMException('No.', 'SecurityError')),
  };
  const nothing = { tier: undefined, text: undefined, missed: [] };
  expect(await look(new StoredPictures(APP, refusing), THUMBNAIL, 'thumbnail')).toEqual(nothing);
  expect(await look(new StoredPictures(APP, undefined), THUMBNAIL, 'thumbnail')).toEqual(nothing);
});

it('finds nothing where the browser throws as soon as storage is named', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'caches');
  const refuse = () => {
    throw new DOMException('No.', 'SecurityError');
  };
  Object.defineProperty(globalThis, 'caches', { configurable: true, get: refuse });
  try {
    expect(await look(new StoredPictures(APP), THUMBNAIL, 'thumbnail')).toMatchObject({ tier: undefined });
  } finally {
    if (before) Object.defineProperty(globalThis, 'caches', before);
    else Reflect.deleteProperty(globalThis, 'caches');
  }
});

it('takes what cannot be read for missing', async () => {
  const unreadable = new Response('half');
  unreadable.blob = () => Promise.reject(new DOMException('Gone.', 'NotReadableError'));
  const stored = new StoredPictures(APP, { has: async () => true, match: async () => unreadable });
  expect(await look(stored, THUMBNAIL, 'thumbnail')).toMatchObject({ tier: undefined });
});

it('sees at once that a tier was emptied', async () => {
  const held = new Set<StoredTier>(['thumbnails']);
  const match = async () => (held.has('thumbnails') ? new Response('picture') : undefined);
  const stored = new StoredPictures(APP, { match, has: async () => true });
  expect((await look(stored, THUMBNAIL, 'thumbnail')).tier).toBe('thumbnails');
  held.clear();
  expect((await look(stored, THUMBNAIL, 'thumbnail')).tier).toBeUndefined();
});
