import { expect, it } from 'vitest';
import { kindOf, looksLikePhoto } from '../../../src/library/device/photo-type.ts';
import { TURNED_HEIC } from '../indexer/heic-fixture.ts';

const head = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const ftyp = (...brands: string[]) =>
  head(`\0\0\0${String.fromCharCode(8 + 4 + 4 * brands.length)}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`);

it.each([
  [head('\xff\xd8\xff\xe1'), 'image/jpeg'],
  [head('\x89PNG\r\n\x1a\n'), 'image/png'],
  [head('GIF89a'), 'image/gif'],
  [head('RIFF\x01\x02\x03\x04WEBPVP8 '), 'image/webp'],
  [ftyp('avif', 'mif1'), 'image/avif'],
  [ftyp('mif1', 'avif'), 'image/avif'],
  [ftyp('mif1', 'heic'), 'image/heic'],
  [ftyp('msf1'), 'image/heif'],
  [TURNED_HEIC, 'image/heic'],
])('tells the type of a photo by its first bytes: %#', (bytes, type) => {
  expect(kindOf(bytes)).toEqual({ photo: type });
});

it.each([
  [head('II*\0'), true],
  [head('BM6'), true],
  [head('\0\0\0\fJXL \r\n'), true],
  [head('<html>'), false],
  [head('RIFF\x01\x02\x03\x04WAVE'), false],
  [ftyp('isom', 'mp42'), false],
  [head('\0\0\0\x00ftyp'), false],
  [head(''), false],
])('tells pictures that are not read from what is no picture: %#', (bytes, isPicture) => {
  expect(kindOf(bytes)).toEqual({ photo: undefined, isPicture });
});

it('takes a name for that of a photo by its extension alone', () => {
  expect(['a.JPG', 'a.heic', 'a.dng', 'a.jpg.txt', 'jpg', '.DS_Store'].map(looksLikePhoto)).toEqual([
    ...[true, true, true, false, false, false],
  ]);
});
