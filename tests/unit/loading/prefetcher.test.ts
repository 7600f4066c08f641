import { beforeEach, describe, expect, it } from 'vitest';
import { Prefetcher } from '../../../src/loading/prefetcher.ts';
import type { Wish } from '../../../src/loading/wish.ts';
import type { Photo } from '../../../src/shared/photo.ts';
import { photo } from '../../support/photo.ts';

const PHOTOS = Array.from({ length: 40 }, (_, index) => photo(index));

let now: number;
let held: Set<string>;
let saveData: boolean;
let fails: Set<string>;
let budgetBytes: number;
let leasedBytes: number;
/** What is being loaded, by title, in the order of asking. */
let loads: Map<string, Wish & { finish: () => void }>;
let prefetcher: Prefetcher;

beforeEach(() => {
  now = 0;
  held = new Set();
  saveData = false;
  fails = new Set();
  budgetBytes = 1000;
  leasedBytes = 0;
  loads = new Map();
  prefetcher = new Prefetcher({
    images: {
      retain: ({ title }: Photo) => held.has(title),
      loadAhead: ({ title }, _size, wish) =>
        new Promise<void>((resolve, reject) => {
          const entry = Object.assign(wish, { finish: resolve });
          if (fails.has(title)) return reject(new Error('broken'));
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
      get leased() {
        return { bytes: leasedBytes };
      },
    },
    bytesOf: () => 10,
    saveData: () => saveData,
    now: () => now,
  });
});

/** Looks at photo `index`, going on by `direction`. */
function lookAt(index: number, direction: 1 | -1 = 1, reachable = Promise.resolve(true)): Promise<void> {
  return prefetcher.follow(async (steps) => PHOTOS[index + steps * direction], reachable);
}

/** The user goes on so many times, with so many ms between. */
function step(times: number, ms: number): void {
  for (let count = 0; count < times; count += 1) {
    now += ms;
    prefetcher.stepped();
  }
}

/** What is on its way has arrived, ms after it was asked for. */
async function arrive(ms: number): Promise<void> {
  now += ms;
  for (const { finish } of loads.values()) finish();
  await new Promise(setImmediate);
  loads.clear();
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
    expect(loading()).toEqual(['photo 12', 'photo 13', 'photo 10']);
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
    await arrive(400);
    step(5, 100);
    await lookAt(15);
    expect(loading()).toEqual(['photo 16', 'photo 17', 'photo 18', 'photo 19', 'photo 20', 'photo 14']);
  });

  it('measures the speed anew after a pause', async () => {
    await lookAt(10);
    await arrive(400);
    step(1, 60_000);
    step(2, 100);
    await lookAt(13);
    expect(loading()).toHaveLength(6);
    step(1, 5000);
    await lookAt(14);
    expect(loading()).toEqual(['photo 15', 'photo 16', 'photo 13']);
  });

  it('waits until the photo that is looked at is there, but cancels at once', async () => {
    await lookAt(10);
    const passed = loads.get('photo 9');
    let settle = () => {};
    const settled = new Promise<boolean>((resolve) => {
      settle = () => resolve(true);
    });
    const followed = lookAt(20, 1, settled);
    await new Promise(setImmediate);
    expect(passed?.signal.aborted).toBe(true);
    expect(loading()).toEqual([]);
    settle();
    await followed;
    expect(loading()).toEqual(['photo 21', 'photo 22', 'photo 19']);
  });

  it('asks for nothing where nobody could be reached', async () => {
    await lookAt(10, 1, Promise.resolve(false));
    expect(loading()).toEqual([]);
  });

  it('leaves room for what is on screen', async () => {
    leasedBytes = 985;
    await lookAt(10);
    expect(loading()).toEqual(['photo 11']);
    leasedBytes = 2000;
    await lookAt(20);
    expect(loading()).toEqual([]);
  });

  it('does not try again what failed, until the viewer was closed', async () => {
    fails = new Set(['photo 11']);
    await lookAt(10);
    await new Promise(setImmediate);
    loads.clear();
    await lookAt(10);
    expect(loading()).not.toContain('photo 11');
    prefetcher.stop();
    fails.clear();
    await lookAt(10);
    expect(loading()).toContain('photo 11');
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
      Promise.resolve(true),
    );
    await lookAt(20);
    find(PHOTOS[11]);
    await slow;
    expect(loading()).toEqual(['photo 21', 'photo 22', 'photo 19']);
  });

  it('does without a neighbour that cannot be found', async () => {
    await prefetcher.follow(
      (steps) => (steps === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(PHOTOS[10 + steps])),
      Promise.resolve(true),
    );
    expect(loading()).toEqual(['photo 12', 'photo 9']);
  });
});
