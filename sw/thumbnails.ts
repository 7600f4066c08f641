/// <reference lib="webworker" />
import type { Adoptee, WorkerMessage } from '../src/shared/messages.ts';
import { CACHES } from '../src/shared/tier.ts';
import { tierHeaders } from '../src/shared/tier-header.ts';
import { ledger } from './ledger.ts';
import { RecentUse } from './recent-use.ts';

/** Thumbnails to drop in one go, so that making room is a rare and short piece of work. */
const EVICTION_BATCH = 50;

const recentUse = new RecentUse((uses) => ledger.touch(uses));

/** Cache first: a stored thumbnail needs no network; one that is not stored is fetched, answered and then stored. */
export async function answerThumbnail(scope: ServiceWorkerGlobalScope, event: FetchEvent): Promise<Response> {
  const started = performance.now();
  const { request } = event;
  const cache = await caches.open(CACHES.thumbnails);
  const stored = await cache.match(request.url);
  if (stored) {
    event.waitUntil(recentUse.note(request.url));
    return answer(stored, 'thumbnails', performance.now() - started);
  }
  const fetched = await fetch(request);
  if (!isStorable(fetched)) return fetched;
  event.waitUntil(
    fetched
      .clone()
      .blob()
      .then((blob) => store(scope, cache, { url: request.url, blob })),
  );
  return answer(fetched, 'network', performance.now() - started);
}

/** Stores thumbnails that the page had to fetch before this worker controlled it. */
export async function adoptThumbnails(scope: ServiceWorkerGlobalScope, adoptees: readonly Adoptee[]): Promise<void> {
  const cache = await caches.open(CACHES.thumbnails);
  for (const adoptee of adoptees) await store(scope, cache, adoptee);
}

/** Drops the least recently used thumbnails until the rest fits the budget; pinned photos are not touched. */
export async function keepWithinBudget(scope: ServiceWorkerGlobalScope): Promise<void> {
  const { bytes, budgetBytes } = (await ledger.figures()).thumbnails;
  let excess = bytes - budgetBytes;
  if (excess <= 0) return;
  const cache = await caches.open(CACHES.thumbnails);
  const message = { type: 'evicted', count: 0, bytes: 0 };
  while (excess > 0) {
    const oldest = await ledger.leastRecentlyUsed('thumbnails', EVICTION_BATCH);
    if (oldest.length === 0) break;
    await Promise.all(oldest.map(({ url }) => cache.delete(url)));
    await ledger.remove(oldest.map(({ url }) => url));
    const freed = oldest.reduce((sum, entry) => sum + entry.bytes, 0);
    excess -= freed;
    message.count += oldest.length;
    message.bytes += freed;
  }
  for (const client of await scope.clients.matchAll()) client.postMessage(message as WorkerMessage);
}

/** Only whole pictures whose bytes we may read: no opaque, partial or failed answer, and nothing that is no picture. */
function isStorable(response: Response): boolean {
  const readable = response.type === 'basic' || response.type === 'cors' || response.type === 'default';
  return readable && response.status === 200 && isImageType(response.headers.get('Content-Type'));
}

function isImageType(type: string | null): boolean {
  return type !== null && /^image\/(?:jpeg|png|webp|avif|gif)\b/.test(type);
}

async function store(scope: ServiceWorkerGlobalScope, cache: Cache, { url, blob }: Adoptee): Promise<void> {
  if (!isImageType(blob.type) || !(await decodes(blob))) return;
  // Headers of our own: no `Vary`, no cookies, nothing of the server that could make the entry unfindable.
  const headers = { 'Content-Type': blob.type, 'Content-Length': String(blob.size) };
  await cache.put(url, new Response(blob, { headers }));
  await ledger.add({ url, tier: 'thumbnails', bytes: blob.size, usedAt: Date.now() });
  await keepWithinBudget(scope);
}

async function decodes(blob: Blob): Promise<boolean> {
  try {
    (await createImageBitmap(blob)).close();
    return true;
  } catch {
    return false;
  }
}

function answer(response: Response, tier: 'thumbnails' | 'network', ms: number): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(tierHeaders(tier, ms))) headers.set(name, value);
  return new Response(response.body, { status: 200, headers });
}
