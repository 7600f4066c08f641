import { weakCache } from '../peers/article-cache.ts';
import { LruCache } from '../peers/lru-cache.ts';
import { type PhotoPlan, photoOf, plainTiers, visible } from './our-tiers.ts';

/** Of each picture of the collage, in px. */
const PART = { width: 600, height: 400 };

/** A picture to draw, whether it was there already, and what to do once it is drawn. */
interface Taken {
  readonly bitmap: ImageBitmap;
  readonly reused: boolean;
  readonly drawn: () => void;
}

const { images, memory } = plainTiers();
const decode = async (url: string) => createImageBitmap(await (await fetch(url)).blob());
const cache = weakCache(decode);
const lru = new LruCache<ImageBitmap>(memory.budgetBytes);

function budgetBytes(): number {
  return memory.budgetBytes;
}

/** Makes a collage of full-size pictures with our tiers; how many of them were in memory. */
function collageOurs(plans: readonly PhotoPlan[]): Promise<number> {
  return collage(plans, async (plan) => {
    const { lease, tier } = await images.load(photoOf(plan), 'full', visible());
    return { bitmap: lease.value, reused: tier === 'memory', drawn: () => lease.release() };
  });
}

/** The same with the cache of the article. */
function collageArticle(plans: readonly PhotoPlan[]): Promise<number> {
  return collage(plans, async ({ full }) => {
    const reused = cache.peek(full) !== undefined;
    return { bitmap: await cache.get(full), reused, drawn: () => {} };
  });
}

/** The same with an LRU of as many bytes as ours has. */
function collageLru(plans: readonly PhotoPlan[]): Promise<number> {
  return collage(plans, async ({ full }) => {
    const cached = lru.get(full);
    const bitmap = cached ?? (await decode(full));
    if (!cached) lru.set(full, bitmap);
    return { bitmap, reused: cached !== undefined, drawn: () => {} };
  });
}

async function collage(plans: readonly PhotoPlan[], take: (plan: PhotoPlan) => Promise<Taken>): Promise<number> {
  const canvas = new OffscreenCanvas(PART.width * plans.length, PART.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no context to draw with.');
  const taken = await Promise.all(plans.map(take));
  for (const [index, { bitmap, drawn }] of taken.entries()) {
    context.drawImage(bitmap, index * PART.width, 0, PART.width, PART.height);
    drawn();
  }
  // To download it.
  await canvas.convertToBlob({ type: 'image/jpeg' });
  return taken.filter(({ reused }) => reused).length;
}

const collages = { budgetBytes, collageOurs, collageArticle, collageLru };
declare global {
  // How the bench reaches it from inside `evaluate`.
  var collagesPage: typeof collages;
}
globalThis.collagesPage = collages;
