import type { StoredTier } from '../../src/shared/tier.ts';
import type { LedgerEntry } from '../ledger/database.ts';
import { ledger } from '../ledger/ledger.ts';
import { exclusively, lookUp } from '../stored.ts';
import { bytesOf } from './intents.ts';

/** The URLs that the tier holds; those that the books did not know are entered. */
export async function enterFound(tier: StoredTier, section: string, urls: readonly string[]): Promise<Set<string>> {
  return exclusively(tier, async () => {
    const found: LedgerEntry[] = [];
    await Promise.all(
      urls.map(async (url) => {
        const response = await lookUp(tier, url);
        if (response) found.push({ tier, url, section, bytes: await bytesOf(response), usedAt: Date.now() });
      }),
    );
    const known = new Set((await ledger.known(tier, urls)).map(({ url }) => url));
    await ledger.add(found.filter(({ url }) => !known.has(url)));
    return new Set(found.map(({ url }) => url));
  });
}
