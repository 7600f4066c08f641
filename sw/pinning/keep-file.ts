import { keepsPromise } from '../../src/shared/content-address.ts';
import type { KeepFile } from '../../src/shared/keep-files.ts';
import { CACHES, type StoredTier } from '../../src/shared/tier.ts';
import { ledger } from '../ledger/ledger.ts';
import { withRoom } from '../room.ts';
import { erase, exclusively, lookUp, write } from '../stored.ts';
import { pinBooks } from './books.ts';
import { download } from './download.ts';
import { parts } from './parts.ts';

export interface KeepOptions {
  /** The month that the file's photo is in. */
  readonly section: string;
  readonly signal: AbortSignal;
  /** Hears how many bytes came that are not saved yet. */
  readonly onBytes: (unsaved: number) => void;
}

/**
 * Has a file among what is pinned, its content verified: as it lies there, else from the thumbnails, else from the network.
 * A stored copy whose content is wrong is renewed, wherever it lies.
 * @returns its encoded bytes.
 * @throws {DownloadError}; `AbortError`; `QuotaExceededError`.
 */
export async function keepFile(file: KeepFile, { section, signal, onBytes }: KeepOptions): Promise<number> {
  const { url } = file;
  const pinned = await readCopy('pinned', url);
  if (pinned.right) {
    await enterLost(url, section, pinned.blob.size);
    // A worker that was killed right after storing it left its parts.
    await parts.remove([url]);
    return pinned.blob.size;
  }
  const thumbnail = await readCopy('thumbnails', url);
  const blob = thumbnail.right ? thumbnail.blob : await download(file, onBytes, signal);
  await storePinned(url, blob, section);
  if (thumbnail.blob && !thumbnail.right) await renewThumbnail(url, blob, section);
  return blob.size;
}

/**
 * Stores a file whose content is verified, unless nobody wants it any more.
 * @throws `QuotaExceededError`.
 */
export async function storePinned(url: string, blob: Blob, section: string): Promise<void> {
  await withRoom(blob.size, () =>
    exclusively('pinned', async () => {
      if ((await pinBooks.usersOf(url)).length > 0) await write('pinned', [{ url, blob, section }]);
    }),
  );
  await parts.remove([url]);
}

type Copy = { readonly right: true; readonly blob: Blob } | { readonly right: false; readonly blob: Blob | undefined };

async function readCopy(tier: StoredTier, url: string): Promise<Copy> {
  const stored = await caches.match(url, { cacheName: CACHES[tier] }).catch(() => undefined);
  // A copy that cannot be read is none.
  const blob = await stored?.blob().catch(() => undefined);
  return blob && (await keepsPromise(url, await blob.arrayBuffer())) ? { right: true, blob } : { right: false, blob };
}

/** A crash may have come between storing a file and noting it. */
async function enterLost(url: string, section: string, bytes: number): Promise<void> {
  if (await ledger.get('pinned', url)) return;
  await exclusively('pinned', async () => {
    // Meanwhile it may have gone.
    if (!(await lookUp('pinned', url))) return;
    if ((await pinBooks.usersOf(url)).length === 0) await erase('pinned', [{ url }]);
    else await ledger.add([{ tier: 'pinned', url, section, bytes, usedAt: Date.now() }]);
  });
}

async function renewThumbnail(url: string, blob: Blob, section: string): Promise<void> {
  await exclusively('thumbnails', async () => {
    await erase('thumbnails', [{ url }]);
    await write('thumbnails', [{ url, blob, section }]);
  });
}
