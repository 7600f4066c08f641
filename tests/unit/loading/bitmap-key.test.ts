import { expect, it } from 'vitest';
import { bitmapKey, bitmapSize, parseBitmapKey, SIZES } from '../../../src/loading/bitmap-key.ts';
import { parseSectionFile } from '../../../src/shared/parse-library.ts';

const ID = '0123456789abcdef0123456789abcdef';
const url = new URL('https://photos.example/library/library.json');

function photoCalled(title: string) {
  const links = { thumbnail: 'a', screen: 'b', original: 'c' };
  const [photo] = parseSectionFile({ photos: [{ id: ID, title, width: 1, height: 1, ...links }] }, url, url);
  if (!photo) throw new Error('no photo');
  return photo;
}

it.each(['plain', 'with/slashes/full/in it', 'two\nlines', ''])('names the photo again: %j', (title) => {
  expect(parseBitmapKey(bitmapKey(photoCalled(title)))).toEqual({ photo: ID, title });
});

it('tells sizes by numbers, of which the larger is sharper', () => {
  expect(SIZES.full).toBeGreaterThan(SIZES.screen);
  expect([bitmapSize(SIZES.screen), bitmapSize(SIZES.full)]).toEqual(['screen', 'full']);
});
