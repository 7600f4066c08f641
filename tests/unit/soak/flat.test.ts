import { describe, expect, it } from 'vitest';
import { randomOf } from '../../bench/eviction/random.ts';
import { courses } from '../../soak/flat.ts';
import { table } from '../../soak/table.ts';

const MINUTES = 30;
/** So many things are done in a minute, at least. */
const ACTIONS = 100;

function verdict(figure: string, values: readonly number[]): string | undefined {
  return courses(values.map((value) => ({ [figure]: value })))[0]?.verdict;
}

/** A figure at each minute. */
function series(at: (minute: number) => number): number[] {
  return Array.from({ length: MINUTES }, (_, index) => at(index + 1));
}

/** Up or down by at most `most`, always the same for the same `seed`. */
function noise(most: number, seed = 1): () => number {
  const random = randomOf(seed);
  return () => (random.number() * 2 - 1) * most;
}

describe('what leaks grows', () => {
  it('one listener for each action', () => {
    expect(
      verdict(
        'listeners',
        series((minute) => 233 + minute * ACTIONS),
      ),
    ).toBe('grows');
  });

  it('one listener in a minute', () => {
    expect(
      verdict(
        'listeners',
        series((minute) => 233 + minute),
      ),
    ).toBe('grows');
  });

  it('an entry that every fifth minute leaves behind', () => {
    expect(
      verdict(
        'thumbnails, entries',
        series((minute) => 192 + Math.floor(minute / 5)),
      ),
    ).toBe('grows');
  });

  it('a node for each action, among as many as come and go', () => {
    const sway = noise(60);
    expect(
      verdict(
        'nodes',
        series((minute) => 1000 + minute * ACTIONS + sway()),
      ),
    ).toBe('grows');
  });

  it('half a kilobyte for each action, in a heap that sways', () => {
    const sway = noise(150_000);
    const leak = 512 * ACTIONS;
    expect(
      verdict(
        'heap of the page',
        series((minute) => 7e6 + minute * leak + sway()),
      ),
    ).toBe('grows');
  });
});

describe('what does not leak is flat', () => {
  it('the same in every minute', () => {
    expect(
      verdict(
        'listeners',
        series(() => 233),
      ),
    ).toBe('flat');
  });

  it('what grows while everything is done for the first time', () => {
    expect(
      verdict(
        'listeners',
        series((minute) => Math.min(minute, 6) * 40),
      ),
    ).toBe('flat');
  });

  it('minutes that stand out', () => {
    expect(
      verdict(
        'listeners',
        series((minute) => (minute % 4 === 0 ? 260 : 233)),
      ),
    ).toBe('flat');
  });

  it('what becomes less', () => {
    expect(
      verdict(
        'nodes',
        series((minute) => 1000 - minute),
      ),
    ).toBe('flat');
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('noise, of any kind (%i)', (seed) => {
    const [nodes, heap, memory, timers] = [60, 150_000, 30e6, 1].map((most) => noise(most, seed));
    expect(
      verdict(
        'nodes',
        series(() => 1080 + Math.round(nodes?.() ?? 0)),
      ),
    ).toBe('flat');
    expect(
      verdict(
        'heap of the page',
        series(() => 7e6 + (heap?.() ?? 0)),
      ),
    ).toBe('flat');
    expect(
      verdict(
        'memory of the renderer',
        series(() => 180e6 + (memory?.() ?? 0)),
      ),
    ).toBe('flat');
    expect(
      verdict(
        'timers',
        series(() => 1 + Math.round(Math.abs(timers?.() ?? 0))),
      ),
    ).toBe('flat');
  });

  it('what this system does not tell', () => {
    expect(
      verdict(
        'memory of the renderer',
        series(() => Number.NaN),
      ),
    ).toBe('flat');
  });
});

describe('what steps once, or comes to an end, has stepped', () => {
  it.each([8, 12, 16, 18, 20, 24])('a cache that is filled at minute %i and stays full', (full) => {
    expect(
      verdict(
        'thumbnails, bytes',
        series((minute) => (minute < full ? 0 : 5e6)),
      ),
    ).not.toBe('grows');
  });

  it('it is told, where it is more than the slack', () => {
    expect(
      verdict(
        'thumbnails, bytes',
        series((minute) => (minute < 15 ? 0 : 5e6)),
      ),
    ).toBe('stepped');
  });

  it('a cache that fills to its budget, and is full at half time', () => {
    expect(
      verdict(
        'thumbnails, bytes',
        series((minute) => Math.min(minute, 15) * 1e6),
      ),
    ).toBe('stepped');
  });

  it('a heap that approaches what it needs', () => {
    expect(
      verdict(
        'heap of the page',
        series((minute) => 8e6 - 2e6 * 0.8 ** minute),
      ),
    ).not.toBe('grows');
  });
});

describe('the table', () => {
  it('says of each figure what it was, what it may be, and what that means', () => {
    const found = courses(series((minute) => minute).map((listeners) => ({ listeners, 'bitmaps, bytes': 1_234_567 })));
    const cells = table(found)
      .split('\n')
      .map((line) => line.split(/ {2,}/));
    expect(cells).toEqual([
      ['figure', 'begin', 'middle', 'end', 'peak', 'allowed', 'verdict'],
      ['listeners', '10', '18', '26', '30', '10', 'GROWS'],
      ['bitmaps, bytes', '1,234,567', '1,234,567', '1,234,567', '1,234,567', '1,234,567', 'flat'],
    ]);
  });
});
