import type { LibraryIndex } from '../src/shared/parse-library.ts';
import type { Photo, PhotoId } from '../src/shared/photo.ts';
import { erase, exclusively } from './stored.ts';
import { storedSection } from './stored-library.ts';

/** What a change of the library took away. */
export interface Departure {
  /** Photos that are in no section any more. */
  readonly photos: readonly Photo[];
  /** URLs of thumbnails that no photo of the changed sections has any more: also of photos that were altered. */
  readonly thumbnails: readonly string[];
}

/** Called with photos that are no longer in the library; nobody else tells. */
type Listener = (photos: readonly Photo[]) => Promise<void>;

const listeners: Listener[] = [];

export function onPhotosRemoved(listener: Listener): void {
  listeners.push(listener);
}

/**
 * What went between two versions of the library at `url`, by the section files that differ, as far as both are stored.
 * A photo that moved to another month did not go.
 */
export async function photosThatWent(before: LibraryIndex, after: LibraryIndex, url: URL): Promise<Departure> {
  const gone = new Map<PhotoId, Photo>();
  const arrived = new Set<PhotoId>();
  const left = new Set<string>();
  const needed = new Set<string>();
  const sections = new Map(after.sections.map((section) => [section.id, section]));
  const known = new Set(before.sections.map(({ url: file }) => file.href));
  for (const section of before.sections) {
    const now = sections.get(section.id);
    if (now?.url.href === section.url.href) continue;
    const [old, fresh] = await Promise.all([storedSection(section.url, url), now ? storedSection(now.url, url) : []]);
    // Of a month that was never seen nothing is stored; of one that cannot be had nobody knows.
    if (!old || !fresh) continue;
    const ids = new Set(fresh.map(({ id }) => id));
    for (const photo of old) {
      if (!ids.has(photo.id)) gone.set(photo.id, photo);
      left.add(photo.thumbnail.href);
    }
  }
  if (left.size === 0) return { photos: [], thumbnails: [] };
  for (const section of after.sections) {
    if (known.has(section.url.href)) continue;
    for (const { id, thumbnail } of (await storedSection(section.url, url)) ?? []) {
      arrived.add(id);
      needed.add(thumbnail.href);
    }
  }
  return {
    photos: [...gone.values()].filter(({ id }) => !arrived.has(id)),
    thumbnails: [...left].filter((thumbnail) => !needed.has(thumbnail)),
  };
}

/** Removes what is kept of photos that went. */
export async function forgetPhotos({ photos, thumbnails }: Departure): Promise<void> {
  if (thumbnails.length > 0)
    await exclusively('thumbnails', () =>
      erase(
        'thumbnails',
        thumbnails.map((url) => ({ url })),
      ),
    );
  if (photos.length > 0) for (const listener of listeners) await listener(photos);
}
