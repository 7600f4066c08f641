import { expect, it } from 'vitest';
import { Pace } from '../../../../src/views/keep/pace.ts';

it('says nothing until enough is known', () => {
  const pace = new Pace();
  expect(pace.bytesPerSecond).toBeUndefined();
  pace.note(0, 0);
  pace.note(5000, 500);
  expect(pace.bytesPerSecond).toBeUndefined();
  expect(pace.secondsFor(1000)).toBeUndefined();
});

it('is how fast bytes arrive, and how long the rest takes at that', () => {
  const pace = new Pace();
  pace.note(1000, 0);
  pace.note(5000, 2000);
  expect(pace.bytesPerSecond).toBe(2000);
  expect(pace.secondsFor(10_000)).toBe(5);
});

it('follows a network that changes: what was more than ten seconds ago no longer counts', () => {
  const pace = new Pace();
  for (let second = 0; second <= 10; second += 1) pace.note(second * 1_000_000, second * 1000);
  for (let second = 11; second <= 30; second += 1) pace.note(10_000_000 + (second - 10) * 1000, second * 1000);
  expect(pace.bytesPerSecond).toBe(1000);
});

it('begins anew after a rest, and when something was dropped', () => {
  const pace = new Pace();
  pace.note(0, 0);
  pace.note(4000, 2000);
  pace.rest();
  expect(pace.bytesPerSecond).toBeUndefined();
  pace.note(4000, 60_000);
  pace.note(8000, 62_000);
  expect(pace.bytesPerSecond).toBe(2000);
  pace.note(100, 63_000);
  expect(pace.bytesPerSecond).toBeUndefined();
});

it('does not promise an end while nothing arrives', () => {
  const pace = new Pace();
  pace.note(5000, 0);
  pace.note(5000, 5000);
  expect(pace.secondsFor(100)).toBeUndefined();
});
