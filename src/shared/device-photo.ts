import { lineOf } from './metadata/text.ts';
import { type Photo, type PhotoId, parsePhotoId } from './photo.ts';
import { type PhotoDetails, parseDetails } from './photo-details.ts';

/** The most characters of a name: as many as that of a file has. */
const NAME = 255;

/** A file of a photo of this device, by what it is for. */
export type DevicePart = 'thumbnail' | 'screen' | 'full' | 'original';

export const DEVICE_PARTS: readonly DevicePart[] = ['thumbnail', 'screen', 'full', 'original'];

/** The files of a photo of this device. */
export interface DeviceParts {
  readonly thumbnail: Blob;
  /** Left out where the original is no larger. */
  readonly screen?: Blob;
  /** In the original's size, only where browsers cannot decode the original (HEIC). */
  readonly full?: Blob;
  /** As it was added, bit for bit. */
  readonly original: Blob;
}

/** What is known of a photo of this device; its files lie in Cache Storage. */
export interface DevicePhoto
  extends PhotoDetails,
    Pick<Photo, 'id' | 'title' | 'fileName' | 'width' | 'height' | 'taken' | 'type' | 'bytes' | 'thumbhash'> {
  /** The month, `2024-07`. */
  readonly section: string;
  readonly hasScreen: boolean;
  readonly hasFull: boolean;
}

/** A month with photos of this device. */
export interface DeviceSection {
  /** `2024-07`. */
  readonly id: string;
  readonly count: number;
}

/** Where photos of this device lie below the app: only the service worker answers there, and no server is ever asked. */
export const DEVICE_FOLDER = 'device/';

/**
 * Where a file of a photo lies, in an app whose root is `root`. The names come from the photo, not from the file's own
 * content: two photos never share a file, so that one can be deleted without looking at the other.
 */
export function devicePartUrl(root: string | URL, photo: PhotoId, part: DevicePart): URL {
  return new URL(`${DEVICE_FOLDER}${photo}/${part}`, root);
}

/** The photo as the views know it. */
export function photoOfDevice(photo: DevicePhoto, root: string | URL): Photo {
  const { id, width, height, taken, type, bytes, thumbhash, hasScreen, hasFull } = photo;
  const title = lineOf(photo.title, NAME) ?? id;
  const fileName = lineOf(photo.fileName, NAME) ?? title;
  const url = (part: DevicePart) => devicePartUrl(root, id, part);
  return {
    ...{ source: 'device', id, title, fileName, width, height, taken, type, bytes, thumbhash },
    thumbnail: url('thumbnail'),
    // An original that is no larger than a screen rendition is one.
    screen: url(hasScreen ? 'screen' : hasFull ? 'full' : 'original'),
    full: url(hasFull ? 'full' : 'original'),
    original: url('original'),
    details: parseDetails({ ...photo }),
  };
}

/** Whether this can be kept, and shown ever after: it comes from a page, perhaps one of another version. */
export function isDevicePhoto(value: Partial<Record<keyof DevicePhoto, unknown>>): boolean {
  const { id, section, title, fileName, taken, type, thumbhash, width, height, bytes } = value;
  const texts = [id, section, title, fileName, taken, type, thumbhash].every((text) => typeof text === 'string');
  const sizes = [width, height, bytes].every((size) => Number.isSafeInteger(size) && Number(size) > 0);
  return texts && sizes && parsePhotoId(String(id)) !== undefined && /^\d{4}-\d{2}$/.test(String(section));
}
