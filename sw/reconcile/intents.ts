import type { StoredTier } from '../../src/shared/tier.ts';
import type { Intent, LedgerEntry } from '../ledger/database.ts';
import { ledger } from '../ledger/ledger.ts';
import { exclusively, lookUp, STORED_TIERS } from '../stored.ts';

/** Intents to look at in one go. */
const STEP = 50;

/**
 * Looks at what somebody was about to write when the worker died, and enters into the books what arrived. Whoever writes
 * holds the lock from the first word to the last, so what is found under the lock was left.
 */
export async function settleIntents(): Promise<void> {
  for (const tier of STORED_TIERS) while (await settleSome(tier));
}

/** Whether there are more. */
async function settleSome(tier: StoredTier): Promise<boolean> {
  // Without waiting for whoever writes a lot: most of the time there is nothing.
  if ((await ledger.intents(tier, 1)).length === 0) return false;
  return exclusively(tier, async () => {
    const intents = await ledger.intents(tier, STEP);
    const entries = await Promise.all(intents.map(entryOf));
    await ledger.add(entries.filter((entry) => entry !== undefined));
    await ledger.remove(
      tier,
      intents.flatMap(({ url }, index) => (entries[index] ? [] : [url])),
    );
    return intents.length === STEP;
  });
}

async function entryOf({ tier, url, section }: Intent): Promise<LedgerEntry | undefined> {
  const response = await lookUp(tier, url);
  return response && { tier, url, section, bytes: await bytesOf(response), usedAt: Date.now() };
}

/** Encoded bytes of a stored picture: the header is our own. */
export async function bytesOf(response: Response): Promise<number> {
  return Number(response.headers.get('Content-Length')) || (await response.blob()).size;
}
