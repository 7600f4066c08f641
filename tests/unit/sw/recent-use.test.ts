import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RecentUse, type TimedUse } from '../../../sw/recent-use.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const use = (url: string, section = '') => ({ tier: 'thumbnails', url, section }) as const;

describe('recency', () => {
  it('is written once a second, however often pictures are used', async () => {
    const writes: (readonly TimedUse[])[] = [];
    const recent = new RecentUse(async (uses) => void writes.push(uses));
    for (let at = 0; at < 5000; at += 10) {
      void recent.note([use(`https://a/${at % 7}`)]);
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(writes.length).toBeLessThanOrEqual(5);
    expect(writes[0]).toHaveLength(7);
  });

  it('keeps the time of the last use, and the month from whoever knew it', async () => {
    const writes: (readonly TimedUse[])[] = [];
    const recent = new RecentUse(async (uses) => void writes.push(uses));
    void recent.note([use('https://a/1', '2024-07')]);
    await vi.advanceTimersByTimeAsync(300);
    void recent.note([use('https://a/1')]);
    await vi.advanceTimersByTimeAsync(700);
    expect(writes).toEqual([[{ ...use('https://a/1', '2024-07'), usedAt: 1_000_300 }]]);
  });

  it('goes on after the books could not be written', async () => {
    let attempts = 0;
    const recent = new RecentUse(async () => {
      attempts += 1;
      throw new DOMException('Refused', 'SecurityError');
    });
    const first = recent.note([use('https://a/1')]);
    await vi.advanceTimersByTimeAsync(1000);
    await expect(first).resolves.toBeUndefined();
    void recent.note([use('https://a/2')]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(attempts).toBe(2);
  });
});
