import type { Picture } from './picture.ts';

/**
 * The memory tier's key. It carries the title, because a bitmap that was collected has to be named in the log
 * long after its photo was forgotten.
 */
export type BitmapKey = `${string}/${string}`;

export function bitmapKey({ id, title }: Pick<Picture, 'id' | 'title'>): BitmapKey {
  return `${id}/${title}`;
}

/** What `key` was made from; the title may itself contain slashes. */
export function parseBitmapKey(key: BitmapKey): { photo: string; title: string } {
  const slash = key.indexOf('/');
  return { photo: key.slice(0, slash), title: key.slice(slash + 1) };
}

/** How sharp a picture in the memory tier is. */
export type BitmapSize = 'screen' | 'full';

/** The same as a number, as the memory tier has it: larger is sharper. */
export const SIZES: Record<BitmapSize, number> = { screen: 1, full: 2 };

export function bitmapSize(size: number): BitmapSize {
  return size === SIZES.full ? 'full' : 'screen';
}
