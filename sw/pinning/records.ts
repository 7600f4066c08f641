import type { KeepFile } from '../../src/shared/keep-files.ts';
import type { PinFailure, PinQuality } from '../../src/shared/pin.ts';

/** What is still to be had, what is here with every byte verified, and what could not be had. */
export type KeepState = 'wanted' | 'kept' | 'failed';

/** A photo that is wanted offline. */
export interface PinnedPhoto {
  readonly id: string;
  readonly title: string;
  readonly section: string;
  readonly quality: PinQuality;
  readonly files: readonly KeepFile[];
  /** Those of `files`, once more: IndexedDB cannot look into a list of records, and a file may belong to several photos. */
  readonly urls: readonly string[];
  readonly state: KeepState;
  /** Not to be tried before, in ms since 1970. */
  readonly dueAt: number;
  /** Attempts that failed, one after the other. */
  readonly attempts: number;
  /** Why it is `failed`. */
  readonly reason?: PinFailure['reason'];
}

/** A month whose photos are in the books, as they were in this section file and under these wishes. */
export interface SurveyedSection {
  readonly section: string;
  readonly signature: string;
}

/** Photos of a state, and the encoded bytes of their files as far as they are known. */
export interface KeepTotal {
  readonly count: number;
  readonly bytes: number;
}

/** A stretch of a large file that is on its way: all but the last of a file are `PART_BYTES` long, and the last is not stored. */
export interface Part {
  readonly url: string;
  readonly index: number;
  readonly bytes: ArrayBuffer;
}

export const PART_BYTES = 1 << 20;

/** A photo that is wanted, as it enters the books. */
export function wanted(
  photo: Pick<PinnedPhoto, 'id' | 'title' | 'section' | 'quality'> & { readonly files: readonly KeepFile[] },
): PinnedPhoto {
  const { id, title, section, quality, files } = photo;
  const urls = files.map(({ url }) => url);
  return { id, title, section, quality, files, urls, state: 'wanted', dueAt: 0, attempts: 0 };
}

export function bytesOf({ files }: PinnedPhoto): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
