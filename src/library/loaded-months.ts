import type { Photo, PhotoId } from '../shared/photo.ts';
import { mergePhotos } from './merge.ts';

/** What was loaded of a month; a part is missing when it could not be had. */
export interface LoadedMonth {
  readonly server: readonly Photo[] | undefined;
  readonly device: readonly Photo[] | undefined;
  /** Both, newest first. */
  readonly photos: readonly Photo[];
}

/** The months of a library that were loaded, by their ids, and where each photo of them is. */
export class LoadedMonths {
  readonly #months = new Map<string, LoadedMonth>();
  readonly #places = new Map<PhotoId, { readonly section: string; readonly index: number }>();

  get(id: string): LoadedMonth | undefined {
    return this.#months.get(id);
  }

  /** The ids of all that are here now. */
  months(): string[] {
    return [...this.#months.keys()];
  }

  /** The month of a photo, and its index there. */
  placeOf(photo: PhotoId): { readonly section: string; readonly index: number } | undefined {
    return this.#places.get(photo);
  }

  /** Takes the parts of a month in place of those that were here. */
  keep(id: string, server: readonly Photo[] | undefined, device: readonly Photo[] | undefined): void {
    for (const photo of this.#months.get(id)?.photos ?? []) {
      // A photo whose date was corrected may stand elsewhere by now.
      if (this.#places.get(photo.id)?.section === id) this.#places.delete(photo.id);
    }
    const photos = mergePhotos(server ?? [], device ?? []);
    if (photos.length === 0 && !server) this.#months.delete(id);
    else this.#months.set(id, { server, device, photos });
    for (const [index, photo] of photos.entries()) this.#places.set(photo.id, { section: id, index });
  }
}
