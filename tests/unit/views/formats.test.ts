import { expect, it } from 'vitest';
import { formatAge, formatBytes, formatMonth, formatNumber, formatTimeLeft } from '../../../src/views/formats.ts';
import { german } from '../../../src/views/texts/german.ts';
import { useTexts } from '../../../src/views/texts.ts';

it('says how long something takes, as far as anybody can tell', () => {
  expect([1, 59].map(formatTimeLeft)).toEqual(['less than a minute left', 'less than a minute left']);
  expect([60, 600, 3540].map(formatTimeLeft)).toEqual(['1 min left', '10 min left', '59 min left']);
  expect([3600, 7800].map(formatTimeLeft)).toEqual(['1 h 0 min left', '2 h 10 min left']);
});

it('writes everything in the language that was chosen, and as is usual in its region', () => {
  useTexts(german, 'de-AT');
  expect(formatNumber(1.5)).toBe('1,5');
  expect(formatBytes(3_400_000)).toBe('3,4 MB');
  expect(formatMonth('2023-01')).toBe('Jänner 2023');
  expect(formatMonth('')).toBe('Ohne Datum');
  expect(formatTimeLeft(600)).toBe('noch 10 min');
  expect(formatAge(new Date('2026-05-17T12:00:00Z'), new Date('2026-05-20T12:00:00Z'))).toBe('vor 3 Tagen');
});
