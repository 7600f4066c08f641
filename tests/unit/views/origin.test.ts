import { describe, expect, it } from 'vitest';
import { MOST_HEIGHT, Origin } from '../../../src/views/grid/origin.ts';

const SCREEN = 900;
/** A million photos on a desktop. */
const TALL = 59_000_000;

function originOf(height: number): Origin {
  const origin = new Origin();
  origin.fit(height);
  return origin;
}

/** Scrolls by hand, so many CSS px in a frame, and rests after so many frames; where the screen is at the end. */
function scroll(origin: Origin, from: number, step: number, frames: number, framesToRest: number): number {
  let inElement = origin.goTo(from);
  let y = from;
  const end = origin.elementHeight - SCREEN;
  for (let frame = 1; frame <= frames; frame += 1) {
    inElement = Math.min(Math.max(inElement + step, 0), end);
    y = origin.follow(inElement, SCREEN);
    if (frame % framesToRest === 0 && origin.isOff(y)) inElement = origin.goTo(y);
  }
  return y;
}

describe('a grid that an element has room for', () => {
  const origin = originOf(MOST_HEIGHT);

  it.each([0, 1000, 7_000_000, MOST_HEIGHT - SCREEN])('lies in it as it is, at %i', (y) => {
    expect(origin.goTo(y)).toBe(y);
    expect(origin.isOff(y)).toBe(false);
    expect(origin.inElement({ y, height: 240 })).toBe(Math.min(y, MOST_HEIGHT - 240));
  });

  it('is followed through any leap', () => {
    origin.goTo(0);
    expect(origin.follow(14_000_000, SCREEN)).toBe(14_000_000);
  });
});

describe('a grid that is taller than any element can be', () => {
  it('has an element that every browser can make', () => {
    // Firefox: 2^30 units of 1/60 px. What is above and below the grid has room too.
    expect(originOf(TALL).elementHeight).toBeLessThan(2 ** 30 / 60 - 1_000_000);
  });

  it('begins and ends where its element does', () => {
    const origin = originOf(TALL);
    expect(origin.goTo(0)).toBe(0);
    expect(origin.goTo(TALL - SCREEN)).toBe(MOST_HEIGHT - SCREEN);
  });

  it.each([0, 1, 0.5, 0.123, 0.99])('is led along by the scroll bar, at %d of it', (along) => {
    const origin = originOf(TALL);
    origin.follow(0, SCREEN);
    origin.follow(MOST_HEIGHT / 3, SCREEN);
    const y = origin.follow(along * (MOST_HEIGHT - SCREEN), SCREEN);
    // Nearly: its first and last million px are what they are in the element.
    expect(Math.abs(y / (TALL - SCREEN) - along)).toBeLessThan(0.06);
    expect(origin.isOff(y)).toBe(false);
  });

  it.each([100, 8000, 1_000_001, 30_000_000, TALL - 20_000])('is at %i where it was told to be', (y) => {
    const origin = originOf(TALL);
    const inElement = origin.goTo(y);
    expect(inElement + origin.y).toBe(y);
    expect(inElement).toBeGreaterThanOrEqual(0);
    expect(inElement).toBeLessThanOrEqual(MOST_HEIGHT - SCREEN);
  });

  it('moves by as much as somebody scrolls', () => {
    expect(scroll(originOf(TALL), 30_000_000.25, 90, 20_000, 50)).toBe(30_000_000.25 + 90 * 20_000);
  });

  it.each([
    ['up, from near the top', 8000, -90, 0],
    ['up, from the middle, for hours', 20_000_000, -2000, 0],
    ['down, from near the end', TALL - 40_000, 90, TALL - SCREEN],
    ['down, from the middle, for hours', 40_000_000, 2000, TALL - SCREEN],
  ])('comes to its very end by hand: %s', (_, from, step, end) => {
    expect(scroll(originOf(TALL), from, step, 25_000, 100)).toBe(end);
  });

  it('stays where it is, to the pixel, while another part of it is put into the element', () => {
    const origin = originOf(TALL);
    const before = origin.goTo(30_000_000);
    const y = origin.follow(before + 3000.5, SCREEN);
    origin.fit(TALL + 4_000_000);
    expect(origin.isOff(y)).toBe(true);
    const after = origin.goTo(y);
    expect(after).not.toBe(before + 3000.5);
    expect(after % 1).toBe(0.5);
    expect(origin.follow(after, SCREEN)).toBe(y);
  });

  it('ends where its element does whatever it grows by, to fractions of a pixel', () => {
    const origin = originOf(TALL);
    const inElement = origin.goTo(TALL - SCREEN);
    origin.fit(TALL + 17_000.4);
    expect(origin.isOff(origin.follow(inElement, SCREEN))).toBe(true);
    expect(Math.abs(origin.goTo(TALL + 17_000.4 - SCREEN) - (MOST_HEIGHT - SCREEN))).toBeLessThan(1);
  });

  it('does not make the page longer by what is far away', () => {
    const origin = originOf(TALL);
    origin.goTo(0);
    expect(origin.inElement({ y: 50_000_000, height: 240 })).toBe(MOST_HEIGHT - 240);
    expect(origin.inElement({ y: 500, height: 240 })).toBe(500);
  });

  it('has of a month of any height what the element has room for', () => {
    const origin = originOf(TALL);
    const inElement = origin.goTo(30_000_000);
    const { y, height } = origin.clip({ y: 48, height: TALL - 48 });
    expect(y).toBeLessThan(inElement);
    expect(y + height).toBe(MOST_HEIGHT);
    expect(origin.clip({ y: 30_000_100, height: 500 })).toEqual({ y: inElement + 100, height: 500 });
  });

  it('has room for all of it again when most photos are gone', () => {
    const origin = originOf(TALL);
    origin.goTo(50_000_000);
    origin.fit(4000);
    expect([origin.y, origin.elementHeight]).toEqual([0, 4000]);
  });
});
