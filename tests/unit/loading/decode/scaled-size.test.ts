import { expect, it } from 'vitest';
import { scaledSize } from '../../../../src/loading/decode/worker/frames.ts';

const PHOTO = { width: 5472, height: 3648 };

it('asks for the smallest step of eighths that is not smaller than what is needed', () => {
  expect(scaledSize(PHOTO, 100)).toEqual({ width: 684, height: 456 });
  expect(scaledSize(PHOTO, 684)).toEqual({ width: 684, height: 456 });
  expect(scaledSize(PHOTO, 685)).toEqual({ width: 1368, height: 912 });
  expect(scaledSize(PHOTO, 1500)).toEqual({ width: 2052, height: 1368 });
});

it('counts the long side, whichever it is', () => {
  expect(scaledSize({ width: 3648, height: 5472 }, 1500)).toEqual({ width: 1368, height: 2052 });
});

it('leaves whole what is quicker decoded whole', () => {
  expect(scaledSize(PHOTO, 3420)).toEqual({ width: 3420, height: 2280 });
  expect(scaledSize(PHOTO, 3421)).toBeUndefined();
  expect(scaledSize(PHOTO, 9000)).toBeUndefined();
});
