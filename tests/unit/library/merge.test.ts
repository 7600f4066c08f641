import { expect, it } from 'vitest';
import { mergePhotos, mergeSections } from '../../../src/library/merge.ts';
import type { Photo } from '../../../src/shared/photo.ts';
import { photo } from '../../support/photo.ts';

const url = new URL('https://photos.example/library/sections/1.json');
const server = (id: string, count: number) => ({ id, count, url });

function taken(index: number, date: string, source: Photo['source'] = 'library'): Photo {
  return { ...photo(index), taken: date, source };
}

it('puts months of this device among those of the server, newest first, and adds up what both have', () => {
  const merged = mergeSections(
    [server('2024-07', 2), server('2024-05', 3)],
    [
      { id: '2024-05', count: 1 },
      { id: '2023-01', count: 4 },
      { id: '2024-06', count: 5 },
      { id: '2025-01', count: 6 },
    ],
  );
  expect(merged.map(({ id, count }) => `${id} ${count}`)).toEqual([
    ...['2025-01 6', '2024-07 2', '2024-06 5', '2024-05 4', '2023-01 4'],
  ]);
});

it('leaves the months of the server in their order, whatever it is', () => {
  const merged = mergeSections([server('2020-01', 1), server('2024-05', 1)], [{ id: '2022-02', count: 1 }]);
  expect(merged.map(({ id }) => id)).toEqual(['2022-02', '2020-01', '2024-05']);
});

it('orders photos by the clock of the place, whatever its zone', () => {
  const merged = mergePhotos(
    [taken(1, '2024-07-03T10:00:00+02:00'), taken(2, '2024-07-01T10:00:00')],
    [taken(3, '2024-07-02T10:00:00-09:00', 'device'), taken(4, '2024-07-04T10:00:00', 'device')],
  );
  expect(merged.map(({ taken }) => taken.slice(8, 10))).toEqual(['04', '03', '02', '01']);
});

it('shows what both have once, from this device', () => {
  const both = taken(1, '2024-07-03T10:00:00');
  const merged = mergePhotos([both, taken(2, '2024-07-01T10:00:00')], [{ ...both, source: 'device' }]);
  expect(merged.map(({ source }) => source)).toEqual(['device', 'library']);
});

it('gives the photos of the server as they are where this device has none', () => {
  const photos = [taken(1, ''), taken(2, '2024-07-01T10:00:00')];
  expect(mergePhotos(photos, [])).toBe(photos);
});
