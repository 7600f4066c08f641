/// <reference lib="webworker" />
import { serveNetworkFirst, servePinned, serveThumbnails } from 'afterimage/worker';

declare const self: ServiceWorkerGlobalScope;
const name = 'museum';
const app = new Set<RequestDestination>(['document', 'script', 'worker', 'manifest']);

serveThumbnails({ name, isThumbnail: ({ pathname }) => pathname.endsWith('/small.jpg') });
servePinned({ name, isPinnable: ({ pathname }) => pathname.endsWith('/large.jpg') });
serveNetworkFirst({ name, isWanted: ({ destination }) => app.has(destination) });
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
