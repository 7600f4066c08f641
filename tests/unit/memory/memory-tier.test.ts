import { beforeEach, describe, expect, it } from 'vitest';
import type { Bitmap } from '../../../src/memory/entry.ts';
import { MemoryTier } from '../../../src/memory/memory-tier.ts';
import { SimulatedReferences } from '../../support/simulated-references.ts';

class FakeBitmap implements Bitmap {
  width: number;
  readonly height = 10;
  closed = 0;

  constructor(width: number) {
    this.width = width;
  }

  close(): void {
    this.closed += 1;
    this.width = 0;
  }
}

/** 10 × 10 px. */
const BYTES = 400;

let references: SimulatedReferences;
let collected: [string, number][];
let forgotten: (string | undefined)[];
let tier: MemoryTier<string, FakeBitmap>;

function makeTier(budgetBytes: number, traceLeases = false) {
  references = new SimulatedReferences();
  collected = [];
  forgotten = [];
  tier = new MemoryTier<string, FakeBitmap>({
    budgetBytes,
    references,
    traceLeases,
    observer: {
      collected: (key, _size, bytes) => collected.push([key, bytes]),
      leaseForgotten: (acquiredAt) => forgotten.push(acquiredAt),
    },
  });
}

/** Adds a bitmap that nobody leases. */
function put(key: string, width = 10): FakeBitmap {
  const bitmap = new FakeBitmap(width);
  tier.add(key, 1, bitmap).release();
  return bitmap;
}

function states() {
  return { leased: tier.leased.count, retained: tier.retained.count, weak: tier.weak.count };
}

beforeEach(() => makeTier(2 * BYTES));

describe('states', () => {
  it('leases what is added', () => {
    tier.add('a', 1, new FakeBitmap(10));
    expect(tier.leased).toEqual({ count: 1, bytes: BYTES });
    expect(states()).toEqual({ leased: 1, retained: 0, weak: 0 });
  });

  it('retains what is released within the budget', () => {
    put('a');
    expect(tier.retained).toEqual({ count: 1, bytes: BYTES });
    expect(states()).toEqual({ leased: 0, retained: 1, weak: 0 });
  });

  it('leases it again on the next hit, and not twice', () => {
    const bitmap = put('a');
    expect(tier.peek('a', 1)?.value).toBe(bitmap);
    expect(tier.peek('a', 1)?.value).toBe(bitmap);
    expect(states()).toEqual({ leased: 1, retained: 0, weak: 0 });
  });

  it('leaves one to the collector when the budget is full', () => {
    put('a');
    put('b');
    put('c');
    expect(tier.weak).toEqual({ count: 1, bytes: BYTES });
    expect(tier.retained).toEqual({ count: 2, bytes: 2 * BYTES });
  });

  it('promotes a weak bitmap on a hit, and makes room for it', () => {
    const bitmap = put('a');
    put('b');
    put('c');
    expect(tier.peek('a', 1)?.value).toBe(bitmap);
    expect(states()).toEqual({ leased: 1, retained: 1, weak: 1 });
  });

  it('counts what is leased against the budget, so that both together stay within it', () => {
    put('a');
    put('b');
    tier.add('c', 1, new FakeBitmap(10));
    expect(states()).toEqual({ leased: 1, retained: 1, weak: 1 });
  });

  it('never evicts what is leased, even if that alone is over the budget', () => {
    const leases = ['a', 'b', 'c'].map((key) => tier.add(key, 1, new FakeBitmap(10)));
    expect(states()).toEqual({ leased: 3, retained: 0, weak: 0 });
    expect(leases.map(({ value }) => value.closed)).toEqual([0, 0, 0]);
    for (const lease of leases) lease.release();
    expect(states()).toEqual({ leased: 0, retained: 2, weak: 1 });
  });

  it('shows a bitmap larger than the budget, and keeps it weakly only', () => {
    const lease = tier.add('huge', 1, new FakeBitmap(1000));
    expect(lease.value.closed).toBe(0);
    lease.release();
    expect(states()).toEqual({ leased: 0, retained: 0, weak: 1 });
  });
});

describe('leases', () => {
  it('keep a bitmap until the last of them is released', () => {
    const first = tier.add('a', 1, new FakeBitmap(10));
    const second = tier.peek('a', 1);
    first.release();
    expect(states().leased).toBe(1);
    second?.release();
    expect(states().leased).toBe(0);
  });

  it('count once, however often they are released', () => {
    const first = tier.add('a', 1, new FakeBitmap(10));
    tier.peek('a', 1);
    first.release();
    first.release();
    first[Symbol.dispose]();
    expect(states().leased).toBe(1);
  });

  it('are given back and reported with their stack when somebody forgets them', () => {
    makeTier(BYTES, true);
    const lease = tier.add('a', 1, new FakeBitmap(10));
    references.collect(lease);
    references.finalize();
    expect(states()).toEqual({ leased: 0, retained: 1, weak: 0 });
    expect(forgotten).toEqual([expect.stringContaining('memory-tier.test.ts')]);
  });

  it('are not reported when they were released', () => {
    const lease = tier.add('a', 1, new FakeBitmap(10));
    lease.release();
    references.collect(lease);
    references.finalize();
    expect(forgotten).toEqual([]);
  });
});

