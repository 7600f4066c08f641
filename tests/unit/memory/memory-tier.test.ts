import { beforeEach, describe, expect, it } from 'vitest';
import { type Bitmap, MemoryTier } from '../../../src/memory/memory-tier.ts';
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
      collected: (key, bytes) => collected.push([key, bytes]),
      leaseForgotten: (acquiredAt) => forgotten.push(acquiredAt),
    },
  });
}

/** Adds a bitmap that nobody leases. */
function put(key: string, width = 10): FakeBitmap {
  const bitmap = new FakeBitmap(width);
  tier.add(key, bitmap).release();
  return bitmap;
}

function states() {
  return { leased: tier.leased.count, retained: tier.retained.count, weak: tier.weak.count };
}

beforeEach(() => makeTier(2 * BYTES));

describe('states', () => {
  it('leases what is added', () => {
    tier.add('a', new FakeBitmap(10));
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
    expect(tier.peek('a')?.value).toBe(bitmap);
    expect(tier.peek('a')?.value).toBe(bitmap);
    expect(states()).toEqual({ leased: 1, retained: 0, weak: 0 });
  });

  it('leaves the least recently used to the collector when the budget is full', () => {
    put('a');
    put('b');
    tier.peek('a')?.release();
    put('c');
    expect(tier.weak).toEqual({ count: 1, bytes: BYTES });
    expect(tier.retained).toEqual({ count: 2, bytes: 2 * BYTES });
    references.collect(tier.peek('b')?.value ?? {});
    expect(tier.peek('a')).toBeDefined();
  });

  it('promotes a weak bitmap on a hit', () => {
    const bitmap = put('a');
    put('b');
    put('c');
    expect(states().weak).toBe(1);
    expect(tier.peek('a')?.value).toBe(bitmap);
    expect(states()).toEqual({ leased: 1, retained: 2, weak: 0 });
  });

  it('shows a bitmap larger than the budget, and keeps it weakly only', () => {
    const lease = tier.add('huge', new FakeBitmap(1000));
    expect(lease.value.closed).toBe(0);
    lease.release();
    expect(states()).toEqual({ leased: 0, retained: 0, weak: 1 });
  });
});

describe('leases', () => {
  it('keep a bitmap until the last of them is released', () => {
    const first = tier.add('a', new FakeBitmap(10));
    const second = tier.peek('a');
    first.release();
    expect(states().leased).toBe(1);
    second?.release();
    expect(states().leased).toBe(0);
  });

  it('count once, however often they are released', () => {
    const first = tier.add('a', new FakeBitmap(10));
    tier.peek('a');
    first.release();
    first.release();
    first[Symbol.dispose]();
    expect(states().leased).toBe(1);
  });

  it('are given back and reported with their stack when somebody forgets them', () => {
    makeTier(BYTES, true);
    const lease = tier.add('a', new FakeBitmap(10));
    references.collect(lease);
    references.finalize();
    expect(states()).toEqual({ leased: 0, retained: 1, weak: 0 });
    expect(forgotten).toEqual([expect.stringContaining('memory-tier.test.ts')]);
  });

  it('are not reported when they were released', () => {
    const lease = tier.add('a', new FakeBitmap(10));
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
    expect(tier.add('a', late).value).toBe(present);
    expect(late.closed).toBe(1);
    expect(present.closed).toBe(0);
  });

  it('never closes a bitmap that is added twice', () => {
    const bitmap = new FakeBitmap(10);
    tier.add('a', bitmap);
    expect(tier.add('a', bitmap).value.closed).toBe(0);
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
    expect(tier.peek('a')).toBeUndefined();
    expect(tier.weak).toEqual({ count: 0, bytes: 0 });
    expect(collected).toEqual([['a', BYTES]]);
    references.finalize();
    expect(collected).toHaveLength(1);
  });

  it('is noticed by looking, even if no finalizer ever runs, a few at a time', () => {
    for (let index = 0; index < 20; index += 1) references.collect(put(`photo ${index}`));
    const alive = put('alive');
    const counts = [0, 1, 2].map(() => {
      tier.probe();
      return tier.weak.count;
    });
    expect(counts).toEqual([13, 5, 1]);
    expect(tier.peek('alive')?.value).toBe(alive);
  });

  it('leaves a key alone that was filled again before the finalizer ran', () => {
    references.collect(put('a'));
    const second = put('a');
    references.finalize();
    expect(tier.peek('a')?.value).toBe(second);
    expect(collected).toEqual([['a', BYTES]]);
  });

  it('never concerns a bitmap that was promoted meanwhile', () => {
    const bitmap = put('a');
    tier.peek('a');
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
      expect(tier.retained.bytes).toBeLessThanOrEqual(1000);
    }
  });
});

describe('trim and evict', () => {
  it('trim closes all that is retained or weak, and nothing that is leased', () => {
    const leased = tier.add('leased', new FakeBitmap(10));
    const others = [put('a'), put('b'), put('c')];
    tier.trim();
    expect(others.map(({ closed }) => closed)).toEqual([1, 1, 1]);
    expect(leased.value.closed).toBe(0);
    expect(states()).toEqual({ leased: 1, retained: 0, weak: 0 });
  });

  it('evict closes one bitmap and makes the next peek miss', () => {
    const bitmap = put('a');
    put('b');
    tier.evict('a');
    expect(bitmap.closed).toBe(1);
    expect(tier.peek('a')).toBeUndefined();
    expect(tier.peek('b')).toBeDefined();
  });

  it('neither speaks of a collection: the collector took nothing', () => {
    put('a');
    tier.trim();
    references.finalize();
    expect(collected).toEqual([]);
  });
});
