import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Batch } from '../../../sw/batch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A batch whose work ends when the test says so. */
function makeBatch(most = 10) {
  const dealt: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const batch = new Batch<number>(100, most, (items) => {
    dealt.push(items);
    return new Promise((resolve) => ends.push(resolve));
  });
  const end = async () => {
    ends.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { batch, dealt, end };
}

describe('a batch', () => {
  it('deals with what arrives within a moment together', async () => {
    const { batch, dealt } = makeBatch();
    void batch.add([1]);
    await vi.advanceTimersByTimeAsync(60);
    void batch.add([2, 3]);
    expect(dealt).toEqual([]);
    await vi.advanceTimersByTimeAsync(40);
    expect(dealt).toEqual([[1, 2, 3]]);
  });

  it('deals with no more than so many at once, and with one lot after the other', async () => {
    const { batch, dealt, end } = makeBatch(2);
    void batch.add([1, 2, 3]);
    await vi.advanceTimersByTimeAsync(500);
    expect(dealt).toEqual([[1, 2]]);
    await end();
    expect(dealt).toEqual([[1, 2], [3]]);
  });

  it('resolves once everything was dealt with', async () => {
    const { batch, end } = makeBatch();
    let done = false;
    void batch.add([1]).then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(done).toBe(false);
    await end();
    expect(done).toBe(true);
  });

  it('forgets what has not begun when it is dropped', async () => {
    const { batch, dealt, end } = makeBatch(1);
    void batch.add([1, 2]);
    await vi.advanceTimersByTimeAsync(100);
    batch.drop();
    await end();
    expect(dealt).toEqual([[1]]);
  });

  it('goes on with what comes after it was dropped', async () => {
    const { batch, dealt, end } = makeBatch();
    void batch.add([1]);
    batch.drop();
    await vi.advanceTimersByTimeAsync(100);
    void batch.add([2]);
    await vi.advanceTimersByTimeAsync(100);
    await end();
    expect(dealt).toEqual([[2]]);
  });
});
