/// <reference lib="webworker" />
import type { DeviceLibrary } from '../src/shared/device-messages.ts';
import type { StoredTier } from '../src/shared/tier.ts';
import { deleteEverything } from './delete-everything.ts';
import { deviceBooks } from './device/books.ts';
import { imports } from './device/imports.ts';
import { countSharedFiles, forgetSharedFiles, sharedFiles } from './device/shared-files.ts';
import { addDevicePhoto, clearDevice, forgetDeleted, setDeleted, tidyDevice, wholePhoto } from './device/shelf.ts';
import { ledger } from './ledger/ledger.ts';
import { readMessage } from './page-message.ts';
import { tellPages } from './pages.ts';
import { handOver, takeBack } from './pinning/hand-over.ts';
import { answerPinningMessage } from './pinning/messages.ts';
import { clearPinned } from './pinning/requests.ts';
import { reconcile } from './reconcile/reconcile.ts';
import { reply, replyNotUnderstood } from './reply.ts';
import { forgetLostCaches } from './stored.ts';
import { answerThumbnailMessage } from './thumbnail-messages.ts';
import { clearThumbnails, storeAgain } from './thumbnail-store.ts';

/** Does what a page asks. Only pages of this origin can post here; they may be of another version, or not of this app. */
export function answerMessage(scope: ServiceWorkerGlobalScope, event: ExtendableMessageEvent): void {
  const message = readMessage(event.data, scope.registration.scope);
  if (message === undefined || message === 'unknown') {
    replyNotUnderstood(event, message);
    return;
  }
  switch (message.type) {
    case 'SKIP_WAITING':
      event.waitUntil(scope.skipWaiting());
      return;
    case 'adopt':
    case 'used':
    case 'hello':
    case 'figures':
    case 'evict-thumbnail':
    case 'set-thumbnail-budget':
      answerThumbnailMessage(message, event, reconcile);
      return;
    case 'section-figures':
      reply(
        event,
        message.type,
        forgetLostCaches().then(() => ledger.sectionFigures()),
      );
      return;
    case 'clear':
      reply(event, message.type, clear(message.tier ?? 'thumbnails').finally(storeAgain));
      return;
    case 'delete-everything':
      reply(event, message.type, deleteEverything());
      return;
    case 'add-device-photo':
      reply(event, message.type, addDevicePhoto(message));
      return;
    case 'device-library':
      reply(event, message.type, deviceLibrary());
      // Each start is a good time to clear up, and nobody waits for it.
      event.waitUntil(tidyDevice());
      return;
    case 'device-section':
      reply(event, message.type, deviceBooks.section(message.section));
      return;
    case 'device-photo':
      reply(event, message.type, wholePhoto(message.photo));
      return;
    case 'delete-device-photos':
      reply(event, message.type, setDeleted(message.photos, true));
      return;
    case 'restore-device-photos':
      reply(event, message.type, setDeleted(message.photos, false));
      return;
    case 'forget-deleted-photos':
      reply(event, message.type, forgetDeleted(message.photos).finally(storeAgain));
      return;
    case 'begin-import':
      reply(event, message.type, imports.begin(message.import, message.names));
      return;
    case 'settle-imported':
      reply(event, message.type, imports.settle(message.files));
      return;
    case 'unfinished-imports':
      reply(event, message.type, imports.unfinished());
      return;
    case 'forget-unfinished-imports':
      reply(event, message.type, imports.forgetUnfinished());
      return;
    case 'shared-files':
      reply(event, message.type, sharedFiles());
      return;
    case 'forget-shared-files':
      reply(event, message.type, forgetSharedFiles(message.keys));
      return;
    case 'pin':
    case 'unpin':
    case 'cancel-pinning':
    case 'pause-pinning':
    case 'retry-pinning':
    case 'work':
    case 'pinning':
    case 'pinned-state':
      answerPinningMessage(message, event);
      return;
    case 'hand-over':
      reply(event, message.type, handOver());
      return;
    case 'take-back':
      reply(event, message.type, takeBack());
      return;
    default:
      message satisfies never;
  }
}

async function clear(tier: StoredTier): Promise<void> {
  if (tier === 'thumbnails') await clearThumbnails();
  else if (tier === 'pinned') await clearPinned();
  else await clearDevice();
  await tellPages({ type: 'cleared', tiers: [tier] });
}

async function deviceLibrary(): Promise<DeviceLibrary> {
  const [sections, shared, unfinished] = await Promise.all([
    deviceBooks.sections(),
    countSharedFiles(),
    imports.count(),
  ]);
  return { sections, waiting: { shared, unfinished } };
}
