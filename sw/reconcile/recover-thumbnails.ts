/// <reference lib="webworker" />
import { CACHES } from '../../src/shared/tier.ts';
import { forgetSetting, readSetting } from '../ledger/settings.ts';
import { enterFound } from './enter-found.ts';

/** Pictures to look at in one go. */
const STEP = 20;

/**
 * When the books were lost and the cache was not: enters what the cache holds. For apps without a list of their photos that
 * lies in the storage, too. Nothing is left to do then.
 */
export async function recoverThumbnails(): Promise<false> {
  if ((await readSetting('recovery')) === undefined) return false;
  const isThere = await caches.has(CACHES.thumbnails);
  const stored = isThere ? await (await caches.open(CACHES.thumbnails)).keys() : [];
  const urls = stored.map(({ url }) => url);
  for (let at = 0; at < urls.length; at += STEP) await enterFound('thumbnails', '', urls.slice(at, at + STEP));
  await forgetSetting('recovery');
  return false;
}
