import { expect, it } from 'vitest';
import { parseRange } from '../../../src/indexer/range.ts';

it.each([
  ['bytes=0-0', 0, 0],
  ['bytes=0-99', 0, 99],
  ['bytes=10-', 10, 999],
  ['bytes=-500', 500, 999],
  ['bytes=-5000', 0, 999],
  ['bytes=990-5000', 990, 999],
])('reads %s', (header, start, end) => {
  expect(parseRange(header, 1000)).toEqual({ kind: 'part', start, end });
});

it.each([undefined, '', 'bytes=-', 'bytes=5-2', 'bytes=0-1,5-6', 'items=0-1', 'bytes=a-b', 'bytes=1.5-2'])(
  'answers %s with the whole',
  (header) => {
    expect(parseRange(header, 1000)).toEqual({ kind: 'whole' });
  },
);

it.each(['bytes=1000-', 'bytes=99999999999999999999-', 'bytes=-0'])('cannot satisfy %s', (header) => {
  expect(parseRange(header, 1000)).toEqual({ kind: 'unsatisfiable' });
});
