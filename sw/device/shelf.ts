/// <reference lib="webworker" />
import type { DeviceMessage, DeviceReplies } from '../../src/shared/device-messages.ts';
import {
  DEVICE_PARTS,
  type DevicePart,
  type DeviceParts,
  type DeviceSection,
  devicePartUrl,
  isDevicePhoto,
} from '../../src/shared/device-photo.ts';
import type { PhotoId } from '../../src/shared/photo.ts';
import { tellPages } from '../pages.ts';
import { withRoom } from '../room.ts';
import { empty, erase, exclusively, type Picture, write } from '../stored.ts';
import { deviceBooks } from './books.ts';
import { imports } from './imports.ts';

declare const self: ServiceWorkerGlobalScope;

/** How long deleting can be undone, in ms, when no page says that it cannot. */
const UNDO_MS = 30_000;

/**
 * Keeps a photo. It can be seen only once all its files are stored: whatever happens meanwhile, half a photo is never
 * shown, and `tidyDevice` removes it.
 * @throws `QuotaExceededError` when there is no space; then nothing of it is kept.
 */
export async function addDevicePhoto({
  photo,
  parts,
  file,
}: Extract<DeviceMessage, { type: 'add-device-photo' }>): Promise<DeviceReplies['add-device-photo']> {
  if (!isDevicePhoto(photo)) throw new TypeError('This is not a photo.');
  return exclusively('device', async () => {
    const known = await deviceBooks.get(photo.id);
    if (known?.state === 'here') {
      await imports.settle([file]);
      return 'already-here';
    }
    if (known?.state !== 'deleted') {
      await deviceBooks.put([photo], 'adding');
      const pictures = picturesOf(photo.id, parts, photo.section);
      const bytes = pictures.reduce((sum, { blob }) => sum + blob.size, 0);
      await withRoom(bytes, () => write('device', pictures)).catch(async (error: unknown) => {
        await deviceBooks.remove([photo.id]);
        throw error;
      });
    }
    await tell(await deviceBooks.put([known?.state === 'deleted' ? known : photo], 'here'));
    await imports.settle([file]);
    return 'added';
  });
}

/** Hides photos, or shows them again; their files stay. */
export function setDeleted(photos: readonly PhotoId[], deleted: boolean): Promise<void> {
  return exclusively('device', async () => {
    const records = await Promise.all(photos.map((photo) => deviceBooks.get(photo)));
    const concerned = records.filter((record) => record?.state === (deleted ? 'here' : 'deleted'));
    await tell(
      await deviceBooks.put(
        concerned.filter((record) => record !== undefined),
        deleted ? 'deleted' : 'here',
      ),
    );
  });
}

/** Gives back the space of photos that are deleted; those that were restored stay. */
export function forgetDeleted(photos: readonly PhotoId[]): Promise<void> {
  return exclusively('device', async () => {
    const records = await Promise.all(photos.map((photo) => deviceBooks.get(photo)));
    await discard(records.flatMap((record) => (record?.state === 'deleted' ? [record.id] : [])));
  });
}

/** Forgets all photos of this device. */
export async function clearDevice(): Promise<void> {
  await empty('device');
  await exclusively('device', async () => tell(await deviceBooks.clear()));
}

/** Removes what a worker that died left half stored, and what was deleted and can be undone no longer. */
export function tidyDevice(): Promise<void> {
  return exclusively('device', async () => {
    // Adding ends under the lock, well or badly: what is in the middle of it now has been left.
    const left = await deviceBooks.inState('adding');
    const deleted = await deviceBooks.inState('deleted');
    const late = deleted.filter(({ since }) => Date.now() - since > UNDO_MS);
    await discard([...left, ...late].map(({ id }) => id));
  });
}

/** The files go first: a photo that is still in the books is found again by `tidyDevice`. */
async function discard(photos: readonly PhotoId[]): Promise<void> {
  if (photos.length === 0) return;
  const urls = photos.flatMap((photo) => DEVICE_PARTS.map((part) => ({ url: urlOf(photo, part) })));
  await erase('device', urls);
  await deviceBooks.remove(photos);
}

function picturesOf(photo: PhotoId, parts: DeviceParts, section: string): readonly Picture[] {
  return DEVICE_PARTS.flatMap((part) => {
    const blob = parts[part];
    return blob ? [{ url: urlOf(photo, part), blob, section }] : [];
  });
}

function urlOf(photo: PhotoId, part: DevicePart): string {
  return devicePartUrl(self.registration.scope, photo, part).href;
}

async function tell(sections: readonly DeviceSection[]): Promise<void> {
  if (sections.length > 0) await tellPages({ type: 'device-changed', sections });
}
