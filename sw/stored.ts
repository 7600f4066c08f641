/// <reference lib="webworker" />
import { CACHES, type StoredTier } from '../src/shared/tier.ts';
import { ledger } from './ledger/ledger.ts';
import { noteAllLost } from './lost.ts';
import { pause } from './pause.ts';

/**
 * Browsers let nobody read a cache while they write into it: so one picture is written at a time, with a pause after it.
 * While thousands are written, a read takes hardly longer than else; without the pause, three times as long.
 */
const BREATH_MS = 4;

/** A picture to store, or one that was stored, under its URL. */
export interface Picture {
  readonly url: string;
  readonly blob: Blob;
  /** The month of its photo; empty while nobody has said which it is. */
  readonly section: string;
}

/** Whoever needs the locks of several takes them in the order pinned, device, thumbnails. */
export const STORED_TIERS: readonly StoredTier[] = ['pinned', 'device', 'thumbnails'];

/** Cache and ledger of a tier change together, one change after the other, also across an old worker and a new one. */
export function exclusively<T>(tier: StoredTier, change: () => Promise<T>): Promise<T> {
  return navigator.locks.request(CACHES[tier], change) as Promise<T>;
}

/**
 * Writes pictures into a tier; the caller holds its lock. What is about to be written is noted first, so that a crash in
 * between can be repaired without looking at everything.
 * @throws `QuotaExceededError` when there is no space; then none of them counts as stored.
 */
export async function write(tier: StoredTier, pictures: readonly Picture[]): Promise<void> {
  const usedAt = Date.now();
  await forgetBooksOfLost(tier);
  await ledger.begin(pictures.map(({ url, section }) => ({ tier, url, section })));
  try {
    const cache = await caches.open(CACHES[tier]);
    for (const { url, blob } of pictures) {
      await cache.put(url, new Response(blob, { headers: headersOf(blob) }));
      await pause(BREATH_MS);
    }
    await ledger.add(pictures.map(({ url, blob, section }) => ({ tier, url, section, bytes: blob.size, usedAt })));
  } catch (error) {
    await undo(tier, pictures);
    throw error;
  }
}

/** Leaves of what could not be written as a whole only what had been stored before. */
async function undo(tier: StoredTier, pictures: readonly Picture[]): Promise<void> {
  const before = await ledger.known(
    tier,
    pictures.map(({ url }) => url),
  );
  const known = new Set(before.map(({ url }) => url));
  await erase(
    tier,
    pictures.filter(({ url }) => !known.has(url)),
  );
  await ledger.add(before);
}

/** Removes pictures from a tier; the caller holds its lock. */
export async function erase(tier: StoredTier, pictures: readonly Pick<Picture, 'url'>[]): Promise<void> {
  const urls = pictures.map(({ url }) => url);
  if (await caches.has(CACHES[tier])) {
    const cache = await caches.open(CACHES[tier]);
    for (const url of urls) if (await cache.delete(url)) await pause(BREATH_MS);
  }
  await ledger.remove(tier, urls);
}

/** A stored picture; `undefined` where there is none. By name, as opening a cache that is gone would make it anew. */
export function lookUp(tier: StoredTier, url: string): Promise<Response | undefined> {
  return caches.match(url, { cacheName: CACHES[tier] });
}

/** Where somebody deleted the cache of a tier: empties its books, too. */
async function forgetLostCache(tier: StoredTier): Promise<void> {
  if (await caches.has(CACHES[tier])) return;
  if ((await ledger.sectionFigures()).some((total) => total.tier === tier)) {
    await exclusively(tier, () => forgetBooksOfLost(tier));
  }
}

/** Empties the books of caches that somebody deleted. Cheap enough to be done before figures are told. */
export async function forgetLostCaches(): Promise<void> {
  for (const tier of STORED_TIERS) await forgetLostCache(tier);
}

/** The caller holds the lock. */
async function forgetBooksOfLost(tier: StoredTier): Promise<void> {
  if (await caches.has(CACHES[tier])) return;
  // Noted before it is forgotten: a worker that is killed in between notes it again.
  await noteAllLost(tier);
  await ledger.clear(tier);
}

/** Empties a tier. */
export function empty(tier: StoredTier): Promise<void> {
  return exclusively(tier, () => emptyHeld(tier));
}

/** Empties a tier; the caller holds its lock. The cache goes first: books of a lost cache are found and repaired. */
export async function emptyHeld(tier: StoredTier): Promise<void> {
  await caches.delete(CACHES[tier]);
  await ledger.clear(tier);
}

/** Headers of our own: no `Vary`, no cookies, nothing of the server that could make the entry unfindable. */
function headersOf(blob: Blob): Record<string, string> {
  return { 'Content-Type': blob.type, 'Content-Length': String(blob.size) };
}
