import { afterEach, expect, it } from 'vitest';
import type { TierEvent } from '../../../src/shared/tier.ts';
import { LogFilter, type LogWish } from '../../../src/views/overlay/log-filter.ts';
import { english } from '../../../src/views/texts/english.ts';
import { useTexts } from '../../../src/views/texts.ts';
import { photo } from '../../support/photo.ts';

const about = (title: string) => ({ at: 0, photo: photo(1).id, title, rendition: 'screen', bytes: 1 }) as const;
const answer = { ms: 1, decodeMs: 1, savedBytes: 0 };

/** One event of each kind, and what they are called here. */
const EVENTS = {
  fetched: { ...about('Lake'), ...answer, kind: 'served', tier: 'network', missed: ['memory', 'thumbnails'] },
  cached: { ...about('Lake'), ...answer, kind: 'served', tier: 'memory', missed: [] },
  stored: { ...about('Icy lake'), ...answer, kind: 'served', tier: 'thumbnails', missed: ['memory'] },
  kept: { ...about('Hill'), ...answer, kind: 'served', tier: 'pinned', missed: ['memory'] },
  added: { ...about('Hill'), ...answer, kind: 'served', tier: 'device', missed: ['memory'] },
  failed: { ...about('Lake'), kind: 'failed', tier: 'network', missed: ['memory'], reason: 'offline' },
  cleaned: { ...about('Hill'), kind: 'collected' },
  evicted: { kind: 'evicted', at: 0, tier: 'thumbnails', count: 3, bytes: 3 },
  refused: { kind: 'not-stored', at: 0, tier: 'pinned', count: 3, bytes: 3 },
} as const satisfies Record<string, TierEvent>;

/** The names of the events that a filter lets through. */
function shown(wish: LogWish): string[] {
  const filter = new LogFilter();
  filter.choose(wish);
  return Object.entries(EVENTS).flatMap(([name, event]) => (filter.matches(event) ? [name] : []));
}

afterEach(() => useTexts(english, 'en'));

it('lets everything through at first', () => {
  expect(shown({})).toEqual(Object.keys(EVENTS));
});

it('shows for each tier what it answered or failed to, and not what it was asked in vain', () => {
  expect(shown({ tier: 'network' })).toEqual(['fetched', 'failed']);
  expect(shown({ tier: 'device' })).toEqual(['added']);
});

it('counts what was collected to memory, and what was evicted or not stored to its tier', () => {
  expect(shown({ tier: 'memory' })).toEqual(['cached', 'cleaned']);
  expect(shown({ tier: 'thumbnails' })).toEqual(['stored', 'evicted']);
  expect(shown({ tier: 'pinned' })).toEqual(['kept', 'refused']);
});

it('finds photos by a part of their titles, in capitals or not, with spaces around it or not', () => {
  expect(shown({ title: ' LAKE ' })).toEqual(['fetched', 'cached', 'stored', 'failed']);
  expect(shown({ title: 'icy' })).toEqual(['stored']);
});

it('shows what is about no photo unless a photo is asked for', () => {
  expect(shown({ title: ' ' })).toEqual(Object.keys(EVENTS));
  expect(shown({ title: 'l', tier: 'thumbnails' })).toEqual(['stored']);
});

it('knows capitals as the reader of the page does', () => {
  expect(shown({ title: 'İCY' })).toEqual([]);
  expect(shown({ title: 'ICY' })).toEqual(['stored']);
  useTexts(english, 'tr');
  const filter = new LogFilter();
  filter.choose({ title: 'İSTANBUL' });
  expect(filter.matches({ ...EVENTS.cached, title: 'istanbul' })).toBe(true);
});

it('finds letters with accents, whichever way the name of a file spells them', () => {
  const filter = new LogFilter();
  filter.choose({ title: 'caf\u00e9' });
  expect(filter.matches({ ...EVENTS.cached, title: 'Cafe\u0301' })).toBe(true);
});

it('keeps the tier when another photo is asked for, and the photo when another tier is', () => {
  const filter = new LogFilter();
  filter.choose({ tier: 'memory' });
  filter.choose({ title: 'lake' });
  expect(filter.wish).toEqual({ tier: 'memory', title: 'lake' });
  filter.choose({ tier: undefined });
  expect(filter.wish).toEqual({ tier: undefined, title: 'lake' });
});

it('tells of each change until its listener has heard enough', () => {
  const filter = new LogFilter();
  const heard: LogWish[] = [];
  const listening = new AbortController();
  filter.listen(() => heard.push(filter.wish), listening.signal);
  filter.choose({ tier: 'memory' });
  listening.abort();
  filter.choose({ tier: 'network' });
  expect(heard).toEqual([{ tier: 'memory' }]);
});
