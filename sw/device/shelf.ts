/// <reference lib="webworker" />
import type { DeviceMessage, DeviceReplies } from '../../src/shared/device-messages.ts';
import {
  DEVICE_FOLDER,
  DEVICE_PARTS,
  type DevicePart,
  type DeviceParts,
  type DevicePhoto,
  type DeviceSection,
  devicePartUrl,
  isDevicePhoto,
} from '../../src/shared/device-photo.ts';
import { type PhotoId, parsePhotoId } from '../../src/shared/photo.ts';
import { tellPages } from '../pages.ts';
import { withRoom } from '../room.ts';
import { empty, erase, exclusively, lookUp, type Picture, write } from '../stored.ts';
import { deviceBooks } from './books.ts';
import { imports } from './imports.ts';
import { dataOf, dataUrl, recoverDevicePhotos } from './recover.ts';

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
      const pictures = picturesOf(photo, parts);
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

/** The storage lost files: photos of which nothing is left are gone, and everybody is told. The caller holds the lock. */
export async function forgetLostPhotos(urls: readonly string[]): Promise<void> {
  const folder = new URL(DEVICE_FOLDER, self.registration.scope).href;
  const ids = new Set(urls.flatMap((url) => parsePhotoId(url.slice(folder.length).split('/')[0] ?? '') ?? []));
  const gone: PhotoId[] = [];
  for (const photo of ids) {
    const found = await Promise.all(filesOf(photo).map((url) => lookUp('device', url)));
    if (found.every((response) => response === undefined)) gone.push(photo);
  }
  await tell(await deviceBooks.remove(gone));
}

/**
 * Removes what a worker that died left half stored, and what was deleted and can be undone no longer; enters anew what the
 * books have lost.
 */
export function tidyDevice(): Promise<void> {
  return exclusively('device', async () => {
    await tell(await recoverDevicePhotos());
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
  await erase(
    'device',
    photos.flatMap((photo) => [dataUrl(photo), ...filesOf(photo)].map((url) => ({ url }))),
  );
  await deviceBooks.remove(photos);
}

function picturesOf(photo: DevicePhoto, parts: DeviceParts): readonly Picture[] {
  const { id, section } = photo;
  const files = DEVICE_PARTS.flatMap((part) => {
    const blob = parts[part];
    return blob ? [{ url: urlOf(id, part), blob, section }] : [];
  });
  return [...files, { url: dataUrl(id), blob: dataOf(photo), section }];
}

function filesOf(photo: PhotoId): readonly string[] {
  return DEVICE_PARTS.map((part) => urlOf(photo, part));
}

function urlOf(photo: PhotoId, part: DevicePart): string {
  return devicePartUrl(self.registration.scope, photo, part).href;
}

async function tell(sections: readonly DeviceSection[]): Promise<void> {
  if (sections.length > 0) await tellPages({ type: 'device-changed', sections });
}
