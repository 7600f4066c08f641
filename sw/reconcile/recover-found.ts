/// <reference lib="webworker" />
import { CACHES } from '../../src/shared/tier.ts';
import { forgetSetting, readSetting } from '../ledger/settings.ts';
import { enterFound } from './enter-found.ts';

/** Pictures to look at in one go. */
const STEP = 20;

/**
 * When the books were lost and the caches were not: enters what the caches hold. For apps without a list of their photos that
 * lies in the storage, too: what was wished for is lost, and a wish made again finds its files. Nothing is left to do then.
 */
export async function recoverFound(): Promise<false> {
  if ((await readSetting('recovery')) === undefined) return false;
  for (const tier of ['pinned', 'thumbnails'] as const) {
    const isThere = await caches.has(CACHES[tier]);
    const stored = isThere ? await (await caches.open(CACHES[tier])).keys() : [];
    const urls = stored.map(({ url }) => url);
    for (let at = 0; at < urls.length; at += STEP) await enterFound(tier, '', urls.slice(at, at + STEP));
  }
  await forgetSetting('recovery');
  return false;
}
