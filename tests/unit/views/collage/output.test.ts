import { expect, it } from 'vitest';
import { cellsOf, type Layout } from '../../../../src/views/collage/layouts.ts';
import { cellIn, fullSize, sized } from '../../../../src/views/collage/output.ts';

const FOUR: Layout = { lines: 'rows', counts: [2, 2] };
const CAMERA = { width: 6000, height: 4000 };

it('at full size, no pixel of the sharpest photo is lost', () => {
  const cells = cellsOf({ lines: 'rows', counts: [1, 1] }, 0.75, 0);
  expect(
    fullSize(
      [
        { width: 3000, height: 2000 },
        { width: 300, height: 200 },
      ],
      cells,
      0.75,
      'desktop',
    ),
  ).toEqual({
    width: 3000,
    height: 4000,
  });
});

it('a device that can hold less gets as much as it can: iOS draws on 16.7 megapixels at most', () => {
  const cells = cellsOf(FOUR, 1.5, 0);
  const pictures = [CAMERA, CAMERA, CAMERA, CAMERA];
  const onPhone = fullSize(pictures, cells, 1.5, 'phone');
  expect(onPhone.width * onPhone.height).toBeLessThanOrEqual(16_777_216);
  expect(onPhone.width * onPhone.height).toBeGreaterThan(16_700_000);
  const onDesktop = fullSize(pictures, cells, 1.5, 'desktop');
  expect(onDesktop.width * onDesktop.height).toBeGreaterThan(67_000_000);
});

it('no side is longer than a WebP can be', () => {
  const panorama = { width: 40_000, height: 1000 };
  const cells = cellsOf({ lines: 'rows', counts: [1, 1] }, 16 / 9, 0);
  expect(fullSize([panorama, panorama], cells, 16 / 9, 'desktop').width).toBeLessThanOrEqual(16_383);
});

it('other sizes have their long side as it was chosen', () => {
  expect(sized(1.5, 2048)).toEqual({ width: 2048, height: 1365 });
  expect(sized(9 / 16, 2048)).toEqual({ width: 1152, height: 2048 });
});

it('cells that touch in the design touch in pixels', () => {
  const whole = { width: 1001, height: 667 };
  const [first, second, third] = cellsOf({ lines: 'rows', counts: [3] }, 1001 / 667, 0).map((cell) =>
    cellIn(whole, cell),
  );
  expect((first?.x ?? 0) + (first?.width ?? 0)).toBe(second?.x);
  expect((second?.x ?? 0) + (second?.width ?? 0)).toBe(third?.x);
  expect((third?.x ?? 0) + (third?.width ?? 0)).toBe(1001);
});
