import type { StoredTier } from '../src/shared/tier.ts';
import { forgetSetting, readSetting, writeSetting } from './ledger/settings.ts';

/** Whoever can get again, or give up, what a tier lost. */
export interface Owner {
  /** These pictures are in the books and no longer in the storage; perhaps told twice. The lock of the tier is held. */
  readonly lost: (urls: readonly string[]) => Promise<void>;
  /**
   * All that was stored is lost, and some was stored since: looks at the next few photos after `position`, `''` for the
   * first, against the books. Gives the position for the next step; `undefined` when there are no more.
   */
  readonly lookAfter: (position: string) => Promise<string | undefined>;
}

const owners = new Map<StoredTier, Owner>();
/** In the books, so that it outlives this worker: how far the owner has looked since all of the tier was lost. */
const POSITIONS = { pinned: 'lostPinned', device: 'lostDevice' } as const;
const OWNED = ['pinned', 'device'] as const;

/** Has what a tier lost be told to its owner. One for each tier; thumbnails have none, as any that is seen comes back. */
export function onLost(tier: keyof typeof POSITIONS, owner: Owner): void {
  owners.set(tier, owner);
}

export async function tellLost(tier: StoredTier, urls: readonly string[]): Promise<void> {
  if (urls.length > 0) await owners.get(tier)?.lost(urls);
}

/** Notes that all of a tier is lost. What that means for each photo is found out step by step. */
export async function noteAllLost(tier: StoredTier): Promise<void> {
  if (tier !== 'thumbnails') await writeSetting(POSITIONS[tier], '');
}

/** Has an owner look at some of what it lost. Whether there is more. */
export async function lookAfterLost(): Promise<boolean> {
  for (const tier of OWNED) {
    const position = await readSetting(POSITIONS[tier]);
    if (position === undefined) continue;
    const next = await owners.get(tier)?.lookAfter(position);
    if (next === undefined) await forgetSetting(POSITIONS[tier]);
    else await writeSetting(POSITIONS[tier], next);
    return true;
  }
  return false;
}