describe('adding to a filled key', () => {
  it('keeps the bitmap that is there, and closes the new one', () => {
    const present = put('a');
    const late = new FakeBitmap(10);
    expect(tier.add('a', 1, late).value).toBe(present);
    expect(late.closed).toBe(1);
    expect(present.closed).toBe(0);
  });

  it('never closes a bitmap that is added twice', () => {
    const bitmap = new FakeBitmap(10);
    tier.add('a', 1, bitmap);
    expect(tier.add('a', 1, bitmap).value.closed).toBe(0);
  });
});

describe('collection', () => {
  beforeEach(() => makeTier(0));

  it('takes the entry away and tells its size', () => {
    references.collect(put('a'));
    references.finalize();
    expect(tier.weak).toEqual({ count: 0, bytes: 0 });
    expect(collected).toEqual([['a', BYTES]]);
  });

  it('is noticed by the next miss, even if no finalizer ever runs', () => {
    references.collect(put('a'));
    expect(tier.peek('a', 1)).toBeUndefined();
    expect(tier.weak).toEqual({ count: 0, bytes: 0 });
    expect(collected).toEqual([['a', BYTES]]);
    references.finalize();
    expect(collected).toHaveLength(1);
  });

  it('is noticed by looking, even if no finalizer ever runs, a few at a time', () => {
    makeTier(400 * BYTES);
    tier.add('fills the budget', 1, new FakeBitmap(4000));
    for (let index = 0; index < 20; index += 1) references.collect(put(`photo ${index}`));
    const alive = put('alive');
    const counts = [0, 1, 2].map(() => {
      tier.probe();
      return tier.weak.count;
    });
    expect(counts).toEqual([13, 5, 1]);
    expect(tier.peek('alive', 1)?.value).toBe(alive);
  });

  it('leaves a key alone that was filled again before the finalizer ran', () => {
    references.collect(put('a'));
    const second = put('a');
    references.finalize();
    expect(tier.peek('a', 1)?.value).toBe(second);
    expect(collected).toEqual([['a', BYTES]]);
  });

  it('never concerns a bitmap that was promoted meanwhile', () => {
    const bitmap = put('a');
    tier.peek('a', 1);
    references.collect(bitmap);
    references.finalize();
    expect(states()).toEqual({ leased: 1, retained: 0, weak: 0 });
    expect(collected).toEqual([]);
  });
});

describe('budget', () => {
  it('takes effect at once when it shrinks', () => {
    put('a');
    put('b');
    tier.setBudget(BYTES);
    expect(tier.retained).toEqual({ count: 1, bytes: BYTES });
    expect(tier.weak.count).toBe(1);
    expect(tier.budgetBytes).toBe(BYTES);
  });

  it('is never exceeded by retained bytes, whatever is put', () => {
    makeTier(1000);
    for (let index = 0; index < 50; index += 1) {
      put(`photo ${index}`, 1 + ((index * 7) % 30));
      expect(tier.leased.bytes + tier.retained.bytes).toBeLessThanOrEqual(1000);
    }
  });
});

describe('trim and evict', () => {
  it('trim closes all that is retained or weak, and nothing that is leased', () => {
    const leased = tier.add('leased', 1, new FakeBitmap(10));
    const others = [put('a'), put('b'), put('c')];
    tier.trim();
    expect(others.map(({ closed }) => closed)).toEqual([1, 1, 1]);
    expect(leased.value.closed).toBe(0);
    expect(states()).toEqual({ leased: 1, retained: 0, weak: 0 });
  });

  it('evict closes one bitmap and makes the next peek miss', () => {
    const bitmap = put('a');
    put('b');
    expect(tier.evict('a')).toEqual({ closedBytes: BYTES, leasedBytes: 0 });
    expect(bitmap.closed).toBe(1);
    expect(tier.peek('a', 1)).toBeUndefined();
    expect(tier.peek('b', 1)).toBeDefined();
  });

  it('neither speaks of a collection: the collector took nothing', () => {
    put('a');
    tier.trim();
    references.finalize();
    expect(collected).toEqual([]);
  });
});

