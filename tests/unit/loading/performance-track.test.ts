import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showOnPerformanceTrack } from '../../../src/loading/performance-track.ts';
import { TierLog } from '../../../src/loading/tier-log.ts';
import { photo } from '../../support/photo.ts';

const { id, title } = photo(1);
const about = { photo: id, title, rendition: 'screen' } as const;
let end: AbortController;
let log: TierLog;

beforeEach(() => {
  end = new AbortController();
  log = new TierLog();
  showOnPerformanceTrack(log, end.signal);
});

afterEach(() => {
  end.abort();
  vi.restoreAllMocks();
});

it('shows a load from when it was asked for until it was decoded, with its tier', () => {
  const measure = vi.spyOn(performance, 'measure');
  log.record({
    kind: 'served',
    ...about,
    at: 120,
    ms: 80,
    decodeMs: 30,
    tier: 'network',
    missed: [],
    bytes: 7,
    savedBytes: 0,
  });
  expect(measure).toHaveBeenCalledExactlyOnceWith('FETCHED_IMAGE photo 1', {
    start: 40,
    end: 120,
    detail: { devtools: expect.objectContaining({ dataType: 'track-entry', track: 'Tiers', color: 'secondary' }) },
  });
});

it('shows what was loaded before it was there, when that was', () => {
  const before = new TierLog();
  before.record({
    kind: 'served',
    ...about,
    at: 120,
    ms: 80,
    decodeMs: 30,
    tier: 'thumbnails',
    missed: [],
    bytes: 7,
    savedBytes: 7,
  });
  const measure = vi.spyOn(performance, 'measure');
  showOnPerformanceTrack(before, end.signal);
  expect(measure).toHaveBeenCalledExactlyOnceWith(
    'CACHED_IMAGE photo 1',
    expect.objectContaining({ start: 40, end: 120 }),
  );
});

it('leaves nothing in the list of the page, which would grow without end', () => {
  for (let at = 0; at < 100; at += 1) log.record({ kind: 'collected', ...about, at, bytes: 7 });
  expect(performance.getEntriesByType('measure')).toEqual([]);
});
