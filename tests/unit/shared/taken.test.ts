import { describe, expect, it } from 'vitest';
import { sectionOf, takenFromExif, takenFromFile } from '../../../src/shared/metadata/taken.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

function taken(date: string | undefined, offset?: string): string | undefined {
  return takenFromExif([{ date, offset }], NOW);
}

describe('the date a photo was taken', () => {
  it.each([
    ['2012:07:22 14:03:11', undefined, '2012-07-22T14:03:11'],
    ['2012:07:22 14:03:11', '+02:00', '2012-07-22T14:03:11+02:00'],
    ['2012:07:22 14:03:11', '-0930', '2012-07-22T14:03:11-09:30'],
    ['2012:07:22 14:03:11', '+99:99', '2012-07-22T14:03:11'],
    ['2012-07-22T14:03', undefined, '2012-07-22T14:03:00'],
    ['2012:07:22', undefined, '2012-07-22T00:00:00'],
    ['2024:02:29 00:00:00', undefined, '2024-02-29T00:00:00'],
    ['1826:06:04 00:00:00', undefined, '1826-06-04T00:00:00'],
    ['2026:03:02 11:00:00', undefined, '2026-03-02T11:00:00'],
  ])('reads %s with offset %s', (date, offset, expected) => {
    expect(taken(date, offset)).toBe(expected);
  });

  it.each([
    '0000:00:00 00:00:00',
    '2012:13:01 00:00:00',
    '2012:02:30 10:00:00',
    '2012:01:01 25:00:00',
    '1825:12:31 00:00:00',
    '2026:03:03 12:00:01',
    '2038:01:19 03:14:07',
    '    :  :     :  :  ',
    'yesterday',
    '',
    undefined,
  ])('does not believe %s', (date) => {
    expect(taken(date)).toBeUndefined();
  });

  it('takes the next candidate when the first is not plausible', () => {
    const original = { date: '0000:00:00 00:00:00', offset: '+01:00' };
    const digitized = { date: '2019:05:06 07:08:09', offset: undefined };
    expect(takenFromExif([original, digitized], NOW)).toBe('2019-05-06T07:08:09');
  });
});

describe('the date of a file', () => {
  it('is the same instant, as wall clock with the offset of this machine', () => {
    const time = Date.parse('2020-08-09T10:11:12Z');
    const text = takenFromFile(time, NOW);
    expect(text).toMatch(/^2020-08-\d\dT\d\d:\d\d:12[+-]\d\d:\d\d$/);
    expect(Date.parse(text)).toBe(time);
  });

  it('is now for a file from the future', () => {
    expect(Date.parse(takenFromFile(NOW + 1, NOW))).toBe(NOW);
  });
});

it('puts a photo into the month of its wall clock, whatever the offset', () => {
  expect(sectionOf('2024-07-31T23:59:59-11:00')).toBe('2024-07');
});
