/// <reference lib="webworker" />
import { CACHES } from '../../src/shared/tier.ts';
import { tierHeaders } from '../../src/shared/tier-header.ts';

/** Files of photos of this device: from storage or not at all, since no server has them. */
export async function answerDevice(request: Request): Promise<Response> {
  const started = performance.now();
  const cache = await caches.open(CACHES.device);
  const stored = await cache.match(request.url);
  if (!stored) return new Response('This photo is not on this device.', { status: 404 });
  const headers = new Headers(stored.headers);
  for (const [name, value] of Object.entries(tierHeaders('device', performance.now() - started)))
    headers.set(name, value);
  return new Response(stored.body, { status: 200, headers });
}
