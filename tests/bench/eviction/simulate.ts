import type { EvictionPolicy, Weighed } from '../../../src/memory/eviction-policy.ts';

/** Pictures that are asked for at once: the one in the viewer, or all of a collage. */
export interface Step {
  readonly pictures: readonly Weighed[];
  /** Loaded ahead of a look that may come or not: nobody waits for it, and nothing is leased. */
  readonly ahead: boolean;
}

/** What a user does, as the memory tier sees it. */
export type Trace = readonly Step[];

/** A new entry for each load, as in the tier: a policy can know a picture again by its name only. */
export interface Held extends Weighed {
  seen: boolean;
}

/**
 * Bytes of looks that were answered by a picture that was here and seen before, out of the bytes of all looks. The
 * first look at a picture that was loaded ahead is no hit: it had to be loaded all the same.
 *
 * What is looked at is leased until the next look. Pictures of one step are asked for together: those that are here are
 * leased before any other comes in.
 */
export function byteHitRatio(trace: Trace, policy: EvictionPolicy<Held>, budgetBytes: number): number {
  const here = new Map<string, Held>();
  let leased: ReadonlySet<Held> = new Set();
  let [heldBytes, lookedAtBytes, hitBytes] = [0, 0, 0];

  const load = ({ name, bytes }: Weighed, seen: boolean): Held => {
    const entry = { name, bytes, seen };
    here.set(name, entry);
    policy.added(entry);
    heldBytes += bytes;
    return entry;
  };
  const look = (entry: Held) => {
    if (entry.seen) {
      hitBytes += entry.bytes;
      policy.hit(entry);
    } else {
      entry.seen = true;
      policy.removed(entry);
      policy.added(entry);
    }
  };

  for (const { pictures, ahead } of trace) {
    const present = pictures.flatMap(({ name }) => here.get(name) ?? []);
    if (!ahead) present.forEach(look);
    const loaded = pictures.filter(({ name }) => !here.has(name)).map((picture) => load(picture, !ahead));
    if (!ahead) {
      leased = new Set([...present, ...loaded]);
      lookedAtBytes += bytesOf(pictures);
    }
    while (heldBytes > budgetBytes) {
      const evicted = policy.evict((entry) => !leased.has(entry));
      if (!evicted) break;
      here.delete(evicted.name);
      heldBytes -= evicted.bytes;
    }
  }
  return hitBytes / lookedAtBytes;
}

/** Decoded bytes of all `pictures` together. */
export function bytesOf(pictures: readonly Weighed[]): number {
  return pictures.reduce((sum, { bytes }) => sum + bytes, 0);
}
