import { expect, it } from 'vitest';
import { Trouble } from '../../../../sw/pinning/trouble.ts';

it('with a server that is away is waited for, longer and longer, and never for good', () => {
  const trouble = new Trouble();
  let now = 0;
  const pauses = [];
  for (let times = 0; times < 6; times += 1) {
    expect(trouble.meet('offline', now)).toBe(true);
    const began = now;
    while (trouble.holdsUp(now)) now += 500;
    pauses.push(now - began);
  }
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 8000, 8000]);
  expect(trouble.isLasting).toBe(false);
});

it('with a storage that is full is tried once more by itself, and then only when there is reason to hope', () => {
  const trouble = new Trouble();
  trouble.meet('storage-full', 0);
  expect([trouble.isLasting, trouble.holdsUp(1000)]).toEqual([false, false]);
  trouble.meet('storage-full', 1000);
  expect([trouble.isLasting, trouble.holdsUp(1e15), trouble.kind]).toEqual([true, true, 'storage-full']);
  trouble.end();
  expect([trouble.isLasting, trouble.holdsUp(1000), trouble.kind]).toEqual([false, false, undefined]);
});

it('that several photos run into side by side counts once', () => {
  const trouble = new Trouble();
  expect(trouble.meet('storage-full', 0)).toBe(true);
  expect(trouble.meet('storage-full', 10)).toBe(false);
  expect(trouble.isLasting).toBe(false);
});
