import { DEVICE_PARTS, type DeviceParts, isDevicePhoto } from '../src/shared/device-photo.ts';
import { isRecord } from '../src/shared/is-record.ts';
import type { PageMessage } from '../src/shared/messages.ts';
import { parsePhotoId } from '../src/shared/photo.ts';
import { type Checks, type Fields, isIndex, isList, isText, nothing, type Place, readWord } from './message-checks.ts';
import { CLEARING, isPhoto, PINNING_WORDS, THUMBNAIL_WORDS } from './picture-words.ts';

/**
 * What a page says, if it is a word of this version and whole; `unknown` for a word of another version, `undefined` for what
 * is no message. `scope` is the root of the app, which every address lies below.
 */
export function readMessage(data: unknown, scope: string): PageMessage | 'unknown' | undefined {
  return readWord(data, checks, { root: scope, isId: (text) => parsePhotoId(text) !== undefined });
}

const checks: Checks<PageMessage['type']> = {
  ...THUMBNAIL_WORDS,
  ...PINNING_WORDS,
  ...CLEARING,
  SKIP_WAITING: nothing,
  'section-figures': nothing,
  'delete-everything': nothing,
  'hand-over': nothing,
  'take-back': nothing,
  'add-device-photo': ({ photo, parts, file }) =>
    isRecord(photo) && isDevicePhoto(photo) && isRecord(parts) && areParts(parts) && isImportedFile(file),
  'device-library': nothing,
  'device-section': ({ section }) => isText(section),
  'device-photo': ({ photo }, place) => isPhoto(photo, place),
  'delete-device-photos': areOfPhotos,
  'restore-device-photos': areOfPhotos,
  'forget-deleted-photos': areOfPhotos,
  'begin-import': ({ import: id, names }) => isText(id) && isList(names, isText),
  'settle-imported': ({ files }) => isList(files, isImportedFile),
  'unfinished-imports': nothing,
  'forget-unfinished-imports': nothing,
  'shared-files': nothing,
  'forget-shared-files': ({ keys }) => isList(keys, isIndex),
};

function areOfPhotos({ photos }: Fields, place: Place): boolean {
  return isList(photos, (photo) => isPhoto(photo, place));
}

function areParts(parts: Fields): boolean {
  const needed: readonly (keyof DeviceParts)[] = ['thumbnail', 'original'];
  return DEVICE_PARTS.every(
    (part) => parts[part] instanceof Blob || (parts[part] === undefined && !needed.includes(part)),
  );
}

function isImportedFile(value: unknown): boolean {
  return isRecord(value) && isText(value['import']) && isIndex(value['index']);
}
