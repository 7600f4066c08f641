import { describe, expect, it } from 'vitest';
import type { Photo } from '../../../src/shared/photo.ts';
import { parsePhotoId } from '../../../src/shared/photo.ts';
import { factsOf, standingOf } from '../../../src/views/viewer/facts.ts';
import {
  formatAltitude,
  formatAperture,
  formatBias,
  formatCoordinates,
  formatExposure,
  formatFocalLength,
  formatPixels,
  formatType,
  formatZone,
} from '../../../src/views/viewer/photo-formats.ts';

describe('exposure', () => {
  it.each([
    [1 / 8000, '1/8,000 s'],
    [0.004, '1/250 s'],
    [0.016_67, '1/60 s'],
    [0.25, '1/4 s'],
    [0.5, '0.5 s'],
    [1, '1 s'],
    [30, '30 s'],
  ])('of %d seconds is said as cameras say it: %s', (seconds, text) => {
    expect(formatExposure(seconds)).toBe(text);
  });

  it('has apertures, lengths and corrections with as many digits as they need', () => {
    expect([1.78, 2.8, 8].map(formatAperture)).toEqual(['f/1.8', 'f/2.8', 'f/8']);
    expect([4.25, 35].map(formatFocalLength)).toEqual(['4.3 mm', '35 mm']);
    expect([-0.67, 1].map(formatBias)).toEqual(['−0.7 EV', '+1 EV']);
  });
});

describe('a place', () => {
  it('is said in degrees of the four directions', () => {
    expect(formatCoordinates([52.516_3, 13.377_7])).toBe('52.5163° N, 13.3777° E');
    expect(formatCoordinates([-33.856_784, -70.5])).toBe('33.8568° S, 70.5° W');
  });

  it('has a height above or below the sea, where that is known', () => {
    expect(formatAltitude([1, 2, 3776])).toBe('3,776 m above the sea');
    expect(formatAltitude([1, 2, -430])).toBe('430 m below the sea');
    expect(formatAltitude([1, 2])).toBe('');
  });
});

it('says megapixels with a digit where they are few', () => {
  expect(formatPixels({ width: 6000, height: 4000 })).toBe('6,000 × 4,000, 24 megapixels');
  expect(formatPixels({ width: 900, height: 600 })).toBe('900 × 600, 0.5 megapixels');
});

it('says the zone of a date that has one', () => {
  expect(formatZone('2024-07-01T10:00:00+02:00')).toBe('UTC+02:00');
  expect(formatZone('2024-07-01T10:00:00-09:30')).toBe('UTC−09:30');
  expect(formatZone('2024-07-01T10:00:00')).toBe('');
  expect(formatZone('2024-07-01T10:00:00+99')).toBe('');
});

it('names types as people do', () => {
  expect(['image/jpeg', 'image/heic', ''].map(formatType)).toEqual(['JPEG', 'HEIC', '']);
});

describe('the facts of a photo', () => {
  const url = new URL('https://photos.example/1.jpg');
  const id = parsePhotoId('0'.repeat(32));
  if (!id) throw new Error('no id');
  const photo: Photo = {
    ...{
      source: 'library',
      id,
      title: 'A',
      fileName: 'A.jpg',
      width: 6000,
      height: 4000,
      taken: '',
      type: 'image/jpeg',
    },
    ...{ bytes: 1_500_000, thumbhash: '', thumbnail: url, screen: url, full: url, original: url },
  };

  it('are only those that are known', () => {
    expect(factsOf(photo)).toEqual([
      ['Size', ['6,000 × 4,000, 24 megapixels']],
      ['File', ['A.jpg', '1.5 MB, JPEG']],
    ]);
  });

  it('put what belongs together on one line', () => {
    const details = { exposure: 0.004, aperture: 2.8, iso: 100, focalLength: 35, focalLength35: 56, bias: -0.67 };
    const exposure = factsOf({ ...photo, details }).find(([term]) => term === 'Exposure');
    expect(exposure?.[1]).toEqual(['1/250 s · f/2.8 · ISO 100 · 35 mm', 'like 56 mm on 35 mm film', '−0.7 EV']);
  });

  it('do not say twice how long a lens is', () => {
    const details = { focalLength: 35.2, focalLength35: 35 };
    expect(factsOf({ ...photo, details }).find(([term]) => term === 'Exposure')?.[1]).toEqual(['35.2 mm']);
  });

  it('say where it is, whichever way it came', () => {
    expect(standingOf(photo, undefined, 'not-pinned')).toEqual([
      ['Shown', ['Not loaded yet']],
      ['Offline', ['Not kept offline']],
    ]);
    expect(standingOf({ ...photo, source: 'device' }, undefined, 'not-pinned')[1]).toEqual([
      'Offline',
      ['On this device'],
    ]);
  });
});
