import { AdaptiveEviction } from '../../../src/memory/adaptive-eviction.ts';
import type { EvictionPolicy } from '../../../src/memory/eviction-policy.ts';
import { Sieve } from '../../../src/memory/sieve.ts';
import { Lru } from './lru.ts';
import { S3Fifo } from './s3-fifo.ts';
import { SecondChance } from './second-chance.ts';
import { SegmentedLru } from './segmented-lru.ts';
import type { Held } from './simulate.ts';

/** The policy that the memory tier uses. */
export const OURS = 'ours';
/** The policy that all others are compared to. */
export const LRU = 'LRU';

/** All policies of the comparison, by the name that it prints; each is made for a budget of bytes. */
export const POLICIES: Readonly<Record<string, (budgetBytes: number) => EvictionPolicy<Held>>> = {
  [LRU]: () => new Lru(),
  SIEVE: () => new Sieve(),
  'S3-FIFO': (budgetBytes) => new S3Fifo(budgetBytes),
  'second chance': () => new SecondChance(),
  'segmented LRU': (budgetBytes) => new SegmentedLru(budgetBytes),
  [OURS]: (budgetBytes) => new AdaptiveEviction(budgetBytes),
};
