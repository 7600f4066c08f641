import type { BitmapKey } from './loading/bitmap-key.ts';
import type { Evicted, MemoryTier, Tally } from './memory/memory-tier.ts';

const NOTHING: Tally = { count: 0, bytes: 0 };

/**
 * The memory tier for whoever may ask before it is there: its code comes with what photos are opened with. Until then it is
 * empty, and has its budget all the same.
 */
export class LateMemory {
  #tier: MemoryTier<BitmapKey, ImageBitmap> | undefined;
  #budgetBytes: number;

  constructor(budgetBytes: number) {
    this.#budgetBytes = budgetBytes;
  }

  /** From now on this is about `tier`, which has the budget of before. */
  begin(tier: MemoryTier<BitmapKey, ImageBitmap>): void {
    this.#tier = tier;
  }

  get budgetBytes(): number {
    return this.#budgetBytes;
  }

  setBudget(bytes: number): void {
    this.#budgetBytes = bytes;
    this.#tier?.setBudget(bytes);
  }

  get leased(): Tally {
    return this.#tier?.leased ?? NOTHING;
  }

  get retained(): Tally {
    return this.#tier?.retained ?? NOTHING;
  }

  get weak(): Tally {
    return this.#tier?.weak ?? NOTHING;
  }

  /** See `MemoryTier`. */
  probe(): void {
    this.#tier?.probe();
  }

  /** See `MemoryTier`. */
  evict(key: BitmapKey): Evicted {
    return this.#tier?.evict(key) ?? { closedBytes: 0, leasedBytes: 0 };
  }
}
