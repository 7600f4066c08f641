import { ledger } from '../ledger/ledger.ts';
import { readSetting, writeSetting } from '../ledger/settings.ts';
import { STORED_TIERS } from '../stored.ts';
import { forgetMissing, missing } from './repair.ts';

/** Entries to look at in one go. */
const STEP = 10;
/** From the end of one round to the next, in ms. Between them, whatever misses repairs the books by itself. */
const ROUND_MS = 24 * 60 * 60 * 1000;

/** Compares some entries of the books with what is really stored, from where the last step ended. Whether there are more. */
export async function checkSome(): Promise<boolean> {
  const { after, finishedAt } = (await readSetting('check')) ?? { after: undefined, finishedAt: 0 };
  if (!after && Date.now() - finishedAt < ROUND_MS) return false;
  const entries = await ledger.entriesAfter(after, STEP);
  for (const tier of STORED_TIERS) {
    const urls = entries.filter((entry) => entry.tier === tier).map(({ url }) => url);
    const lost = await missing(tier, urls);
    if (lost.length > 0) await forgetMissing(tier, lost);
  }
  const last = entries.at(-1);
  const more = last !== undefined && entries.length === STEP;
  await writeSetting('check', {
    after: more ? [last.tier, last.url] : undefined,
    finishedAt: more ? finishedAt : Date.now(),
  });
  return more;
}