describe('sizes', () => {
  it('lie side by side, and the smallest that is large enough answers', () => {
    makeTier(100 * BYTES);
    const [small, large] = [new FakeBitmap(10), new FakeBitmap(20)];
    tier.add('a', 1, small).release();
    tier.add('a', 2, large).release();
    expect(tier.peek('a', 1)).toMatchObject({ value: small, size: 1 });
    expect(tier.peek('a', 2)).toMatchObject({ value: large, size: 2 });
    expect(tier.peek('a', 3)).toBeUndefined();
  });

  it('a larger one answers for a smaller one that is not here', () => {
    makeTier(100 * BYTES);
    const large = new FakeBitmap(20);
    tier.add('a', 2, large).release();
    expect(tier.peek('a', 1)?.value).toBe(large);
  });

  it('a larger one answers where the smaller one was collected', () => {
    makeTier(8 * BYTES);
    const small = put('a');
    const large = tier.add('a', 2, new FakeBitmap(80));
    references.collect(small);
    expect(tier.peek('a', 1)?.value).toBe(large.value);
    expect(collected).toEqual([['a', BYTES]]);
  });

  it('the sharpest is there to be shown meanwhile', () => {
    makeTier(100 * BYTES);
    tier.add('a', 1, new FakeBitmap(10)).release();
    tier.add('a', 2, new FakeBitmap(20)).release();
    expect(tier.peekLargest('a')?.size).toBe(2);
    expect(tier.peekLargest('b')).toBeUndefined();
  });

  it('are evicted together, and one that is on screen as soon as it is released', () => {
    makeTier(100 * BYTES);
    const [small, large] = [new FakeBitmap(10), new FakeBitmap(20)];
    tier.add('a', 1, small).release();
    const lease = tier.add('a', 2, large);
    expect(tier.evict('a')).toEqual({ closedBytes: BYTES, leasedBytes: 2 * BYTES });
    expect([small.closed, large.closed]).toEqual([1, 0]);
    expect(tier.peek('a', 1)).toBeUndefined();
    lease.release();
    expect(large.closed).toBe(1);
    expect(states()).toEqual({ leased: 0, retained: 0, weak: 0 });
  });

  it('evicted while on screen and loaded again, the new one stays', () => {
    const lease = tier.add('a', 1, new FakeBitmap(10));
    tier.evict('a');
    const fresh = put('a');
    lease.release();
    expect(tier.peek('a', 1)?.value).toBe(fresh);
    expect(fresh.closed).toBe(0);
  });
});

describe('loading ahead', () => {
  it('retains what nobody asked for yet', () => {
    tier.addAhead('a', 1, new FakeBitmap(10));
    expect(states()).toEqual({ leased: 0, retained: 1, weak: 0 });
    expect(tier.retain('a', 1)).toBe(true);
  });

  it('lends the sharpest for a glance', () => {
    tier.addAhead('a', 1, new FakeBitmap(10));
    tier.glance('a')?.release();
    expect([tier.glance('a')?.size, tier.glance('b')]).toEqual([1, undefined]);
  });

  it('retains again what became weak, and says whether it is there', () => {
    makeTier(BYTES);
    const bitmap = put('a');
    put('b');
    expect(states()).toEqual({ leased: 0, retained: 1, weak: 1 });
    expect(tier.retain('a', 1)).toBe(true);
    expect(tier.retain('a', 2)).toBe(false);
    references.collect(bitmap);
    references.finalize();
    expect(collected).toEqual([]);
  });

  it('takes a collected one for what it is', () => {
    makeTier(BYTES);
    references.collect(put('a'));
    put('b');
    expect(tier.retain('a', 1)).toBe(false);
    expect(collected).toEqual([['a', BYTES]]);
  });

  it('never closes what it is about to keep, even if there is no budget at all', () => {
    makeTier(0);
    const bitmap = new FakeBitmap(10);
    tier.addAhead('a', 1, bitmap);
    tier.addAhead('a', 1, bitmap);
    expect(bitmap.closed).toBe(0);
    expect(tier.peek('a', 1)?.value).toBe(bitmap);
  });

  it('never exceeds the budget, nor closes what is leased', () => {
    const lease = tier.add('seen', 1, new FakeBitmap(10));
    for (const key of ['a', 'b', 'c']) tier.addAhead(key, 1, new FakeBitmap(10));
    expect(tier.leased.bytes + tier.retained.bytes).toBe(2 * BYTES);
    expect(lease.value.closed).toBe(0);
  });

  it('closes what turns out to be here already, but never the same bitmap', () => {
    const present = new FakeBitmap(10);
    const late = new FakeBitmap(10);
    tier.add('a', 1, present);
    tier.addAhead('a', 1, late);
    tier.addAhead('a', 1, present);
    expect([present.closed, late.closed]).toEqual([0, 1]);
  });
});

describe('weak bitmaps', () => {
  it('are closed, the first ones first, when they take more than a sixteenth of the budget', () => {
    makeTier(32 * BYTES);
    tier.add('fills the budget', 1, new FakeBitmap(320));
    const bitmaps = ['a', 'b', 'c'].map((key) => put(key));
    expect(bitmaps.map(({ closed }) => closed)).toEqual([1, 0, 0]);
    expect(tier.weak).toEqual({ count: 2, bytes: 2 * BYTES });
    expect(collected).toEqual([]);
  });

  it('the last one stays, however large: it is the likeliest to come back', () => {
    const bitmap = put('huge', 1000);
    expect(bitmap.closed).toBe(0);
    put('huge too', 1000);
    expect(bitmap.closed).toBe(1);
    expect(tier.weak.count).toBe(1);
  });
});
