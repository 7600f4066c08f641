/// <reference lib="webworker" />
import { serveThumbnails } from 'afterimage/worker';

declare const self: ServiceWorkerGlobalScope;

serveThumbnails({ name: 'museum', isThumbnail: ({ pathname }) => pathname.endsWith('/small.jpg') });

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
// The page itself is kept by the stranger, as every app has its own way.
self.addEventListener('fetch', (event) => {
  if (['document', 'script'].includes(event.request.destination)) event.respondWith(networkFirst(event.request));
});

async function networkFirst(request: Request): Promise<Response> {
  const shell = await caches.open('museum-shell');
  try {
    const response = await fetch(request);
    await shell.put(request, response.clone());
    return response;
  } catch {
    return (await shell.match(request)) ?? Response.error();
  }
}
