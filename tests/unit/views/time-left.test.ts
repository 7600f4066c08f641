import { expect, it } from 'vitest';
import { timeLeft } from '../../../src/views/add/time-left.ts';

it('tells the time that is left by the bytes that are done', () => {
  expect(timeLeft(10_000, { settled: 25, total: 100 })).toBe(30_000);
});

it('says nothing before it can be told, and nothing at the end', () => {
  expect(timeLeft(1000, { settled: 25, total: 100 })).toBeUndefined();
  expect(timeLeft(10_000, { settled: 1, total: 100 })).toBeUndefined();
  expect(timeLeft(10_000, { settled: 100, total: 100 })).toBeUndefined();
  expect(timeLeft(10_000, { settled: 0, total: 0 })).toBeUndefined();
});
