import { CacheableResponsePlugin } from 'workbox-cacheable-response';
import { CacheExpiration, ExpirationPlugin } from 'workbox-expiration';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import type { FillRequest } from '../pages/storage/grid.ts';

// Workbox's own recipe for images, with room for all of them.
const CACHE = 'images';
const ROOM = { maxEntries: 1_000_000, maxAgeSeconds: 30 * 24 * 60 * 60, purgeOnQuotaError: true };

type Plugins = NonNullable<NonNullable<ConstructorParameters<typeof CacheFirst>[0]>['plugins']>;

registerRoute(
  ({ request }) => request.destination === 'image',
  new CacheFirst({
    cacheName: CACHE,
    // Workbox's types were not written for `exactOptionalPropertyTypes`.
    plugins: [new CacheableResponsePlugin({ statuses: [0, 200] }), new ExpirationPlugin(ROOM)] as Plugins,
  }),
);

/** The part of a service worker that is needed here; tests have other types than workers. */
interface Worker {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'message', listener: (event: Lasting & MessageEvent<FillRequest>) => void): void;
}

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

const worker = globalThis as unknown as Worker;
worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', (event) => event.waitUntil(fill(event.data, event.ports[0])));

/** Stores pictures as the recipe would have done one by one, with Workbox's books of them. */
async function fill({ urls, pictures }: FillRequest, port: MessagePort | undefined): Promise<void> {
  const cache = await caches.open(CACHE);
  const books = new CacheExpiration(CACHE, ROOM);
  const store = async (url: string, index: number) => {
    const blob = pictures[index % pictures.length];
    await cache.put(url, new Response(blob, { headers: { 'Content-Type': 'image/jpeg' } }));
    await books.updateTimestamp(url);
  };
  await Promise.all(urls.map(store));
  port?.postMessage('done');
}
