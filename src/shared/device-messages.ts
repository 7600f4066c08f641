import type { DeviceParts, DevicePhoto, DeviceSection } from './device-photo.ts';
import type { PhotoId } from './photo.ts';
import { ofThisCopy } from './this-copy.ts';

/** A file that is being imported: its number among those of the same import. */
export interface ImportedFile {
  readonly import: string;
  readonly index: number;
}

/** A file that another app shared with this one, and that waits to be imported. */
export interface SharedFile {
  readonly key: number;
  readonly file: File;
}

/** What the page asks about photos of this device. The service worker is the only one who writes them. */
export type DeviceMessage =
  /** Keep a photo: replies once all of it is stored. */
  | {
      readonly type: 'add-device-photo';
      readonly photo: DevicePhoto;
      readonly parts: DeviceParts;
      readonly file: ImportedFile;
    }
  /** The months, and what was left undone. */
  | { readonly type: 'device-library' }
  | { readonly type: 'device-section'; readonly section: string }
  /** One photo, if all of it is here. */
  | { readonly type: 'device-photo'; readonly photo: PhotoId }
  /** Delete these in a way that can be undone for a while. */
  | { readonly type: 'delete-device-photos'; readonly photos: readonly PhotoId[] }
  /** Undo that. */
  | { readonly type: 'restore-device-photos'; readonly photos: readonly PhotoId[] }
  /** Nobody can undo that any more: give the space back. */
  | { readonly type: 'forget-deleted-photos'; readonly photos: readonly PhotoId[] }
  /** These files are about to be imported; what is not settled when the page is gone can be named. */
  | { readonly type: 'begin-import'; readonly import: string; readonly names: readonly string[] }
  /** A file needs no more looking at. Adding its photo settles it too. */
  | { readonly type: 'settle-imported'; readonly files: readonly ImportedFile[] }
  /** Names of files whose import ended with its page. */
  | { readonly type: 'unfinished-imports' }
  | { readonly type: 'forget-unfinished-imports' }
  | { readonly type: 'shared-files' }
  | { readonly type: 'forget-shared-files'; readonly keys: readonly number[] };

/** What comes back for each. */
export interface DeviceReplies {
  readonly 'add-device-photo': 'added' | 'already-here';
  readonly 'device-library': DeviceLibrary;
  readonly 'device-section': readonly DevicePhoto[];
  readonly 'device-photo': DevicePhoto | undefined;
  readonly 'delete-device-photos': undefined;
  readonly 'restore-device-photos': undefined;
  readonly 'forget-deleted-photos': undefined;
  readonly 'begin-import': undefined;
  readonly 'settle-imported': undefined;
  readonly 'unfinished-imports': readonly string[];
  readonly 'forget-unfinished-imports': undefined;
  readonly 'shared-files': readonly SharedFile[];
  readonly 'forget-shared-files': undefined;
}

export interface DeviceLibrary {
  /** Newest first. */
  readonly sections: readonly DeviceSection[];
  /** Files that were shared with the app, and files of imports that ended with their page. */
  readonly waiting: { readonly shared: number; readonly unfinished: number };
}

/** What the service worker tells every page about photos of this device. */
export interface DeviceChanged {
  readonly type: 'device-changed';
  /** The months that changed, with the number of photos that they have now. */
  readonly sections: readonly DeviceSection[];
}

/** What the locks are called that pages hold while they import. */
export const IMPORT_LOCKS = ofThisCopy('afterimage-import-');

/** The lock that a page holds while it runs this import. */
export function importLock(id: string): string {
  return `${IMPORT_LOCKS}${id}`;
}
