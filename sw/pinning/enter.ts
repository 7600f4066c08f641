import { emptyHeld, erase, exclusively } from '../stored.ts';
import { type PhotoChanges, pinBooks } from './books.ts';
import { parts } from './parts.ts';
import type { PinnedPhoto } from './records.ts';

/** Photos that enter or leave the books in one go: a month of 50,000 must not be one transaction. */
const STEP = 200;

/**
 * Enters the photos of a month that are wanted, also those that the books know in another month. Gives the photos that the
 * month had and has no longer: they may have moved, and stay until `dismiss`.
 */
export async function admit(
  section: string,
  wanted: readonly PinnedPhoto[],
  signal: AbortSignal,
): Promise<PinnedPhoto[]> {
  const before = new Map((await pinBooks.photosOf(section)).map((photo) => [photo.id, photo]));
  const entering: { readonly old: PinnedPhoto | undefined; readonly photo: PinnedPhoto }[] = [];
  for (const photo of wanted) {
    const old = before.get(photo.id);
    before.delete(photo.id);
    if (!old || !isSame(old, photo)) entering.push({ old, photo });
  }
  for (let at = 0; at < entering.length; at += STEP) {
    signal.throwIfAborted();
    const step = await Promise.all(
      entering
        .slice(at, at + STEP)
        .map(async ({ old, photo }) => ({ old: old ?? (await pinBooks.photo(photo.id)), photo })),
    );
    const put = step.map(({ old, photo }) => (old ? merged(old, photo) : photo));
    const left = step.flatMap(({ old, photo }) => old?.urls.filter((url) => !photo.urls.includes(url)) ?? []);
    await change({ put, drop: [] }, left);
  }
  return [...before.values()];
}

/** Drops photos that are still in this month, with the files that nobody else needs. */
export async function dismiss(section: string, photos: readonly PinnedPhoto[], signal: AbortSignal): Promise<void> {
  for (let at = 0; at < photos.length; at += STEP) {
    signal.throwIfAborted();
    const now = await Promise.all(photos.slice(at, at + STEP).map(({ id }) => pinBooks.photo(id)));
    const drop = now.flatMap((photo) => (photo?.section === section ? photo : []));
    await change(
      { put: [], drop },
      drop.flatMap(({ urls }) => urls),
    );
  }
}

/** Drops all photos with all files, whoever they belong to; the wishes stay. Not where `unless` says so at that moment. */
export async function dismissAll(unless: () => Promise<boolean> = async () => false): Promise<void> {
  await exclusively('pinned', async () => {
    if (await unless()) return;
    await emptyHeld('pinned');
    await pinBooks.clearPhotos();
  });
}

/** Removes files before their photos: a worker that is killed in between finds them again. */
async function change(changes: PhotoChanges, left: readonly string[]): Promise<void> {
  if (left.length === 0) return pinBooks.change(changes);
  const { put, drop } = changes;
  await exclusively('pinned', async () => {
    const changed = new Set([...put, ...drop].map(({ id }) => id));
    const needed = new Set(put.flatMap(({ urls }) => urls));
    const unused: string[] = [];
    for (const url of new Set(left)) {
      const others = (await pinBooks.usersOf(url)).filter((id) => !changed.has(id));
      if (others.length === 0 && !needed.has(url)) unused.push(url);
    }
    await erase(
      'pinned',
      unused.map((url) => ({ url })),
    );
    await parts.remove(unused);
    await pinBooks.change(changes);
  });
}

function isSame(old: PinnedPhoto, photo: PinnedPhoto): boolean {
  return old.quality === photo.quality && old.urls.join() === photo.urls.join() && old.title === photo.title;
}

/** Of a photo that was kept, less is still kept. */
function merged(old: PinnedPhoto, photo: PinnedPhoto): PinnedPhoto {
  const sizes = new Map(old.files.map(({ url, bytes }) => [url, bytes]));
  const files = photo.files.map(({ url, bytes }) => ({ url, bytes: sizes.get(url) || bytes }));
  const isKept = old.state === 'kept' && photo.urls.every((url) => sizes.has(url));
  return { ...photo, files, state: isKept ? 'kept' : 'wanted' };
}
