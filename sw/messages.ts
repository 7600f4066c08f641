/// <reference lib="webworker" />
import type { PageMessage } from '../src/shared/messages.ts';
import { CACHES } from '../src/shared/tier.ts';
import { ledger } from './ledger.ts';
import { adoptThumbnails, keepWithinBudget } from './thumbnails.ts';

/** Does what a page asks. A newer page may say words that this worker does not know; they are left alone. */
export function answerMessage(scope: ServiceWorkerGlobalScope, event: ExtendableMessageEvent): void {
  // Only pages of this origin can post here, and they speak `PageMessage`, perhaps of another version.
  const message = event.data as PageMessage;
  const [port] = event.ports;
  switch (message.type) {
    case 'adopt':
      event.waitUntil(adoptThumbnails(scope, message.thumbnails));
      return;
    case 'figures':
      event.waitUntil(ledger.figures().then((figures) => port?.postMessage(figures)));
      return;
    case 'clear':
      event.waitUntil(clear().then(() => port?.postMessage(true)));
      return;
    case 'set-thumbnail-budget':
      event.waitUntil(
        ledger
          .setThumbnailBudget(message.bytes)
          .then(() => keepWithinBudget(scope))
          .then(() => port?.postMessage(true)),
      );
      return;
    case 'SKIP_WAITING':
      event.waitUntil(scope.skipWaiting());
      return;
    default:
      message satisfies never;
  }
}

async function clear(): Promise<void> {
  await Promise.all([caches.delete(CACHES.thumbnails), caches.delete(CACHES.library), ledger.clear('thumbnails')]);
}
