/// <reference lib="webworker" />
import type { Adoptee, WorkerMessage } from '../src/shared/messages.ts';
import { CACHES } from '../src/shared/tier.ts';
import { tierHeaders } from '../src/shared/tier-header.ts';
import { ledger } from './ledger/ledger.ts';
import { RecentUse } from './recent-use.ts';
import { erase, exclusively, write } from './stored.ts';

/** Thumbnails to look at in one go when room is made. */
const EVICTION_BATCH = 50;
/** Room is made down to this part of the budget, so that it is a rare piece of work and not one for every thumbnail. */
const LOW_WATER = 0.95;

/** Which thumbnails were used, and when. */
export const recentUse = new RecentUse((uses) => ledger.touch(uses));

/** Cache first: a stored thumbnail needs no network; one that is not stored is fetched, answered and then stored. */
export async function answerThumbnail(scope: ServiceWorkerGlobalScope, event: FetchEvent): Promise<Response> {
  const started = performance.now();
  const { request } = event;
  const cache = await caches.open(CACHES.thumbnails);
  const stored = await cache.match(request.url);
  if (stored) {
    event.waitUntil(recentUse.note([{ tier: 'thumbnails', url: request.url, section: '' }]));
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
  await exclusively('thumbnails', async () => {
    await ledger.setThumbnailBudget(bytes);
    await makeRoom(scope);
  });
}

/** Drops the least recently used thumbnails when the budget is exceeded; pinned photos are not touched. */
async function makeRoom(scope: ServiceWorkerGlobalScope): Promise<void> {
  const { bytes, budgetBytes } = (await ledger.figures()).thumbnails;
  if (bytes <= budgetBytes) return;
  const excess = bytes - LOW_WATER * budgetBytes;
  let [count, freed] = [0, 0];
  while (freed < excess) {
    const dropped = [];
    for (const entry of await ledger.leastRecentlyUsed('thumbnails', EVICTION_BATCH)) {
      if (freed >= excess) break;
      freed += entry.bytes;
      dropped.push(entry);
    }
    if (dropped.length === 0) break;
    await erase('thumbnails', dropped);
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
  await exclusively('thumbnails', async () => {
    await write('thumbnails', [{ url, blob, section: '' }]);
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
