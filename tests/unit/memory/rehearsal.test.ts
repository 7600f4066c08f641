import { describe, expect, it } from 'vitest';
import type { Weighed } from '../../../src/memory/eviction-policy.ts';
import { Recency } from '../../../src/memory/recency.ts';
import { Rehearsal } from '../../../src/memory/rehearsal.ts';
import { Sieve } from '../../../src/memory/sieve.ts';

const all = () => true;
const picture = (name: string, bytes = 1): Weighed => ({ name, bytes });

/** A policy that counts what it holds, and how often it is asked to choose. */
function watched(policy: Recency<Weighed> | Sieve<Weighed>) {
  const counts = { held: 0, most: 0, questions: 0 };
  return {
    counts,
    added(entry: Weighed) {
      policy.added(entry);
      counts.held += 1;
      counts.most = Math.max(counts.most, counts.held);
    },
    hit: (entry: Weighed) => policy.hit(entry),
    removed: (entry: Weighed) => policy.removed(entry),
    evict(mayGo: (entry: Weighed) => boolean) {
      const entry = policy.evict((candidate) => {
        counts.questions += 1;
        return mayGo(candidate);
      });
      if (entry) counts.held -= 1;
      return entry;
    },
  };
}

describe('a rehearsal', () => {
  it('counts what the policy alone would have hit, older hits for less', () => {
    const rehearsal = new Rehearsal(new Recency<Weighed>(0), new Map());
    for (const name of ['a', 'b', 'a', 'c', 'b', 'c']) rehearsal.askedFor(picture(name), 0.5, 2);
    expect(rehearsal.hitBytes).toBe(1 + 0.5 ** 3);
  });

  it('tells which of the pictures that are here the policy would have let go, in its order', () => {
    const here = new Map(['a', 'b', 'c'].map((name) => [name, picture(name)]));
    const rehearsal = new Rehearsal(new Recency<Weighed>(0), here);
    for (const entry of here.values()) rehearsal.askedFor(entry, 1, 1);
    expect(rehearsal.firstLetGo(all)?.name).toBe('a');
    expect(rehearsal.firstLetGo(({ name }) => name !== 'a')?.name).toBe('b');
    expect(rehearsal.firstLetGo(({ name }) => name === 'c')).toBeUndefined();
  });

  it.each([
    ['least recently used', new Recency<Weighed>(0)],
    ['large ones first', new Recency<Weighed>(0.5)],
    ['SIEVE', new Sieve<Weighed>()],
  ])('remembers no more names than fit into the budget, and asks about few of them: %s', (_, policy) => {
    const { counts, ...counting } = watched(policy);
    const rehearsal = new Rehearsal(counting, new Map());
    const [budget, requests] = [1000, 100_000];
    for (let index = 0; index < requests; index += 1) {
      rehearsal.askedFor(picture(index % 3 === 0 ? `loved ${index % 300}` : `${index}`), 1, budget);
    }
    expect(counts.most).toBeLessThanOrEqual(budget + 1);
    expect(counts.questions).toBeLessThan(3 * requests);
  });
});

describe('least recently used, with large pictures ageing faster', () => {
  it('takes a large picture before an older small one, but not before a much older one', () => {
    const policy = new Recency<Weighed>(0.5);
    for (const entry of [picture('old', 10), picture('between', 20), picture('large', 60), picture('last', 10)]) {
      policy.added(entry);
    }
    expect(policy.evict(all)?.name).toBe('large');
    expect(policy.evict(all)?.name).toBe('between');
    expect(policy.evict(all)?.name).toBe('old');
  });
});

describe('SIEVE', () => {
  it('spares once what was asked for again, and leaves it where it is', () => {
    const policy = new Sieve<Weighed>();
    const [a, b, c] = [picture('a'), picture('b'), picture('c')];
    for (const entry of [a, b, c]) policy.added(entry);
    policy.hit(a);
    expect(policy.evict(all)).toBe(b);
    policy.added(picture('d'));
    expect(policy.evict(all)).toBe(c);
    expect(policy.evict(({ name }) => name !== 'd')).toBe(a);
  });

  it('ends when none may go', () => {
    const policy = new Sieve<Weighed>();
    policy.added(picture('a'));
    expect(policy.evict(() => false)).toBeUndefined();
  });
});
