import { type Photo, type PhotoId, parsePhotoId, type Rendition } from '../shared/photo.ts';

/**
 * The memory tier's key. It carries the title, because a bitmap that was collected has to be named in the log
 * long after its photo was forgotten.
 */
export type BitmapKey = `${string}/${Rendition}/${string}`;

export function bitmapKey(photo: Photo, rendition: Rendition): BitmapKey {
  return `${photo.id}/${rendition}/${photo.title}`;
}

/** What `key` was made from; the title may itself contain slashes. */
export function parseBitmapKey(key: BitmapKey): { photo: PhotoId; rendition: Rendition; title: string } | undefined {
  const [, id = '', rendition, title = ''] = /^([^/]*)\/(thumbnail|screen|full)\/(.*)$/s.exec(key) ?? [];
  const photo = parsePhotoId(id);
  if (!photo || (rendition !== 'thumbnail' && rendition !== 'screen' && rendition !== 'full')) return undefined;
  return { photo, rendition, title };
}
