import { describe, expect, it } from 'vitest';
import { cellsOf, FEWEST, layoutName, layoutsFor, MOST, parseLayout } from '../../../../src/views/collage/layouts.ts';

const COUNTS = Array.from({ length: MOST - FEWEST + 1 }, (_, index) => FEWEST + index);

describe.each(COUNTS)('the layouts of %i photos', (count) => {
  it('are several, each with a name of its own that it can be read from', () => {
    const names = layoutsFor(count).map(layoutName);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(1);
    expect(names.map((name) => parseLayout(name, count))).toEqual(layoutsFor(count));
  });

  it.each([0, 0.08])('give each photo a place of its own within the whole, with a gap of %f', (gap) => {
    for (const layout of layoutsFor(count)) {
      const cells = cellsOf(layout, 1.5, gap);
      expect(cells).toHaveLength(count);
      for (const { x, y, width, height } of cells) {
        expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(0);
        expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-9);
      }
      for (const one of cells) for (const other of cells) expect(one === other || areApart(one, other)).toBe(true);
    }
  });

  it('leave nothing of the whole empty where there is no gap', () => {
    for (const layout of layoutsFor(count)) {
      const area = cellsOf(layout, 0.75, 0).reduce((sum, { width, height }) => sum + width * height, 0);
      expect(area).toBeCloseTo(1);
    }
  });
});

it('there are none for fewer or more photos than a collage has', () => {
  expect([0, 1, 10, -3].map(layoutsFor)).toEqual([[], [], [], []]);
});

it('no name is read as a layout of another number of photos, or as none of the layouts', () => {
  expect(parseLayout('rows-2-2', 5)).toBeUndefined();
  expect(parseLayout('rows-9', 9)).toBeUndefined();
  expect(parseLayout('__proto__', 4)).toBeUndefined();
  expect(parseLayout('rows-2-2', Number.NaN)).toBeUndefined();
});

it('gaps are as wide as they are high, between the photos and around them', () => {
  const [first, second] = cellsOf({ lines: 'rows', counts: [2] }, 2, 0.1);
  // Of a whole of 200 × 100: 10 px each.
  expect(first?.x).toBeCloseTo(10 / 200);
  expect(first?.y).toBeCloseTo(10 / 100);
  expect((second?.x ?? 0) - (first?.x ?? 0) - (first?.width ?? 0)).toBeCloseTo(10 / 200);
});

function areApart(one: ReturnType<typeof cellsOf>[number], other: typeof one): boolean {
  const tiny = 1e-9;
  return (
    one.x + one.width <= other.x + tiny ||
    other.x + other.width <= one.x + tiny ||
    one.y + one.height <= other.y + tiny ||
    other.y + other.height <= one.y + tiny
  );
}
