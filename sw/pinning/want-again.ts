import type { PinScope } from '../../src/shared/pin.ts';
import { ledger } from '../ledger/ledger.ts';
import type { Owner } from '../lost.ts';
import { pinBooks } from './books.ts';
import { pinning } from './pinning.ts';
import type { PinnedPhoto } from './records.ts';

/** Files, or photos, to look up in one go. */
const STEP = 100;

/** Kept photos whose files were lost are wanted again, and no wish that covers them is complete. */
export const ownerOfPinned: Owner = { lost, lookAfter };

async function lost(urls: readonly string[]): Promise<void> {
  for (let at = 0; at < urls.length; at += STEP) {
    const users = await Promise.all(urls.slice(at, at + STEP).map((url) => pinBooks.usersOf(url)));
    await wantAgain(await pinBooks.photos([...new Set(users.flat())]));
  }
}

async function lookAfter(position: string): Promise<string | undefined> {
  const photos = await pinBooks.photosAfter(position, STEP);
  const urls = photos.flatMap((photo) => photo.urls);
  const here = new Set((await ledger.known('pinned', urls)).map(({ url }) => url));
  await wantAgain(photos.filter((photo) => photo.urls.some((url) => !here.has(url))));
  return photos.length === STEP ? photos.at(-1)?.id : undefined;
}

/**
 * Has the kept photos that wishes cover be verified again: who asks to keep them wants to know that they are here, and what is
 * here is held against its hash without the network.
 */
export async function verifyAgain(scopes: readonly PinScope[]): Promise<void> {
  const own = scopes.flatMap((scope) => (scope.kind === 'photo' ? scope.photo : []));
  for (let at = 0; at < own.length; at += STEP) await wantAgain(await pinBooks.photos(own.slice(at, at + STEP)));
  for (const scope of scopes) {
    if (scope.kind === 'section') await wantAgain(await pinBooks.photosOf(scope.section));
    if (scope.kind === 'library') await verifyAll();
  }
}

async function verifyAll(): Promise<void> {
  for (let position: string | undefined = ''; position !== undefined; ) {
    const photos: PinnedPhoto[] = await pinBooks.photosAfter(position, STEP);
    await wantAgain(photos);
    position = photos.at(-1)?.id;
  }
}

async function wantAgain(photos: readonly PinnedPhoto[]): Promise<void> {
  const kept = photos.filter(({ state }) => state === 'kept');
  if (kept.length === 0) return;
  await pinBooks.reopen(kept);
  // Pages hear that there is something to do, and ask for it to be done.
  pinning.tellSoon();
}
