import { describe, expect, it } from 'vitest';
import type { LibrarySection } from '../../../../src/library/merge.ts';
import type { Section } from '../../../../src/shared/parse-library.ts';
import { countOf, nameOf, ofLibrary, scopesOf, sizeOf } from '../../../../src/views/keep/keep-target.ts';
import { photo } from '../../../support/photo.ts';

function month(id: string, count: number, bytes?: Section['bytes']): LibrarySection {
  const url = new URL(`https://photos.example/library/sections/${id}.json`);
  return { id, count: count + 3, server: { id, count, url, ...(bytes && { bytes }) }, device: undefined };
}

describe('the size of a target', () => {
  it('is what the library says of its months', () => {
    const sections = [
      month('2024-07', 2, { screen: 100, original: 1000 }),
      month('2024-06', 1, { screen: 50, original: 500 }),
    ];
    expect(sizeOf({ kind: 'library', sections }, 'screen')).toEqual({ bytes: 150, exact: true });
    expect(sizeOf({ kind: 'library', sections }, 'original')).toEqual({ bytes: 1500, exact: true });
  });

  it('is a guess as soon as the library leaves something out', () => {
    const sections = [month('2024-07', 2, { screen: 100, original: 1000 }), month('2024-06', 10)];
    const size = sizeOf({ kind: 'library', sections }, 'original');
    expect(size.exact).toBe(false);
    expect(size.bytes).toBeGreaterThan(1_000_000);
  });

  it('is the sum of the files of photos', () => {
    const sized = { ...photo(1), bytes: 4000, renditionBytes: { thumbnail: 10, screen: 200, full: 4000 } };
    const photos = [{ photo: sized, section: '2024-07' }];
    expect(sizeOf({ kind: 'photos', photos }, 'original')).toEqual({ bytes: 4210, exact: true });
    expect(scopesOf({ kind: 'photos', photos })).toEqual([{ kind: 'photo', photo: sized.id, section: '2024-07' }]);
  });
});

describe('of a target', () => {
  it('what is of this device is left out, as it is offline anyway', () => {
    const own = { ...photo(2), source: 'device' as const };
    const [inLibrary, ofDevice] = [photo(1), own].map((each) => ({ photo: each, section: '2024-07' }));
    if (!inLibrary || !ofDevice) throw new Error('nothing made');
    const left = ofLibrary({ kind: 'photos', photos: [inLibrary, ofDevice] });
    expect(left && [countOf(left), nameOf(left)]).toEqual([1, 'photo 1']);
    expect(ofLibrary({ kind: 'photos', photos: [ofDevice] })).toBeUndefined();
  });

  it('nothing is left where no library has photos', () => {
    expect(ofLibrary({ kind: 'library', sections: [] })).toBeUndefined();
  });
});

it('a target is called by the title of a single photo, by its month, or by its number', () => {
  const photos = [1, 2].map((index) => ({ photo: photo(index), section: '2024-07' }));
  expect(nameOf({ kind: 'photos', photos: photos.slice(0, 1) })).toBe('photo 1');
  expect(nameOf({ kind: 'photos', photos })).toBe('2 photos');
  expect(nameOf({ kind: 'section', section: month('2024-07', 2) })).toBe('July 2024');
  expect(nameOf({ kind: 'library', sections: [] })).toBe('Everything');
});
