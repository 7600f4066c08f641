import { describe, expect, it } from 'vitest';
import { metadataOf } from '../../../src/shared/metadata/tags.ts';
import { parseDetails } from '../../../src/shared/photo-details.ts';

const NOW = Date.parse('2024-01-01');

describe('details of a photo', () => {
  it('are none where nothing is known, so that such photos take no more memory', () => {
    expect(parseDetails({})).toBeUndefined();
    expect(parseDetails({ id: 'x', camera: '', iso: 0, bias: 0, place: null })).toBeUndefined();
  });

  it.each([
    ['exposure', [0, -1, 1e9, Number.NaN, Number.POSITIVE_INFINITY, '1/250', null, {}, [1]]],
    ['aperture', [0, -2.8, 1e6, '2.8']],
    ['iso', [0, -100, 1e12, '100']],
    ['focalLength', [0, -35, 1e9]],
    ['focalLength35', [0, Number.NaN]],
    ['bias', [0, 21, -21, '1']],
    ['camera', [5, null, {}, ' \u0000\u202e ', '']],
    ['place', ['52,13', [52], [91, 13], [52, 181], [Number.NaN, 13], ['52', '13'], { 0: 52, 1: 13 }, [0, 0]]],
  ])('leave out what cannot be true of %s', (name, values) => {
    for (const value of values) expect(parseDetails({ [name]: value })).toBeUndefined();
  });

  it('keep a place whose height is nonsense', () => {
    expect(parseDetails({ place: [52, 13, 1e9] })?.place).toEqual([52, 13]);
  });

  it('clean and shorten text, and cut no character in two', () => {
    const details = parseDetails({
      camera: 'ex\u202eact\u0000\nly',
      lens: '😀'.repeat(200),
      description: 'x'.repeat(1e6),
    });
    expect(details?.camera).toBe('ex act ly');
    expect(details?.lens).toBe('😀'.repeat(100));
    expect(details?.description).toHaveLength(1000);
  });

  it('are not taken from what objects inherit', () => {
    expect(parseDetails({ __proto__: { camera: 1 }, constructor: 'x' })).toBeUndefined();
  });
});

describe('EXIF', () => {
  const value = (raw: unknown) => ({ value: raw });

  it('gives exposure, aperture, lengths and the rest as numbers', () => {
    const metadata = metadataOf(
      {
        ExposureTime: value([10, 2500]),
        FNumber: value([28, 10]),
        ISOSpeedRatings: value(100),
        FocalLength: value([4250, 1000]),
        FocalLengthIn35mmFilm: value(26),
        ExposureBiasValue: value([-2, 3]),
        LensModel: value(['A lens']),
        Copyright: value(['© somebody']),
      },
      NOW,
    );
    expect(metadata).toMatchObject({ exposure: 0.004, aperture: 2.8, iso: 100, focalLength: 4.25, focalLength35: 26 });
    expect(metadata).toMatchObject({ bias: -0.67, lens: 'A lens', credit: '© somebody' });
  });

  it('gives degrees, which are negative in the south and the west, and metres, below the sea too', () => {
    const place = (refs: readonly [string, string, number]) =>
      metadataOf(
        {
          GPSLatitude: value([
            [33, 1],
            [51, 1],
            [2160, 100],
          ]),
          GPSLatitudeRef: value([refs[0]]),
          GPSLongitude: value([
            [151, 1],
            [125, 10],
            [0, 1],
          ]),
          GPSLongitudeRef: value([refs[1]]),
          GPSAltitude: value([121, 10]),
          GPSAltitudeRef: value(refs[2]),
        },
        NOW,
      ).place;
    expect(place(['N', 'E', 0])).toEqual([33.856, 151.208333, 12]);
    expect(place(['S', 'W', 1])).toEqual([-33.856, -151.208333, -12]);
  });

  it.each([
    ['fractions with a zero below', { ExposureTime: value([1, 0]), FNumber: value([0, 0]) }],
    ['text for numbers', { ISOSpeedRatings: value('100'), FocalLength: value('35 mm') }],
    ['an ISO that stands for more than there is room for', { ISOSpeedRatings: value(65_535) }],
    ['a tag that is none', { FNumber: 2.8, Make: null, LensModel: { value: { length: 1e9 } } }],
    ['half a place', { GPSLatitude: value([[52, 1]]), GPSLongitude: value('x') }],
    ['a place of broken fractions', { GPSLatitude: value([[1, 0]]), GPSLongitude: value([[1, 0]]) }],
    ['nothing', {}],
  ])('with %s says nothing', (_, tags) => {
    expect(metadataOf(tags, NOW)).toEqual({});
  });
});
