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
import type { Owner } from '../lost.ts';
import { tellPages } from '../pages.ts';
import { Refusal } from '../refusal.ts';
import { withRoom } from '../room.ts';
import { emptyHeld, erase, exclusively, lookUp, type Picture, write } from '../stored.ts';
import { deviceBooks } from './books.ts';
import { imports } from './imports.ts';
import { dataOf, dataUrl } from './photo-data.ts';
import { photoLists } from './photo-lists.ts';

declare const self: ServiceWorkerGlobalScope;

/** How long deleting can be undone, in ms, when no page says that it cannot. */
const UNDO_MS = 30_000;

/** Photos to look up in one go. */
const STEP = 50;

/** Its import is no longer in the books: it was cleared, or everything was deleted. */
export class ImportEndedError extends Refusal {
  override readonly name = 'ImportEndedError';
  readonly code = 'import-ended';
}

/**
 * Keeps a photo. It can be seen only once all its files are stored: whatever happens meanwhile, half a photo is never
 * shown, and `tidyDevice` removes it.
 * @throws `QuotaExceededError` when there is no space; then nothing of it is kept. {ImportEndedError}.
 */
export async function addDevicePhoto({
  photo,
  parts,
  file,
}: Extract<DeviceMessage, { type: 'add-device-photo' }>): Promise<DeviceReplies['add-device-photo']> {
  if (!isDevicePhoto(photo)) throw new TypeError('This is not a photo.');
  return exclusively('device', async () => {
    const record = await deviceBooks.get(photo.id);
    const known = record?.state === 'adding' ? undefined : record;
    const whole = known !== undefined && (await isWhole(known));
    if (known?.state === 'here' && whole) {
      await imports.settle([file]);
      return 'already-here';
    }
    // Everything may have been deleted while its page went on.
    if (!(await imports.has(file))) throw new ImportEndedError('This import has ended.');
    if (!known) await deviceBooks.put([photo], 'adding');
    if (!whole) {
      await store(known ?? photo, parts).catch(async (error: unknown) => {
        if (!known) await discard([photo.id]);
        throw error;
      });
    }
    await tell(await deviceBooks.put([known ?? photo], 'here'));
    await imports.settle([file]);
    return 'added';
  });
}

/** The photo, if all its files are here. */
export async function wholePhoto(id: PhotoId): Promise<DevicePhoto | undefined> {
  const photo = await deviceBooks.find(id);
  return photo && (await isWhole(photo)) ? photo : undefined;
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

/** Forgets all photos of this device, in one turn: a photo that waits to be added is not lost in the middle of it. */
export function clearDevice(): Promise<void> {
  return exclusively('device', async () => {
    await emptyHeld('device');
    await deviceBooks.clear();
  });
}

/** Photos of which nothing is left are gone, and everybody is told. */
export const ownerOfDevice: Owner = {
  lost(urls) {
    const folder = new URL(DEVICE_FOLDER, self.registration.scope).href;
    const ids = urls.flatMap((url) => parsePhotoId(url.slice(folder.length).split('/')[0] ?? '') ?? []);
    return forgetLost(new Set(ids));
  },
  async lookAfter(position) {
    const ids = (await deviceBooks.after(position, STEP)).map(({ id }) => id);
    await exclusively('device', () => forgetLost(ids));
    return ids.length === STEP ? ids.at(-1) : undefined;
  },
};

/** The caller holds the lock. */
async function forgetLost(ids: Iterable<PhotoId>): Promise<void> {
  const gone: PhotoId[] = [];
  for (const photo of ids) {
    const found = await Promise.all(filesOf(photo).map((url) => lookUp('device', url)));
    if (found.every((response) => response === undefined)) gone.push(photo);
  }
  await tell(await deviceBooks.remove(gone));
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
  await erase(
    'device',
    photos.flatMap((photo) => [dataUrl(photo), ...filesOf(photo)].map((url) => ({ url }))),
  );
  await photoLists.remove(photos);
  await deviceBooks.remove(photos);
}

/** Stores the files of a photo that are not here, and then its data; makes room for them where the storage is full. */
async function store(photo: DevicePhoto, parts: DeviceParts): Promise<void> {
  const pictures = picturesOf(photo, parts);
  const found = await Promise.all(pictures.map(({ url }) => lookUp('device', url)));
  const lacking = pictures.filter((_picture, index) => !found[index]);
  const bytes = lacking.reduce((sum, { blob }) => sum + blob.size, 0);
  await withRoom(bytes, async () => {
    await photoLists.add(photo.id);
    await write('device', lacking);
  });
}

async function isWhole({ id, hasScreen, hasFull }: DevicePhoto): Promise<boolean> {
  const parts = DEVICE_PARTS.filter((part) => (part !== 'screen' || hasScreen) && (part !== 'full' || hasFull));
  const urls = [...parts.map((part) => urlOf(id, part)), dataUrl(id)];
  const found = await Promise.all(urls.map((url) => lookUp('device', url)));
  return found.every((response) => response !== undefined);
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
