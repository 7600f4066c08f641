import { expect, it } from 'vitest';
import { parseSectionFile } from '../../../src/library/parse-library.ts';
import { bitmapKey, parseBitmapKey } from '../../../src/loading/bitmap-key.ts';

const ID = '0123456789abcdef0123456789abcdef';
const url = new URL('https://photos.example/library/library.json');

function photoCalled(title: string) {
  const links = { thumbnail: 'a', screen: 'b', original: 'c' };
  const [photo] = parseSectionFile({ photos: [{ id: ID, title, width: 1, height: 1, ...links }] }, url, url);
  if (!photo) throw new Error('no photo');
  return photo;
}

it.each(['plain', 'with/slashes/full/in it', 'two\nlines', ''])('names the photo again: %j', (title) => {
  const key = bitmapKey(photoCalled(title), 'screen');
  expect(parseBitmapKey(key)).toEqual({ photo: ID, rendition: 'screen', title });
});

it('tells renditions apart', () => {
  const photo = photoCalled('same');
  expect(bitmapKey(photo, 'screen')).not.toBe(bitmapKey(photo, 'full'));
});
