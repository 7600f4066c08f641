import type { Photo } from '../../shared/photo.ts';

/** How many photos are handed over at once: each is in memory as a whole. */
const MOST_SHARED = 10;

/** Whether this browser can hand the files of these photos to other apps. */
export function canShare(photos: readonly Photo[]): boolean {
  if (photos.length === 0 || photos.length > MOST_SHARED || typeof navigator.canShare !== 'function') return false;
  // Browsers look at types and names alone.
  return navigator.canShare({ files: photos.map(({ fileName, type }) => new File([], fileName, { type })) });
}
