import type { Bitmap } from '../../../src/memory/entry.ts';
import { MemoryTier } from '../../../src/memory/memory-tier.ts';
import { weakCache } from '../peers/article-cache.ts';
import { LruCache } from '../peers/lru-cache.ts';

/** The one size of each picture. */
const SIZE = 1;

interface Filled {
  /** In an order that has nothing to do with that in which they came. */
  readonly keys: readonly string[];
  readonly tier: MemoryTier<string, Bitmap>;
  readonly article: ReturnType<typeof weakCache<Bitmap>>;
  readonly lru: LruCache<Bitmap>;
  /** So that the article's cache, too, has nothing but hits. */
  readonly pictures: readonly Bitmap[];
}

const filled = new Map<number, Filled>();

/** Fills a tier, the cache of the article and an LRU with so many pictures. They have no pixels: the caches look at none. */
async function fillHits(count: number): Promise<void> {
  const pictures = Array.from({ length: count }, () => ({ width: 1, height: 1, close: () => {} }));
  const observer = { collected: () => {}, leaseForgotten: () => {} };
  const tier = new MemoryTier<string, Bitmap>({ budgetBytes: Number.MAX_SAFE_INTEGER, observer });
  const keys = pictures.map((_, index) => `${index.toString(16).padStart(32, '0')}/photo ${index}`);
  const byKey = new Map(pictures.map((picture, index) => [keys[index] ?? '', picture]));
  const article = weakCache(async (key) => byKey.get(key) ?? { width: 0, height: 0, close: () => {} });
  const lru = new LruCache<Bitmap>(Number.MAX_SAFE_INTEGER);
  for (const [key, picture] of byKey) {
    lru.set(key, picture);
    tier.add(key, SIZE, picture).release();
    await article.get(key);
  }
  filled.set(count, { keys: shuffled(keys), tier, article, lru, pictures });
}

/** What to look at. */
export type Looks = {
  /** Which of the caches that were filled. */
  readonly keyCount: number;
  /** How many of its keys, in which all looks are. */
  readonly among: number;
  readonly looks: number;
};

/** Time of one `peek` with its `release`, in µs, the mean of so many. */
function timeOurHits(looks: Looks): number {
  return time(looks, ({ tier }, key) => {
    const lease = tier.peek(key, SIZE);
    if (!lease) throw new Error(`${key} is not here.`);
    lease.release();
  });
}

/** Time of one look into the article's cache, in µs. */
function timeArticleHits(looks: Looks): number {
  return time(looks, ({ article }, key) => {
    if (!article.peek(key)) throw new Error(`${key} is not here.`);
  });
}

/** Time of one look into the LRU, which moves what it finds, in µs. */
function timeLruHits(looks: Looks): number {
  return time(looks, ({ lru }, key) => {
    if (!lru.get(key)) throw new Error(`${key} is not here.`);
  });
}

let next = 0;

function time({ keyCount, among, looks }: Looks, look: (caches: Filled, key: string) => void): number {
  const caches = filled.get(keyCount);
  if (!caches) throw new Error(`Nothing is filled with ${keyCount} keys.`);
  const { keys } = caches;
  const begun = performance.now();
  for (let left = looks; left > 0; left -= 1) {
    next = (next + 1) % among;
    look(caches, keys[next] ?? '');
  }
  return ((performance.now() - begun) * 1000) / looks;
}

/** Always the same order (Fisher–Yates with a linear congruential generator). */
function shuffled<T>(items: readonly T[]): T[] {
  const left = [...items];
  let random = 1;
  return items.flatMap(() => {
    random = (random * 1_664_525 + 1_013_904_223) % 2 ** 32;
    const index = Math.floor((random / 2 ** 32) * left.length);
    const picked = left[index];
    const last = left.pop();
    if (last !== undefined && index < left.length) left[index] = last;
    return picked === undefined ? [] : [picked];
  });
}

const hits = { fillHits, timeOurHits, timeArticleHits, timeLruHits };
declare global {
  // How the bench reaches it from inside `evaluate`.
  var hitsPage: typeof hits;
}
globalThis.hitsPage = hits;
