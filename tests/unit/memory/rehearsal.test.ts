import { describe, expect, it } from 'vitest';
import type { EvictionPolicy, Weighed } from '../../../src/memory/eviction-policy.ts';
import { Recency } from '../../../src/memory/recency.ts';
import { Known, Rehearsal, type Role } from '../../../src/memory/rehearsal.ts';
import { Sieve } from '../../../src/memory/sieve.ts';

const all = () => true;
const picture = (name: string, bytes = 1): Weighed => ({ name, bytes });

/** A policy that counts what it holds, and how often it is asked to choose. */
function watched<E extends Weighed>(policy: EvictionPolicy<E>) {
  const counts = { held: 0, most: 0, questions: 0 };
  return {
    counts,
    added(entry: E) {
      policy.added(entry);
      counts.held += 1;
      counts.most = Math.max(counts.most, counts.held);
    },
    hit: (entry: E) => policy.hit(entry),
    removed: (entry: E) => policy.removed(entry),
    evict(mayGo: (entry: E) => boolean) {
      const entry = policy.evict((candidate) => {
        counts.questions += 1;
        return mayGo(candidate);
      });
      if (entry) counts.held -= 1;
      return entry;
    },
  };
}

const itself = (role: Role<Weighed>) => role;

/** A rehearsal of `policy`, with the names that it has not forgotten. */
class Stage {
  readonly names = new Map<string, Known<Weighed>>();
  readonly rehearsal: Rehearsal<Weighed>;

  constructor(policy: EvictionPolicy<Role<Weighed>>) {
    this.rehearsal = new Rehearsal(policy, ({ name }) => this.names.delete(name));
  }

  /** Asks for a picture of one byte, which is then here, or only heard of. */
  ask(name: string, fading: number, budgetBytes: number, here = false): void {
    const known = this.names.get(name) ?? new Known(name, [this.rehearsal]);
    this.names.set(name, known);
    if (here) known.entry = picture(name);
    for (const role of known.roles) this.rehearsal.askedFor(role, 1, fading, budgetBytes);
  }
}

describe('a rehearsal', () => {
  it('counts what the policy alone would have hit, older hits for less', () => {
    const stage = new Stage(new Recency(0, itself));
    for (const name of ['a', 'b', 'a', 'c', 'b', 'c']) stage.ask(name, 0.5, 2);
    expect(stage.rehearsal.hitBytes).toBe(1 + 0.5 ** 3);
  });

  it('tells which of the pictures that are here the policy would have let go, in its order', () => {
    const stage = new Stage(new Recency(0, itself));
    const { rehearsal } = stage;
    for (const name of ['a', 'b', 'c']) stage.ask(name, 1, 1, true);
    expect(rehearsal.firstLetGo(all)?.name).toBe('a');
    expect(rehearsal.firstLetGo(({ name }) => name !== 'a')?.name).toBe('b');
    expect(rehearsal.firstLetGo(({ name }) => name === 'c')).toBeUndefined();
  });

  it('forgets what it evicts, unless it is really here', () => {
    const stage = new Stage(new Recency(0, itself));
    for (const name of ['a', 'b', 'c']) stage.ask(name, 1, 1, name === 'a');
    expect([...stage.names.keys()]).toEqual(['a', 'c']);
  });

  it.each([
    ['least recently used', new Recency(0, itself)],
    ['large ones first', new Recency(0.5, itself)],
    ['SIEVE', new Sieve(itself)],
  ])('remembers no more names than fit into the budget, and asks about few of them: %s', (_, policy) => {
    const { counts, ...counting } = watched(policy);
    const stage = new Stage(counting);
    const [budget, requests] = [1000, 100_000];
    for (let index = 0; index < requests; index += 1) {
      stage.ask(index % 3 === 0 ? `loved ${index % 300}` : `${index}`, 1, budget);
    }
    expect(counts.most).toBeLessThanOrEqual(budget + 1);
    expect(stage.names.size).toBe(counts.held);
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

  it('goes on with the next one when the one that the hand is at leaves', () => {
    const policy = new Sieve<Weighed>();
    const [a, b, c, d] = [picture('a'), picture('b'), picture('c'), picture('d')];
    for (const entry of [a, b, c, d]) policy.added(entry);
    policy.hit(a);
    policy.hit(b);
    expect(policy.evict(all)).toBe(c);
    policy.removed(b);
    policy.removed(a);
    policy.removed(a);
    expect(policy.evict(all)).toBe(d);
    policy.added(a);
    expect(policy.evict(all)).toBe(a);
    expect(policy.evict(all)).toBeUndefined();
  });

  it('ends when none may go', () => {
    const policy = new Sieve<Weighed>();
    policy.added(picture('a'));
    expect(policy.evict(() => false)).toBeUndefined();
  });
});
