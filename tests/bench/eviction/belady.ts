import type { Weighed } from '../../../src/memory/eviction-policy.ts';
import { bytesOf, type Trace } from './simulate.ts';

/** Clairvoyants: one that is free, and one that has to hold what is leased, as every memory tier has to. */
export type Clairvoyant = 'free' | 'bound by leases';

interface Kept {
  readonly picture: Weighed;
  /** The step in which it is looked at again. */
  readonly next: number;
}

/**
 * The byte hit ratio of a clairvoyant. After each look it keeps, out of what it held and what came in, the pictures
 * that are looked at again soonest (L. A. Belady, "A study of replacement algorithms for a virtual-storage computer",
 * 1966), and leaves out what does not fit, be it the newcomer. It needs nothing to be loaded ahead, and spends no room
 * on that.
 *
 * With unequal sizes the exact optimum is NP-hard, and this greedy choice is the usual approximation (Berger et al.,
 * "Practical Bounds on Optimal Caching with Variable Object Sizes", 2018). A picture that does not fit does not end
 * it: the room that is left is offered to all that are looked at later.
 *
 * `bound by leases`: what is looked at takes its room out of the budget at that moment, useful later or not. The
 * difference to the free one is, about, what no policy can reach.
 */
export function beladyByteHitRatio(trace: Trace, budgetBytes: number, clairvoyant: Clairvoyant = 'free'): number {
  const looks = trace.filter(({ ahead }) => !ahead).map(({ pictures }) => pictures);
  const nextLooks = nextLooksOf(looks);
  let held = new Map<string, Kept>();
  let hitBytes = 0;
  for (const [index, pictures] of looks.entries()) {
    hitBytes += bytesOf(pictures.filter(({ name }) => held.has(name)));
    const next = nextLooks[index];
    const shown = new Map(
      pictures.map((picture) => [picture.name, { picture, next: next?.get(picture.name) ?? Number.POSITIVE_INFINITY }]),
    );
    if (clairvoyant === 'free') {
      held = soonest([...new Map([...held, ...shown]).values()], budgetBytes);
    } else {
      const others = [...held.values()].filter(({ picture }) => !shown.has(picture.name));
      held = new Map([...soonest(others, budgetBytes - bytesOf(pictures)), ...shown]);
    }
  }
  return hitBytes / bytesOf(looks.flat());
}

function soonest(candidates: readonly Kept[], budgetBytes: number): Map<string, Kept> {
  const kept = new Map<string, Kept>();
  let room = budgetBytes;
  for (const candidate of [...candidates].sort((one, other) => one.next - other.next)) {
    const { picture, next } = candidate;
    if (next === Number.POSITIVE_INFINITY) break;
    if (picture.bytes > room) continue;
    room -= picture.bytes;
    kept.set(picture.name, candidate);
  }
  return kept;
}

/** For each look: which later one is the next at each of its pictures, if any is. */
function nextLooksOf(looks: readonly (readonly Weighed[])[]): ReadonlyMap<string, number>[] {
  const upcoming = new Map<string, number>();
  const nextLooks: ReadonlyMap<string, number>[] = [];
  for (const [index, pictures] of [...looks.entries()].reverse()) {
    const next = new Map<string, number>();
    for (const { name } of pictures) {
      const look = upcoming.get(name);
      if (look !== undefined) next.set(name, look);
      upcoming.set(name, index);
    }
    nextLooks[index] = next;
  }
  return nextLooks;
}
