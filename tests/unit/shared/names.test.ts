import { expect, it } from 'vitest';
import { cameraName } from '../../../src/shared/metadata/camera.ts';
import { cleanText, titleOf } from '../../../src/shared/metadata/text.ts';

it.each([
  ['Canon', 'Canon EOS 5D', 'Canon EOS 5D'],
  ['NIKON CORPORATION', 'NIKON D70', 'NIKON D70'],
  ['Apple', 'iPhone 5', 'Apple iPhone 5'],
  ['Apple', undefined, 'Apple'],
  [undefined, 'X100', 'X100'],
  ['  ', '\0', undefined],
  ['Evil\u001b[2J', 'Box', 'Evil [2J Box'],
])('names the camera of make %j and model %j %j', (make, model, expected) => {
  expect(cameraName(make, model)).toBe(expected);
});

it('cuts the name of a camera at 100 characters', () => {
  expect(cameraName('A', '😀'.repeat(200))).toHaveLength(2 + 98 * 2);
});

it.each([
  ['IMG_0001.jpg', 'IMG_0001'],
  ['a.b.c.JPEG', 'a.b.c'],
  ['no extension', 'no extension'],
  ['Cafe\u0301.png', 'Café'],
  ['<img src=x onerror=alert(1)>.jpg', '<img src=x onerror=alert(1)>'],
  ['\u202egpj.exe.jpg', 'gpj.exe'],
  ['family 👨‍👩‍👧.jpg', 'family 👨‍👩‍👧'],
  ['\u0007.jpg', '.jpg'],
])('makes of the file name %j the title %j', (fileName, title) => {
  expect(titleOf(fileName)).toBe(title);
});

it('makes text safe for one line of a terminal', () => {
  expect(cleanText('a\r\n\u001b]0;x\u0007b')).toBe('a ]0;x b');
});
