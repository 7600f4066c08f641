import type { StoredTier } from '../../src/shared/tier.ts';
import { ledger } from '../ledger/ledger.ts';
import { tellLost } from '../lost.ts';
import { exclusively, lookUp } from '../stored.ts';

/** Of these URLs, those that the tier does not hold. */
export async function missing(tier: StoredTier, urls: readonly string[]): Promise<string[]> {
  const found = await Promise.all(urls.map((url) => lookUp(tier, url)));
  return urls.filter((_url, index) => !found[index]);
}

/** Takes out of the books which of these are not there. Looks again under the lock: somebody may be writing them now. */
export async function forgetMissing(tier: StoredTier, urls: readonly string[]): Promise<void> {
  await exclusively(tier, async () => {
    const known = (await ledger.known(tier, urls)).map(({ url }) => url);
    const lost = await missing(tier, known);
    if (lost.length === 0) return;
    // Told before it is forgotten: a worker that is killed in between tells it again.
    await tellLost(tier, lost);
    await ledger.remove(tier, lost);
  });
}
