import { expect, it } from 'vitest';
import { CENTRE, cropOf, lostIn, moved } from '../../../../src/views/collage/crop.ts';

const PHOTO = { width: 6000, height: 4000 };

it('a photo in a cell of its own shape is seen whole', () => {
  expect(cropOf(PHOTO, { width: 3, height: 2 }, CENTRE)).toEqual({ x: 0, y: 0, ...PHOTO });
});

it('else the largest part of the shape of the cell is seen, from the middle', () => {
  expect(cropOf(PHOTO, { width: 1, height: 1 }, CENTRE)).toEqual({ x: 1000, y: 0, width: 4000, height: 4000 });
  expect(cropOf(PHOTO, { width: 3, height: 1 }, CENTRE)).toEqual({ x: 0, y: 1000, width: 6000, height: 2000 });
});

it('the focus reaches from one edge of the photo to the other', () => {
  expect(cropOf(PHOTO, { width: 1, height: 1 }, { x: 0, y: 0.5 }).x).toBe(0);
  expect(cropOf(PHOTO, { width: 1, height: 1 }, { x: 1, y: 0.5 }).x).toBe(2000);
});

it('a third of a landscape photo is lost in a square', () => {
  expect(lostIn(PHOTO, { width: 1, height: 1 })).toBeCloseTo(1 / 3);
  expect(lostIn(PHOTO, { width: 3, height: 2 })).toBeCloseTo(0);
});

it('a photo follows the pointer px by px, and stops at its edges', () => {
  // As high as the cell, it is 150 px wide: 50 of them are out of sight.
  const cell = { width: 100, height: 100 };
  expect(moved(CENTRE, PHOTO, cell, { x: 10, y: 0 })).toEqual({ x: 0.3, y: 0.5 });
  expect(moved(CENTRE, PHOTO, cell, { x: -500, y: 0 })).toEqual({ x: 1, y: 0.5 });
});

it('where nothing is out of sight nothing moves', () => {
  const cell = { width: 100, height: 100 };
  expect(moved(CENTRE, PHOTO, cell, { x: 0, y: 80 })).toEqual(CENTRE);
  expect(moved(CENTRE, PHOTO, { width: 150, height: 100 }, { x: 40, y: 40 })).toEqual(CENTRE);
});
