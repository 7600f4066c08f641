/// <reference lib="webworker" />
import { CACHES, nameStorage } from '../../src/shared/tier.ts';
import { answerNetworkFirst } from '../network-first.ts';
import { withRoom } from '../room.ts';
import { answerOnce } from './answer-once.ts';

declare const self: ServiceWorkerGlobalScope;

export interface NetworkFirstOptions {
  /** Begins the names of caches, database and locks. */
  readonly name: string;
  /** Which GET requests to answer: for pages, scripts and lists, all of what is small and changes. */
  readonly isWanted: (request: Request) => boolean;
  /** Whether this may be given in place of what is stored, and be stored; what the server calls a success, if not given. */
  readonly isGood?: (response: Response) => boolean | Promise<boolean>;
  /** Answers to keep, 100 if not given: those that came longest ago go first. */
  readonly most?: number;
}

/**
 * Answers from the network, and with what it answered last where it fails or takes longer than four seconds. To be called
 * while the worker starts.
 */
export function serveNetworkFirst({ name, isWanted, isGood = isSuccess, most = 100 }: NetworkFirstOptions): void {
  nameStorage(name);
  self.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method !== 'GET' || !isWanted(request)) return;
    const keep = async (response: Response, signal: AbortSignal) => {
      if (await isGood(response.clone())) await store(request.url, response, { most, signal });
    };
    answerOnce(event, () => answerNetworkFirst(event, { isGood, keep }));
  });
}

/** Where a server sends people elsewhere, that is a login page rather than the answer. */
function isSuccess({ status, type, redirected }: Response): boolean {
  return status === 200 && type === 'basic' && !redirected;
}

async function store(
  address: string,
  response: Response,
  { most, signal }: { readonly most: number; readonly signal: AbortSignal },
): Promise<void> {
  const headers = new Headers(response.headers);
  // What could make it unfindable, and what was true of its way here.
  for (const name of ['Vary', 'Content-Encoding', 'Content-Length']) headers.delete(name);
  const blob = await response.blob();
  await withRoom(blob.size, async () => {
    signal.throwIfAborted();
    const cache = await caches.open(CACHES.library);
    await cache.put(address, new Response(blob, { headers }));
    const others = (await cache.keys()).filter(({ url }) => url !== address);
    for (const old of others.slice(0, Math.max(0, others.length + 1 - most))) await cache.delete(old);
  });
}
