import type { Photo } from './photo.ts';
import type { PinQuality } from './pin.ts';

/** A file that a photo needs to be whole offline. */
export interface KeepFile {
  readonly url: string;
  /** Encoded bytes; 0 while nobody has said how many. */
  readonly bytes: number;
}

/** What of a photo is kept: pictures of other apps say less. */
type Keepable = Pick<Photo, 'thumbnail' | 'full' | 'renditionBytes'> &
  Partial<Pick<Photo, 'screen' | 'original' | 'bytes'>>;

/** The files that a photo needs offline; what serves as two renditions is named once. */
export function filesOf(photo: Keepable, quality: PinQuality): KeepFile[] {
  const { thumbnail, screen, full, original, renditionBytes } = photo;
  const files = new Map<string, number>([[thumbnail.href, renditionBytes?.thumbnail ?? 0]]);
  if (screen) files.set(screen.href, renditionBytes?.screen ?? 0);
  if (!screen || quality === 'original') files.set(full.href, renditionBytes?.full ?? 0);
  if (quality === 'original' && original) files.set(original.href, photo.bytes ?? 0);
  return [...files].map(([url, bytes]) => ({ url, bytes }));
}
