/// <reference lib="webworker" />
import { type PageMessage, PROTOCOL, type Replies, type Reply } from '../src/shared/messages.ts';
import type { StoredTier } from '../src/shared/tier.ts';
import { NewerDataError } from './ledger/database.ts';
import { ledger } from './ledger/ledger.ts';
import { tellPages } from './pages.ts';
import { empty } from './stored.ts';
import { clearThumbnails, keepThumbnails, setThumbnailBudget } from './thumbnail-store.ts';
import { recentUse } from './thumbnails.ts';

/** What a reply waits for. */
type Work<T extends keyof Replies> = Promise<Replies[T] extends undefined ? void : Replies[T]>;

/** Does what a page asks. */
export function answerMessage(scope: ServiceWorkerGlobalScope, event: ExtendableMessageEvent): void {
  // Only pages of this origin can post here, and they speak `PageMessage`, perhaps of another version.
  const message = event.data as PageMessage;
  const [port] = event.ports;
  const post = (answer: Reply<unknown>) => port?.postMessage(answer);
  const reply = <T extends keyof Replies>(_type: T, work: Work<T>): void => {
    event.waitUntil(
      work.then(
        (value) => post({ ok: true, value }),
        (error: unknown) => post(refusal(error)),
      ),
    );
  };
  switch (message.type) {
    case 'SKIP_WAITING':
      event.waitUntil(scope.skipWaiting());
      return;
    case 'adopt':
      event.waitUntil(keepThumbnails(message.thumbnails));
      return;
    case 'used':
      event.waitUntil(recentUse.note(message.uses));
      return;
    case 'hello':
      reply(message.type, Promise.resolve({ protocol: PROTOCOL }));
      return;
    case 'figures':
      reply(message.type, ledger.figures());
      return;
    case 'section-figures':
      reply(message.type, ledger.sectionFigures());
      return;
    case 'clear':
      reply(message.type, clear(message.tier ?? 'thumbnails'));
      return;
    case 'set-thumbnail-budget':
      reply(message.type, setThumbnailBudget(message.bytes));
      return;
    default:
      post({ ok: false, code: 'unknown-message', reason: 'This service worker does not know this word.' });
  }
}

async function clear(tier: StoredTier): Promise<void> {
  await (tier === 'thumbnails' ? clearThumbnails() : empty(tier));
  await tellPages({ type: 'cleared', tiers: [tier] });
}

function refusal(error: unknown): Reply<never> {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof NewerDataError ? { ok: false, code: 'newer-data', reason } : { ok: false, reason };
}
