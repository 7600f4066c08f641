/// <reference lib="webworker" />
import type { PageMessage, Reply } from '../src/shared/messages.ts';
import { ledger } from './ledger.ts';
import { adoptThumbnails, clearThumbnails, setThumbnailBudget } from './thumbnails.ts';

/** Does what a page asks. A newer page may say words that this worker does not know; they are left alone. */
export function answerMessage(scope: ServiceWorkerGlobalScope, event: ExtendableMessageEvent): void {
  // Only pages of this origin can post here, and they speak `PageMessage`, perhaps of another version.
  const message = event.data as PageMessage;
  const [port] = event.ports;
  const reply = (work: Promise<unknown>) => {
    const post = (answer: Reply<unknown>) => port?.postMessage(answer);
    const failed = (error: unknown) => post({ ok: false, reason: String(error) });
    event.waitUntil(work.then((value) => post({ ok: true, value }), failed));
  };
  switch (message.type) {
    case 'adopt':
      event.waitUntil(adoptThumbnails(scope, message.thumbnails));
      return;
    case 'figures':
      reply(ledger.figures());
      return;
    case 'clear':
      reply(clearThumbnails());
      return;
    case 'set-thumbnail-budget':
      reply(setThumbnailBudget(scope, message.bytes));
      return;
    case 'SKIP_WAITING':
      event.waitUntil(scope.skipWaiting());
      return;
    default:
      message satisfies never;
  }
}
