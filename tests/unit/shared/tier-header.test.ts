import { describe, expect, it } from 'vitest';
import { tierHeaders, tierOf } from '../../../src/shared/tier-header.ts';

describe('the headers that name a tier', () => {
  it.each(['thumbnails', 'pinned', 'device', 'network'] as const)('are read as they were written: %s', (tier) => {
    expect(tierOf(new Headers(tierHeaders(tier, 1.234)))).toBe(tier);
  });

  it('are found among the metrics of a server', () => {
    expect(tierOf(new Headers({ 'Server-Timing': 'db;dur=53, tier;desc="pinned";dur=0.4' }))).toBe('pinned');
  });

  it.each(['', 'db;dur=53', 'tier;desc="memory"', 'tier;desc="elsewhere"', 'frontier;desc="pinned"'])(
    'are not seen in "%s"',
    (value) => {
      expect(tierOf(new Headers({ 'Server-Timing': value }))).toBeUndefined();
    },
  );
});
