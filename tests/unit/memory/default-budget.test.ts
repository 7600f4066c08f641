import { expect, it } from 'vitest';
import { defaultBudgetBytes } from '../../../src/memory/default-budget.ts';

const MB = 1_000_000;

it.each([
  ['a desktop with 8 GB', { deviceMemory: 8, maxTouchPoints: 0 }, false, 512 * MB],
  ['a desktop with 2 GB', { deviceMemory: 2, maxTouchPoints: 0 }, false, 128 * MB],
  ['a desktop that does not tell', { maxTouchPoints: 0 }, false, 256 * MB],
  ['a phone with 8 GB', { deviceMemory: 8, maxTouchPoints: 5 }, true, 192 * MB],
  ['a phone that does not tell', { maxTouchPoints: 5 }, true, 192 * MB],
  ['a laptop with a touch screen and a mouse', { deviceMemory: 8, maxTouchPoints: 10 }, false, 512 * MB],
  ['the smallest device', { deviceMemory: 0.25, maxTouchPoints: 5 }, true, 64 * MB],
])('%s retains this many bytes', (_, device, coarsePointer, bytes) => {
  expect(defaultBudgetBytes(device, coarsePointer)).toBe(bytes);
});
