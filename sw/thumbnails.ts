/// <reference lib="webworker" />
import type { Adoptee, WorkerMessage } from '../src/shared/messages.ts';
import { CACHES } from '../src/shared/tier.ts';
import { tierHeaders } from '../src/shared/tier-header.ts';
import { ledger } from './ledger.ts';
import { RecentUse } from './recent-use.ts';

/** Thumbnails to look at in one go when room is made. */
const EVICTION_BATCH = 50;
/** Room is made down to this part of the budget, so that it is a rare piece of work and not one for every thumbnail. */
const LOW_WATER = 0.95;

const recentUse = new RecentUse((uses) => ledger.touch('thumbnails', uses));

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
  const copy = fetched.clone();
  event.waitUntil(copy.blob().then((blob) => store(scope, { url: request.url, blob })));
  return answer(fetched, 'network', performance.now() - started);
}

/** Stores thumbnails that the page had to fetch before this worker controlled it. */
export async function adoptThumbnails(scope: ServiceWorkerGlobalScope, adoptees: readonly Adoptee[]): Promise<void> {
  for (const adoptee of adoptees) await store(scope, adoptee);
}

/** Changes the budget, at once. */
export async function setThumbnailBudget(scope: ServiceWorkerGlobalScope, bytes: number): Promise<void> {
  await exclusively(async () => {
    await ledger.setThumbnailBudget(bytes);
    await makeRoom(scope);
  });
}

/** Forgets every thumbnail. */
export async function clearThumbnails(): Promise<void> {
  await exclusively(() => Promise.all([caches.delete(CACHES.thumbnails), ledger.clear('thumbnails')]));
}

/** Cache and ledger change together, one change after the other, also across an old worker and a new one. */
function exclusively(change: () => Promise<unknown>): Promise<unknown> {
  return navigator.locks.request(CACHES.thumbnails, change);
}

/** Drops the least recently used thumbnails when the budget is exceeded; pinned photos are not touched. */
async function makeRoom(scope: ServiceWorkerGlobalScope): Promise<void> {
  const { bytes, budgetBytes } = (await ledger.figures()).thumbnails;
  if (bytes <= budgetBytes) return;
  const excess = bytes - LOW_WATER * budgetBytes;
  const cache = await caches.open(CACHES.thumbnails);
  let [count, freed] = [0, 0];
  while (freed < excess) {
    const dropped = [];
    for (const entry of await ledger.leastRecentlyUsed('thumbnails', EVICTION_BATCH)) {
      if (freed >= excess) break;
      freed += entry.bytes;
      dropped.push(entry.url);
    }
    if (dropped.length === 0) break;
    await Promise.all(dropped.map((url) => cache.delete(url)));
    await ledger.remove('thumbnails', dropped);
    count += dropped.length;
  }
  const message: WorkerMessage = { type: 'evicted', count, bytes: freed };
  for (const client of await scope.clients.matchAll()) client.postMessage(message);
}

/** Only whole pictures whose bytes we may read: no opaque, partial or failed answer, and nothing that is no picture. */
function isStorable(response: Response): boolean {
  const readable = response.type === 'basic' || response.type === 'cors' || response.type === 'default';
  return readable && response.status === 200 && isImageType(response.headers.get('Content-Type'));
}

function isImageType(type: string | null): boolean {
  return type !== null && /^image\/(?:jpeg|png|webp|avif|gif)\b/.test(type);
}

async function store(scope: ServiceWorkerGlobalScope, { url, blob }: Adoptee): Promise<void> {
  if (!isImageType(blob.type) || !(await decodes(blob))) return;
  // Headers of our own: no `Vary`, no cookies, nothing of the server that could make the entry unfindable.
  const headers = { 'Content-Type': blob.type, 'Content-Length': String(blob.size) };
  await exclusively(async () => {
    const cache = await caches.open(CACHES.thumbnails);
    await cache.put(url, new Response(blob, { headers }));
    await ledger.add({ url, tier: 'thumbnails', bytes: blob.size, usedAt: Date.now() });
    await makeRoom(scope);
  });
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
