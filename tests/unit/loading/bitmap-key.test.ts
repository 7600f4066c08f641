import { expect, it } from 'vitest';
import { bitmapKey, bitmapSize, parseBitmapKey, SIZES } from '../../../src/loading/bitmap-key.ts';
import { photo } from '../../support/photo.ts';

const ID = photo(1).id;

it.each(['plain', 'with/slashes/full/in it', 'two\nlines', ''])('names the photo again: %j', (title) => {
  expect(parseBitmapKey(bitmapKey({ ...photo(1), title }))).toEqual({ photo: ID, title });
});

it('tells sizes by numbers, of which the larger is sharper', () => {
  expect(SIZES.full).toBeGreaterThan(SIZES.screen);
  expect([bitmapSize(SIZES.screen), bitmapSize(SIZES.full)]).toEqual(['screen', 'full']);
});
