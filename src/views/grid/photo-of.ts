import { type PhotoId, parsePhotoId } from '../../shared/photo.ts';

/** The photo of the tile whose link, or a part of it, this is; headings and controls beside it are not the photo. */
export function photoOf(target: EventTarget | null): PhotoId | undefined {
  const link = target instanceof Element ? target.closest('a') : null;
  return parsePhotoId(link?.closest<HTMLElement>('[data-photo]')?.dataset['photo'] ?? '');
}
