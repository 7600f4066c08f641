import type { PhotoId } from '../../shared/photo.ts';

/** The photos that somebody selected, by id: they stay selected when their tiles are gone. */
export class Selection {
  readonly #photos = new Set<PhotoId>();
  readonly #onChange: () => void;
  #last: PhotoId | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#photos.size;
  }

  /** In the order in which they were selected. */
  get photos(): readonly PhotoId[] {
    return [...this.#photos];
  }

  /** The photo that was selected or deselected last, from which a range begins. */
  get last(): PhotoId | undefined {
    return this.#last;
  }

  has(photo: PhotoId): boolean {
    return this.#photos.has(photo);
  }

  hasAll(photos: readonly PhotoId[]): boolean {
    return photos.every((photo) => this.#photos.has(photo));
  }

  toggle(photo: PhotoId): void {
    if (!this.#photos.delete(photo)) this.#photos.add(photo);
    this.#last = photo;
    this.#onChange();
  }

  add(photos: readonly PhotoId[]): void {
    for (const photo of photos) this.#photos.add(photo);
    this.#last = photos.at(-1) ?? this.#last;
    this.#onChange();
  }

  /** Selects these, and no others. */
  replace(photos: Iterable<PhotoId>): void {
    this.#photos.clear();
    for (const photo of photos) this.#photos.add(photo);
    this.#onChange();
  }

  /** Photos may leave the library while they are selected. */
  retain(isThere: (photo: PhotoId) => boolean): void {
    const before = this.#photos.size;
    for (const photo of this.#photos) if (!isThere(photo)) this.#photos.delete(photo);
    if (this.#photos.size !== before) this.#onChange();
  }

  clear(): void {
    this.#photos.clear();
    this.#last = undefined;
    this.#onChange();
  }
}
