import { freeBytes } from '../../loading/free-space.ts';
import type { ServiceWorkerClient } from '../../loading/service-worker-client.ts';
import type { LibraryError } from '../../shared/parse-library.ts';
import { formatBytes } from '../formats.ts';
import { texts } from '../texts.ts';
import { whyNot } from '../why-not.ts';
import type { Notices } from './notices.ts';
import { offerReload } from './reload.ts';

/** With less space than this left, in bytes, somebody should know before something cannot be kept. */
const LITTLE = 100_000_000;

/** Says when photos cannot be kept, or soon cannot. */
export function watchStorage(notices: Notices, worker: ServiceWorkerClient, signal: AbortSignal): void {
  const action = { label: texts.storage.name, href: 'storage' };
  const full = () => {
    notices.withdraw('storage-nearly-full');
    notices.show('storage-full', { text: texts.notices.storageFull, action, once: true });
  };
  worker.listen('not-stored', full, signal);
  worker.listen('cleared', () => notices.withdraw('storage-full'), signal);
  void freeBytes().then((bytes) => {
    if (bytes === undefined || bytes > LITTLE) return;
    const text = texts.notices.storageNearlyFull(formatBytes(bytes));
    notices.show('storage-nearly-full', { text, action, once: true });
  });
}

/** Says why the photos of the server are not among those that are shown; `undefined`: they are. */
export function sayLibraryFailed(notices: Notices, failure: LibraryError | undefined, retry: () => void): void {
  if (!failure) notices.withdraw('library');
  else notices.show('library', { text: whyNot(failure), action: { label: texts.shell.retry, run: retry }, once: true });
}

/** Says that nothing is kept: private modes refuse storage, and so do addresses without encryption. */
export function sayStorageIsRefused(notices: Notices): void {
  notices.show('storage-refused', { text: texts.notices.storageRefused, once: true });
}

/** Asks the worker whether it and the page understand each other, and whether it understands what is stored. */
export async function checkVersions(notices: Notices, worker: ServiceWorkerClient): Promise<void> {
  const understanding = await worker.understanding();
  switch (understanding) {
    case 'worker-older':
    case 'worker-newer':
      return offerReload(notices);
    case 'newer-data':
      return offerReload(notices, 'newer-data', texts.notices.newerData);
    case 'good':
    // Whoever does not reply at all may only be slow to start.
    case 'no-worker':
      return;
    default:
      understanding satisfies never;
  }
}
