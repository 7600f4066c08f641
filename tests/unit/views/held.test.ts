import { describe, expect, it } from 'vitest';
import { byMonth, droppedBy } from '../../../src/views/storage/held.ts';

describe('what is held by month', () => {
  it('is newest first, with what belongs to no month last', () => {
    const figures = ['2019-03', '', '2024-07', '2024-06'].map((section) => ({
      ...({ tier: 'thumbnails', section, count: 1, bytes: 10 } as const),
    }));
    expect(byMonth(figures).map(({ section }) => section)).toEqual(['2024-07', '2024-06', '2019-03', '']);
  });

  it('adds up the tiers of a month', () => {
    const months = byMonth([
      { tier: 'thumbnails', section: '2024-07', count: 3, bytes: 30 },
      { tier: 'pinned', section: '2024-07', count: 1, bytes: 500 },
    ]);
    expect(months).toEqual([
      {
        section: '2024-07',
        bytes: 530,
        tiers: { thumbnails: { count: 3, bytes: 30 }, pinned: { count: 1, bytes: 500 } },
      },
    ]);
  });
});

describe('what a smaller budget drops', () => {
  it('is nothing where everything has room', () => {
    expect(droppedBy(1000, { count: 10, bytes: 1000 })).toBe(0);
    expect(droppedBy(0, { count: 0, bytes: 0 })).toBe(0);
  });

  it('is as many as make room down to a little less than the budget', () => {
    expect(droppedBy(500, { count: 100, bytes: 1000 })).toBe(53);
  });

  it('is never more than there are', () => {
    expect(droppedBy(0, { count: 7, bytes: 1000 })).toBe(7);
  });
});
