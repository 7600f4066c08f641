/** The memory tier by itself: see `README.md` beside this file. */
export { type Device, defaultBudgetBytes } from './default-budget.ts';
export type { Bitmap } from './entry.ts';
export type { Lease } from './lease.ts';
export {
  type Evicted,
  type MemoryObserver,
  MemoryTier,
  type MemoryTierOptions,
  type Tally,
} from './memory-tier.ts';
export type { WeakReferences } from './weak-index.ts';
