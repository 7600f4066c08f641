/// <reference lib="webworker" />
import { type PageMessage, PROTOCOL, type Replies } from '../src/shared/messages.ts';
import { NewerDataError, openDatabase } from './ledger/database.ts';
import { ledger } from './ledger/ledger.ts';
import type { THUMBNAIL_WORDS } from './picture-words.ts';
import { reply } from './reply.ts';
import { forgetLostCaches } from './stored.ts';
import { evictThumbnail, keepThumbnails, keepWithinBudget, learnMonths, storeAgain } from './thumbnail-store.ts';
import { recentUse } from './thumbnails.ts';

/** What every page asks that shows thumbnails. */
export type ThumbnailMessage = Extract<PageMessage, { type: keyof typeof THUMBNAIL_WORDS }>;

/** Does what a page asks. Where it asks how things are, they are put in order, too, by `reconcile`. */
export function answerThumbnailMessage(
  message: ThumbnailMessage,
  event: ExtendableMessageEvent,
  reconcile: () => Promise<void>,
): void {
  switch (message.type) {
    case 'adopt':
      event.waitUntil(keepThumbnails(message.thumbnails));
      return;
    case 'used':
      learnMonths(message.uses);
      event.waitUntil(recentUse.note(message.uses));
      return;
    case 'hello':
      reply(event, message.type, hello());
      event.waitUntil(reconcile());
      return;
    case 'figures':
      reply(
        event,
        message.type,
        forgetLostCaches().then(() => ledger.figures()),
      );
      event.waitUntil(reconcile());
      return;
    case 'evict-thumbnail':
      reply(event, message.type, evictThumbnail(message.url).finally(storeAgain));
      return;
    case 'set-thumbnail-budget':
      reply(
        event,
        message.type,
        ledger.setThumbnailBudget(message.bytes).then(() => event.waitUntil(keepWithinBudget())),
      );
      return;
    default:
      message satisfies never;
  }
}

/** @throws {NewerDataError}, which is all that a page must know of the books before it talks on. */
async function hello(): Promise<Replies['hello']> {
  await openDatabase().catch((error: unknown) => {
    if (error instanceof NewerDataError) throw error;
  });
  return { protocol: PROTOCOL };
}
