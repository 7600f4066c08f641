/// <reference lib="webworker" />
import { answerAsset, answerPage, storeApp } from './app.ts';
import { answerDevice } from './device/answer.ts';
import { receiveShared } from './device/shared-files.ts';
import { ownerOfDevice } from './device/shelf.ts';
import { answerLibraryIndex, answerSection } from './library.ts';
import { onLost } from './lost.ts';
import { answerMessage } from './messages.ts';
import { answerRendition } from './pinned.ts';
import { listenToBackgroundFetch } from './pinning/hand-over.ts';
import { planBy } from './pinning/planner.ts';
import { planByLibrary } from './pinning/survey.ts';
import { ownerOfPinned } from './pinning/want-again.ts';
import { reconcile } from './reconcile/reconcile.ts';
import { routeOf } from './routes.ts';
import { answerThumbnail } from './thumbnails.ts';

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: Parameters<typeof storeApp>[0];
};

planBy(planByLibrary);
onLost('pinned', ownerOfPinned);
onLost('device', ownerOfDevice);

listenToBackgroundFetch();

storeApp(self.__WB_MANIFEST);

// Only the very first worker claims pages that it did not load; an update waits until the user agrees.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
  // Nothing waits for it: a worker that activates answers nobody.
  void reconcile();
});

self.addEventListener('message', (event) => answerMessage(self, event));

self.addEventListener('fetch', (event) => {
  const route = routeOf(event.request, self.registration.scope);
  switch (route) {
    case 'page':
      event.respondWith(answerPage(event));
      return;
    case 'asset':
      event.respondWith(answerAsset(event));
      return;
    case 'thumbnail':
      event.respondWith(answerThumbnail(event));
      return;
    case 'rendition':
      event.respondWith(answerRendition(event));
      return;
    case 'library':
      event.respondWith(answerLibraryIndex(event));
      return;
    case 'section':
      event.respondWith(answerSection(event));
      return;
    case 'device':
      event.respondWith(answerDevice(event));
      return;
    case 'share':
      event.respondWith(receiveShared(self.registration.scope, event.request));
      return;
    case 'elsewhere':
      return;
    default:
      route satisfies never;
  }
});
