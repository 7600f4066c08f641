import { beforeEach, describe, expect, it } from 'vitest';
import { Prefetcher } from '../../../src/loading/prefetcher.ts';
import type { Wish } from '../../../src/loading/wish.ts';
import type { Photo } from '../../../src/shared/photo.ts';
import { photo } from '../../support/photo.ts';

const PHOTOS = Array.from({ length: 40 }, (_, index) => photo(index));

let now: number;
let held: Set<string>;
let saveData: boolean;
let budgetBytes: number;
/** What is being loaded, by title, in the order of asking. */
let loads: Map<string, Wish & { finish: () => void }>;
let prefetcher: Prefetcher;

beforeEach(() => {
  now = 0;
  held = new Set();
  saveData = false;
  budgetBytes = 1000;
  loads = new Map();
  prefetcher = new Prefetcher({
    images: {
      holds: ({ title }: Photo) => held.has(title),
      loadAhead: ({ title }, _size, wish) =>
        new Promise<void>((resolve, reject) => {
          const entry = Object.assign(wish, { finish: resolve });
          loads.set(title, entry);
          wish.signal.addEventListener('abort', () => {
            loads.delete(title);
            reject(wish.signal.reason);
          });
        }),
    },
    budget: {
      get budgetBytes() {
        return budgetBytes;
      },
    },
    bytesOf: () => 10,
    saveData: () => saveData,
    now: () => now,
  });
});

/** Looks at photo `index`, going on by `direction`. */
function lookAt(index: number, direction: 1 | -1 = 1): Promise<void> {
  return prefetcher.follow(async (steps) => PHOTOS[index + steps * direction]);
}

const loading = () => [...loads.keys()];

describe('loading ahead', () => {
  it('begins with the next in the direction of travel, and the way back comes last', async () => {
    await lookAt(10);
    expect(loading()).toEqual(['photo 11', 'photo 12', 'photo 9']);
    expect([...loads.values()].map(({ priority }) => priority)).toEqual(['next', 'prefetch', 'prefetch']);
  });

  it('goes the other way when the user does, and cancels what lies behind them now', async () => {
    await lookAt(10);
    const wishes = new Map(loads);
    prefetcher.stepped(true);
    await lookAt(9, -1);
    expect(loading()).toEqual(['photo 8', 'photo 7', 'photo 10']);
    expect(wishes.get('photo 11')?.signal.aborted).toBe(true);
    expect(wishes.get('photo 12')?.signal.aborted).toBe(true);
  });

  it('keeps what is on its way and still ahead, and makes it more urgent', async () => {
    await lookAt(10);
    const wish = loads.get('photo 12');
    await lookAt(11);
    expect(wish?.signal.aborted).toBe(false);
    expect(wish?.priority).toBe('next');
    expect(loading()).toEqual(['photo 11', 'photo 12', 'photo 13', 'photo 10'].filter((title) => title !== 'photo 11'));
  });

  it('asks for nothing that is in memory already', async () => {
    held = new Set(['photo 11', 'photo 9']);
    await lookAt(10);
    expect(loading()).toEqual(['photo 12']);
  });

  it('stops at the ends', async () => {
    await lookAt(39);
    expect(loading()).toEqual(['photo 38']);
  });

  it('looks further ahead for somebody who goes faster than pictures arrive', async () => {
    await lookAt(10);
    // A picture takes 400 ms, a step 100 ms: four are passed while one is loading.
    now = 400;
    for (const { finish } of loads.values()) finish();
    await Promise.resolve();
    await Promise.resolve();
    for (let step = 0; step < 5; step += 1) {
      now += 100;
      prefetcher.stepped(false);
    }
    loads.clear();
    await lookAt(15);
    expect(loading()).toEqual(['photo 16', 'photo 17', 'photo 18', 'photo 19', 'photo 20', 'photo 14']);
  });

  it('never takes more than half of the budget', async () => {
    budgetBytes = 45;
    await lookAt(10);
    expect(loading()).toEqual(['photo 11', 'photo 12']);
    budgetBytes = 10;
    await lookAt(20);
    expect(loading()).toEqual([]);
  });

  it('is left out for somebody who saves data', async () => {
    saveData = true;
    await lookAt(10);
    expect(loading()).toEqual([]);
  });

  it('ends when the viewer closes', async () => {
    await lookAt(10);
    const wishes = [...loads.values()];
    prefetcher.stop();
    expect(wishes.every(({ signal }) => signal.aborted)).toBe(true);
  });

  it('a slow look for neighbours gives way to a newer one', async () => {
    let find = (_: Photo | undefined) => {};
    const slow = prefetcher.follow(
      () =>
        new Promise((resolve) => {
          find = resolve;
        }),
    );
    await lookAt(20);
    find(PHOTOS[11]);
    await slow;
    expect(loading()).toEqual(['photo 21', 'photo 22', 'photo 19']);
  });

  it('does without a neighbour that cannot be found', async () => {
    await prefetcher.follow((steps) =>
      steps === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(PHOTOS[10 + steps]),
    );
    expect(loading()).toEqual(['photo 12', 'photo 9']);
  });
});
