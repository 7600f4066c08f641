import type { StoredTier } from '../src/shared/tier.ts';

/** Called with the URLs of pictures that the books have and the storage has no longer, perhaps twice; the lock of the tier is held. */
type Listener = (urls: readonly string[]) => Promise<void>;

const listeners = new Map<StoredTier, Listener>();

/** Has what a tier lost be told to whoever can get it again. One listener for each tier. */
export function onLost(tier: StoredTier, listener: Listener): void {
  listeners.set(tier, listener);
}

/** Whether anybody wants to know what this tier lost. */
export function isMissed(tier: StoredTier): boolean {
  return listeners.has(tier);
}

export async function tellLost(tier: StoredTier, urls: readonly string[]): Promise<void> {
  if (urls.length > 0) await listeners.get(tier)?.(urls);
}
