import { expect, it } from 'vitest';
import { ScrollSpeed } from '../../../src/views/grid/scroll-speed.ts';

const SCREEN = 1000;

/** Scrolls by so many px every 16 ms, and says whether that was a fling in the end. */
function scroll(step: number, steps = 20): { speed: ScrollSpeed; at: number; isFlung: boolean } {
  const speed = new ScrollSpeed();
  for (let index = 0; index <= steps; index += 1) speed.note({ top: index * step, at: index * 16 }, SCREEN);
  const at = steps * 16;
  return { speed, at, isFlung: speed.isFlung(SCREEN, at) };
}

it('takes more than four screens a second for a fling, in either direction', () => {
  expect(scroll(60).isFlung).toBe(false);
  expect(scroll(70).isFlung).toBe(true);
  expect(scroll(-70).isFlung).toBe(true);
});

it('takes a leap of more than a screen for a fling, until it has come to rest', () => {
  const speed = new ScrollSpeed();
  speed.note({ top: 0, at: 0 }, SCREEN);
  expect(speed.isFlung(SCREEN, 5000)).toBe(false);
  speed.note({ top: 900, at: 5000 }, SCREEN);
  expect(speed.isFlung(SCREEN, 5000)).toBe(false);
  speed.note({ top: 2000, at: 10_000 }, SCREEN);
  expect(speed.isFlung(SCREEN, 10_000)).toBe(true);
  expect(speed.isFlung(SCREEN, 10_101)).toBe(false);
});

it('goes on where a long task comes between two frames', () => {
  const { speed, at } = scroll(200);
  speed.note({ top: 20 * 200 + 900, at: at + 200 }, SCREEN);
  expect(speed.isFlung(SCREEN, at + 200)).toBe(true);
});

it('comes to rest a moment after the last change, also where the position is noted again', () => {
  const { speed, at } = scroll(500);
  expect(speed.isFlung(SCREEN, at + 90)).toBe(true);
  for (let later = 16; later <= 128; later += 16) speed.note({ top: 20 * 500, at: at + later }, SCREEN);
  expect(speed.isFlung(SCREEN, at + 128)).toBe(false);
});
