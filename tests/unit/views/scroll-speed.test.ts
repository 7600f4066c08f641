import { expect, it } from 'vitest';
import { ScrollSpeed } from '../../../src/views/grid/scroll-speed.ts';

const SCREEN = 1000;

/** Scrolls by so many px every 16 ms, and says whether that was a fling in the end. */
function scroll(step: number, steps = 20): { speed: ScrollSpeed; at: number; isFlung: boolean } {
  const speed = new ScrollSpeed();
  for (let index = 0; index <= steps; index += 1) speed.note(index * step, index * 16);
  const at = steps * 16;
  return { speed, at, isFlung: speed.isFlung(SCREEN, at) };
}

it('takes more than four screens a second for a fling, in either direction', () => {
  expect(scroll(60).isFlung).toBe(false);
  expect(scroll(70).isFlung).toBe(true);
  expect(scroll(-70).isFlung).toBe(true);
});

it('takes no single jump for a fling, however far it goes', () => {
  const speed = new ScrollSpeed();
  speed.note(0, 0);
  speed.note(50_000, 5000);
  expect(speed.isFlung(SCREEN, 5000)).toBe(false);
});

it('goes on where a long task comes between two frames', () => {
  const { speed, at } = scroll(500);
  speed.note(20 * 500 + 6000, at + 200);
  expect(speed.isFlung(SCREEN, at + 200)).toBe(true);
});

it('comes to rest a moment after the last change, also where the position is noted again', () => {
  const { speed, at } = scroll(500);
  expect(speed.isFlung(SCREEN, at + 90)).toBe(true);
  for (let later = 16; later <= 128; later += 16) speed.note(20 * 500, at + later);
  expect(speed.isFlung(SCREEN, at + 128)).toBe(false);
});
