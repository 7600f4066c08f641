/// <reference lib="webworker" />
import type { DeviceLibrary } from '../src/shared/device-messages.ts';
import { messageOf } from '../src/shared/message-of.ts';
import { PROTOCOL, type Replies, type Reply } from '../src/shared/messages.ts';
import { isQuotaExceeded } from '../src/shared/quota.ts';
import type { StoredTier } from '../src/shared/tier.ts';
import { deleteEverything } from './delete-everything.ts';
import { deviceBooks } from './device/books.ts';
import { imports } from './device/imports.ts';
import { countSharedFiles, forgetSharedFiles, sharedFiles } from './device/shared-files.ts';
import {
  addDevicePhoto,
  clearDevice,
  forgetDeleted,
  ImportEndedError,
  setDeleted,
  tidyDevice,
  wholePhoto,
} from './device/shelf.ts';
import { NewerDataError, openDatabase } from './ledger/database.ts';
import { ledger } from './ledger/ledger.ts';
import { readMessage } from './page-message.ts';
import { tellPages } from './pages.ts';
import { handOver, takeBack } from './pinning/hand-over.ts';
import {
  cancelPinning,
  clearPinned,
  pausePinning,
  pin,
  pinnedStates,
  pinningReport,
  retryPinning,
  unpin,
  work,
} from './pinning/requests.ts';
import { forgetLostCaches, reconcile } from './reconcile/reconcile.ts';
import {
  clearThumbnails,
  evictThumbnail,
  keepThumbnails,
  keepWithinBudget,
  learnMonths,
  storeAgain,
} from './thumbnail-store.ts';
import { recentUse } from './thumbnails.ts';

/** What a reply waits for. */
type Work<T extends keyof Replies> = Promise<Replies[T] extends undefined ? void : Replies[T]>;

/** Does what a page asks. Only pages of this origin can post here; they may be of another version, or not of this app. */
export function answerMessage(scope: ServiceWorkerGlobalScope, event: ExtendableMessageEvent): void {
  const [port] = event.ports;
  const post = (answer: Reply<unknown>) => port?.postMessage(answer);
  const message = readMessage(event.data, scope.registration.scope);
  if (!message || message === 'unknown') {
    const code = message && ({ code: 'unknown-message' } as const);
    post({ ok: false, ...code, reason: 'This service worker does not understand this message.' });
    return;
  }
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
      learnMonths(message.uses);
      event.waitUntil(recentUse.note(message.uses));
      return;
    case 'hello':
      reply(message.type, hello());
      event.waitUntil(reconcile());
      return;
    case 'figures':
      reply(
        message.type,
        forgetLostCaches().then(() => ledger.figures()),
      );
      event.waitUntil(reconcile());
      return;
    case 'section-figures':
      reply(
        message.type,
        forgetLostCaches().then(() => ledger.sectionFigures()),
      );
      return;
    case 'clear':
      reply(message.type, clear(message.tier ?? 'thumbnails').finally(storeAgain));
      return;
    case 'delete-everything':
      reply(message.type, deleteEverything());
      return;
    case 'evict-thumbnail':
      reply(message.type, evictThumbnail(message.url).finally(storeAgain));
      return;
    case 'set-thumbnail-budget':
      reply(
        message.type,
        ledger.setThumbnailBudget(message.bytes).then(() => event.waitUntil(keepWithinBudget())),
      );
      return;
    case 'add-device-photo':
      reply(message.type, addDevicePhoto(message));
      return;
    case 'device-library':
      reply(message.type, deviceLibrary());
      // Each start is a good time to clear up, and nobody waits for it.
      event.waitUntil(tidyDevice());
      return;
    case 'device-section':
      reply(message.type, deviceBooks.section(message.section));
      return;
    case 'device-photo':
      reply(message.type, wholePhoto(message.photo));
      return;
    case 'delete-device-photos':
      reply(message.type, setDeleted(message.photos, true));
      return;
    case 'restore-device-photos':
      reply(message.type, setDeleted(message.photos, false));
      return;
    case 'forget-deleted-photos':
      reply(message.type, forgetDeleted(message.photos).finally(storeAgain));
      return;
    case 'begin-import':
      reply(message.type, imports.begin(message.import, message.names));
      return;
    case 'settle-imported':
      reply(message.type, imports.settle(message.files));
      return;
    case 'unfinished-imports':
      reply(message.type, imports.unfinished());
      return;
    case 'forget-unfinished-imports':
      reply(message.type, imports.forgetUnfinished());
      return;
    case 'shared-files':
      reply(message.type, sharedFiles());
      return;
    case 'forget-shared-files':
      reply(message.type, forgetSharedFiles(message.keys));
      return;
    case 'pin':
      reply(message.type, pin(message.pins));
      return;
    case 'unpin':
      reply(message.type, unpin(message.scopes).finally(storeAgain));
      return;
    case 'cancel-pinning':
      reply(message.type, cancelPinning().finally(storeAgain));
      return;
    case 'pause-pinning':
      reply(message.type, pausePinning(message.paused));
      return;
    case 'retry-pinning':
      reply(message.type, retryPinning());
      return;
    case 'work':
      reply(message.type, work());
      return;
    case 'hand-over':
      reply(message.type, handOver());
      return;
    case 'take-back':
      reply(message.type, takeBack());
      return;
    case 'pinning':
      reply(message.type, pinningReport());
      return;
    case 'pinned-state':
      reply(message.type, pinnedStates(message.photos));
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

async function clear(tier: StoredTier): Promise<void> {
  if (tier === 'thumbnails') await clearThumbnails();
  else if (tier === 'pinned') await clearPinned();
  else await clearDevice();
  await tellPages({ type: 'cleared', tiers: [tier] });
}

function refusal(error: unknown): Reply<never> {
  const reason = messageOf(error);
  if (error instanceof NewerDataError) return { ok: false, code: 'newer-data', reason };
  if (error instanceof ImportEndedError) return { ok: false, code: 'import-ended', reason };
  return isQuotaExceeded(error) ? { ok: false, code: 'storage-full', reason } : { ok: false, reason };
}

async function deviceLibrary(): Promise<DeviceLibrary> {
  const [sections, shared, unfinished] = await Promise.all([
    deviceBooks.sections(),
    countSharedFiles(),
    imports.count(),
  ]);
  return { sections, waiting: { shared, unfinished } };
}
