import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UseNotes } from '../../../src/loading/use-notes.ts';
import type { Use } from '../../../src/shared/messages.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function use(name: string, section = '2024-07'): Use {
  return { tier: 'thumbnails', url: `https://photos.example/${name}`, section };
}

it('tells at most once a second what was used, each once', () => {
  const told: (readonly Use[])[] = [];
  const notes = new UseNotes((uses) => told.push(uses), new AbortController().signal);
  for (let step = 0; step < 30; step += 1) {
    notes.note(use('a'));
    notes.note(use(`${step}`));
    vi.advanceTimersByTime(100);
  }
  expect(told.map(({ length }) => length)).toEqual([11, 11, 11]);
  expect(told[0]?.[0]).toEqual(use('a'));
  vi.advanceTimersByTime(5000);
  expect(told.flat().filter(({ url }) => url === use('29').url)).toHaveLength(1);
});

it('says nothing while nothing is used', () => {
  const tell = vi.fn();
  const notes = new UseNotes(tell, new AbortController().signal);
  notes.flush();
  vi.advanceTimersByTime(5000);
  expect(tell).not.toHaveBeenCalled();
});

it('tells at once when the page ends, and not again', () => {
  const tell = vi.fn();
  const notes = new UseNotes(tell, new AbortController().signal);
  notes.note(use('a'));
  notes.flush();
  expect(tell).toHaveBeenCalledExactlyOnceWith([use('a')]);
  vi.advanceTimersByTime(5000);
  expect(tell).toHaveBeenCalledOnce();
});

it('keeps the same address in two tiers apart', () => {
  const tell = vi.fn();
  const notes = new UseNotes(tell, new AbortController().signal);
  notes.note(use('a'));
  notes.note({ ...use('a'), tier: 'pinned' });
  notes.flush();
  expect(tell.mock.calls[0]?.[0]).toHaveLength(2);
});

it('says nothing any more once the page has ended', () => {
  const tell = vi.fn();
  const page = new AbortController();
  const notes = new UseNotes(tell, page.signal);
  notes.note(use('a'));
  page.abort();
  notes.note(use('b'));
  notes.flush();
  vi.advanceTimersByTime(5000);
  expect(tell).not.toHaveBeenCalled();
});
