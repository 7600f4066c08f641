import { describe, expect, it } from 'vitest';
import { AdaptiveEviction } from '../../../src/memory/adaptive-eviction.ts';
import type { Weighed } from '../../../src/memory/eviction-policy.ts';

const all = () => true;

/** Holds pictures as the tier does: within the budget, as the policy wants it. */
class Shelf {
  readonly policy: AdaptiveEviction<Weighed>;
  readonly here = new Map<string, Weighed>();
  leased = new Set<string>();
  /** How often the policy asked whether a picture may go. */
  questions = 0;

  constructor(budgetBytes: number) {
    this.policy = new AdaptiveEviction(budgetBytes);
  }

  /** Asks for a picture; whether it was here. */
  ask(name: string, bytes = 1): boolean {
    const entry = this.here.get(name);
    if (entry) this.policy.hit(entry);
    else this.add({ name, bytes });
    this.settle();
    return entry !== undefined;
  }

  add(entry: Weighed): void {
    this.here.set(entry.name, entry);
    this.policy.added(entry);
  }

  settle(): void {
    let bytes = [...this.here.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    while (bytes > this.policy.budgetBytes) {
      const evicted = this.policy.evict(({ name }) => {
        this.questions += 1;
        return !this.leased.has(name);
      });
      if (!evicted) return;
      this.here.delete(evicted.name);
      bytes -= evicted.bytes;
    }
  }

  get names(): string[] {
    return [...this.here.keys()].sort();
  }
}

/** The loved pictures several times, then a scan through as many others as `length`. */
function scan(shelf: Shelf, round: number, length: number): void {
  for (let time = 0; time < 3; time += 1) for (const name of ['loved 1', 'loved 2', 'loved 3']) shelf.ask(name);
  for (let index = 0; index < length; index += 1) shelf.ask(`scanned ${round}/${index}`);
}

describe('what goes', () => {
  it('is the least recently used, as long as nothing is known', () => {
    const shelf = new Shelf(3);
    for (const name of ['a', 'b', 'c', 'a', 'd']) shelf.ask(name);
    expect(shelf.names).toEqual(['a', 'c', 'd']);
  });

  it('is not what was loved, once scans have come by', () => {
    const shelf = new Shelf(10);
    for (let round = 0; round < 3; round += 1) scan(shelf, round, 40);
    expect(shelf.names).toEqual(expect.arrayContaining(['loved 1', 'loved 2', 'loved 3']));
  });

  it('is what was loved formerly, once something else is', () => {
    const shelf = new Shelf(10);
    for (let round = 0; round < 3; round += 1) scan(shelf, round, 40);
    for (let time = 0; time < 40; time += 1) for (let index = 0; index < 10; index += 1) shelf.ask(`new ${index}`);
    expect(shelf.names).toEqual(Array.from({ length: 10 }, (_, index) => `new ${index}`));
  });

  it('is a large picture rather than older small ones, where people zoom, go on, and turn back', () => {
    const shelf = new Shelf(20);
    let hits = 0;
    for (let round = 0; round < 20; round += 1) {
      const way = Array.from({ length: 20 }, (_, index) => `${round}/${index}`);
      for (const name of way.slice(0, 12)) shelf.ask(name);
      shelf.ask(`${round}/large`, 8);
      for (const name of way.slice(12)) shelf.ask(name);
      const found = way.toReversed().filter((name) => shelf.ask(name)).length;
      if (round >= 10) hits += found;
    }
    // With the least recently used alone, it would be 12 of 20: the large picture costs eight small ones.
    expect(hits).toBe(10 * 20);
  });
});

describe('what may not go', () => {
  it('is stepped over', () => {
    const shelf = new Shelf(2);
    shelf.leased = new Set(['a']);
    for (const name of ['a', 'b', 'c']) shelf.ask(name);
    expect(shelf.names).toEqual(['a', 'c']);
  });

  it('leaves nothing to evict when it is all', () => {
    const shelf = new Shelf(1);
    shelf.leased = new Set(['a', 'b']);
    for (const name of ['a', 'b']) shelf.ask(name);
    expect(shelf.policy.evict(() => false)).toBeUndefined();
    expect(shelf.names).toEqual(['a', 'b']);
  });

  it('makes what is within the budget go', () => {
    const shelf = new Shelf(3);
    for (const name of ['a', 'b']) shelf.ask(name);
    shelf.leased = new Set(['large']);
    shelf.ask('large', 5);
    expect(shelf.names).toEqual(['large']);
    shelf.leased.clear();
    shelf.settle();
    expect(shelf.names).toEqual([]);
  });
});

describe('what was taken out', () => {
  it('is never evicted', () => {
    const policy = new AdaptiveEviction<Weighed>(1);
    const [closed, other] = [
      { name: 'closed', bytes: 1 },
      { name: 'other', bytes: 1 },
    ];
    policy.added(closed);
    policy.added(other);
    policy.removed(closed);
    policy.removed(closed);
    expect(policy.evict(all)).toBe(other);
    expect(policy.evict(all)).toBeUndefined();
  });

  it('leaves alone a new picture of the same name', () => {
    const policy = new AdaptiveEviction<Weighed>(10);
    const [first, second] = [
      { name: 'a', bytes: 1 },
      { name: 'a', bytes: 1 },
    ];
    policy.added(first);
    policy.removed(first);
    policy.added(second);
    policy.removed(first);
    expect(policy.evict(all)).toBe(second);
  });

  it('is not asked about again, though another took over its name before', () => {
    const policy = new AdaptiveEviction<Weighed>(1);
    const [doomed, other, successor] = [
      { name: 'a', bytes: 1 },
      { name: 'b', bytes: 1 },
      { name: 'a', bytes: 1 },
    ];
    for (const entry of [doomed, other, successor]) policy.added(entry);
    policy.removed(doomed);
    const asked = new Set<Weighed>();
    policy.evict((entry) => {
      asked.add(entry);
      return false;
    });
    expect(asked.has(doomed)).toBe(false);
    expect(asked.size).toBe(2);
  });

  it('can come back for its first look, and may go then', () => {
    const policy = new AdaptiveEviction<Weighed>(1);
    const [ahead, shown] = [
      { name: 'ahead', bytes: 1 },
      { name: 'shown', bytes: 1 },
    ];
    policy.added(ahead);
    policy.added(shown);
    policy.removed(ahead);
    policy.added(ahead);
    expect(policy.evict((entry) => entry !== shown)).toBe(ahead);
  });

  it('is not loved for its first look', () => {
    const [looked, unlooked] = [new Shelf(10), new Shelf(10)];
    for (const shelf of [looked, unlooked]) {
      for (let round = 0; round < 3; round += 1) scan(shelf, round, 40);
      for (let index = 0; index < 40; index += 1) {
        const entry = { name: `ahead ${index}`, bytes: 1 };
        shelf.add(entry);
        if (shelf === looked) {
          shelf.policy.removed(entry);
          shelf.policy.added(entry);
        }
        shelf.settle();
      }
    }
    expect(looked.names).toEqual(unlooked.names);
  });
});

describe('the budget', () => {
  it('may shrink and grow at any time', () => {
    const shelf = new Shelf(4);
    for (const name of ['a', 'b', 'c', 'd']) shelf.ask(name);
    shelf.policy.budgetBytes = 2;
    shelf.settle();
    expect(shelf.names).toEqual(['c', 'd']);
    shelf.policy.budgetBytes = 3;
    shelf.ask('e');
    expect(shelf.names).toEqual(['c', 'd', 'e']);
  });

  it('may be nothing', () => {
    const shelf = new Shelf(0);
    for (const name of ['a', 'b', 'a']) shelf.ask(name);
    expect(shelf.names).toEqual([]);
  });
});

it('asks about few pictures, however many are here', () => {
  const count = 100_000;
  const policy = new AdaptiveEviction<Weighed>(count);
  for (let index = 0; index < count; index += 1) policy.added({ name: `${index}`, bytes: 1 });
  let questions = 0;
  for (let index = 0; index < 1000; index += 1) {
    policy.added({ name: `new ${index}`, bytes: 1 });
    policy.evict(() => {
      questions += 1;
      return true;
    });
  }
  expect(questions).toBe(1000);
});
