import { describe, expect, it } from 'vitest';
import { closeScale, fitScale, frame, smoothingFor, viewAround } from '../../../src/views/viewer/framing.ts';

const PHOTO = { width: 6000, height: 4000 };
const STAGE = { width: 1200, height: 900 };

it('is painted the quickest way unless pixels would be left out', () => {
  expect([0.5, 1, 1.4, 2, 2.1, 4].map(smoothingFor)).toEqual(['low', 'low', 'low', 'low', 'medium', 'medium']);
});

describe('a photo seen whole', () => {
  it('is as large as fits', () => {
    expect(frame(PHOTO, STAGE, 1, undefined)).toEqual({
      canvas: { width: 1200, height: 800 },
      part: { x: 0, y: 0, width: 6000, height: 4000 },
    });
  });

  it('has every pixel of a dense screen', () => {
    expect(frame(PHOTO, STAGE, 2, undefined).canvas).toEqual({ width: 2400, height: 1600 });
  });

  it('is never blown up beyond one CSS px for each of its own', () => {
    expect(frame({ width: 300, height: 200 }, STAGE, 2, undefined).canvas).toEqual({ width: 600, height: 400 });
  });

  it('keeps at least a pixel of a very long one', () => {
    expect(frame({ width: 10_000, height: 2 }, STAGE, 1, undefined).canvas.height).toBe(1);
  });
});

describe('a photo seen from close by', () => {
  it('takes a pixel of the screen for each of its own', () => {
    expect(closeScale(PHOTO, STAGE, 1)).toBe(1);
    expect(closeScale(PHOTO, STAGE, 2)).toBe(1);
  });

  it('is twice as large where it has no more pixels than the screen', () => {
    expect(closeScale({ width: 300, height: 200 }, STAGE, 1)).toBe(2);
  });

  it('fills the stage, and no more', () => {
    const view = { centre: { x: 3000, y: 2000 }, scale: 1 };
    expect(frame(PHOTO, STAGE, 1, view)).toEqual({
      canvas: { width: 1200, height: 900 },
      part: { x: 2400, y: 1550, width: 1200, height: 900 },
    });
  });

  it('stops at its edges', () => {
    const { part } = frame(PHOTO, STAGE, 1, { centre: { x: -500, y: 9000 }, scale: 1 });
    expect(part).toEqual({ x: 0, y: 3100, width: 1200, height: 900 });
  });

  it('leaves what is under the pointer where it is', () => {
    const whole = frame(PHOTO, STAGE, 1, undefined);
    // 100 px right of the middle, at a fifth of the size, is 500 px right of the photo's middle.
    const view = viewAround(whole, { x: 100, y: 0 }, 1, 1);
    expect(view.centre).toEqual({ x: 3000 + 500 - 100, y: 2000 });
    const { part } = frame(PHOTO, STAGE, 1, view);
    expect(part.x + 600 + 100).toBe(3500);
  });

  it('fits the whole height of a panorama that is lower than the stage', () => {
    const panorama = { width: 9000, height: 600 };
    const { canvas, part } = frame(panorama, STAGE, 1, { centre: { x: 4500, y: 300 }, scale: 1 });
    expect(canvas).toEqual({ width: 1200, height: 600 });
    expect(part).toMatchObject({ y: 0, height: 600 });
  });

  it('is never smaller than seen whole, even if the stage grew meanwhile', () => {
    const small = { width: 300, height: 200 };
    const { canvas } = frame(small, STAGE, 2, { centre: { x: 150, y: 100 }, scale: 1 });
    expect(canvas).toEqual({ width: 600, height: 400 });
  });

  it('is seen whole at the same scale as it fits', () => {
    expect(fitScale(PHOTO, STAGE, 1)).toBeCloseTo(0.2);
  });
});
