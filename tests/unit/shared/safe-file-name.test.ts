import { expect, it } from 'vitest';
import { safeFileName, uniqueFileName } from '../../../src/shared/safe-file-name.ts';

it.each([
  ['IMG_0001.JPG', 'IMG_0001.JPG'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['a:b*c?.jpg', 'a_b_c_.jpg'],
  ['.hidden.jpg', 'hidden.jpg'],
  ['. .hidden.jpg', 'hidden.jpg'],
  ['con.jpg', '_con.jpg'],
  ['ends with dots...', 'ends with dots'],
  ['\u202egpj.exe', 'gpj.exe'],
  ['', 'photo'],
  ['...', 'photo'],
])('makes of %j a name that any system takes: %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

it('cuts a name that is too long, and keeps its extension', () => {
  const safe = safeFileName(`${'é'.repeat(300)}.jpeg`);
  expect(new TextEncoder().encode(safe).length).toBeLessThanOrEqual(240);
  expect(safe.endsWith('é.jpeg')).toBe(true);
});

it.each([
  ['a million characters', 'x'.repeat(1_000_000), 'x'.repeat(240)],
  ['a hundred thousand dots', `a${'.'.repeat(100_000)}b`, 'a.b'],
  ['a hundred thousand dots at its end', `a${'.'.repeat(100_000)}`, 'a'],
  ['half a character at its end', `${'x'.repeat(239)}é`, 'x'.repeat(239)],
])('cuts a name of %s without looking at any of them twice', (_, name, safe) => {
  expect(safeFileName(name)).toBe(safe);
});

it('numbers names that are taken, also where only their case differs', () => {
  expect(uniqueFileName('A.jpg', new Set(['a.jpg', 'a (2).jpg']))).toBe('A (3).jpg');
  expect(uniqueFileName('b.jpg', new Set(['a.jpg']))).toBe('b.jpg');
});
