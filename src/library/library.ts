import {
  LibraryError,
  type LibraryIndex,
  parseLibraryIndex,
  parseSectionFile,
  type Section,
} from '../shared/parse-library.ts';
import type { Photo, PhotoId } from '../shared/photo.ts';

/** Where a photo stands: the section's index, and the photo's within it. */
export interface Place {
  readonly section: number;
  readonly index: number;
}

/** An opened library. Counts are known from the start; the photos of a section once it was loaded. */
export class Library {
  readonly index: LibraryIndex;
  /** Whether this is the stored library, because the server could not be reached. */
  readonly stored: boolean;
  readonly #url: URL;
  readonly #photos = new Map<number, readonly Photo[]>();
  readonly #loading = new Map<number, Promise<readonly Photo[]>>();
  readonly #places = new Map<PhotoId, Place>();
  readonly #listeners = new Set<(section: number) => void>();

  private constructor(index: LibraryIndex, url: URL, stored: boolean) {
    this.index = index;
    this.#url = url;
    this.stored = stored;
  }

  /**
   * Opens the library at `url` (`library.json`).
   * @throws {LibraryError} when there is none, or it cannot be read; the message is a sentence for people.
   */
  static async open(url: URL): Promise<Library> {
    const response = await fetch(url, { cache: 'no-cache' }).catch((error: unknown) => {
      throw new LibraryError('The photo library cannot be reached, and no copy of it is on this device.', {
        cause: error,
      });
    });
    if (!response.ok) throw new LibraryError(`There is no photo library here (HTTP ${response.status}).`);
    const json: unknown = await response.json().catch((error: unknown) => {
      throw new LibraryError('The photo library is damaged.', { cause: error });
    });
    const stored = response.headers.get('Cache-Status') === 'afterimage-library; hit';
    return new Library(parseLibraryIndex(json, url), url, stored);
  }

  /** The photos of a section, if they are here. */
  photos(section: number): readonly Photo[] | undefined {
    return this.#photos.get(section);
  }

  place(id: PhotoId): Place | undefined {
    return this.#places.get(id);
  }

  photoAt({ section, index }: Place): Photo | undefined {
    return this.#photos.get(section)?.[index];
  }

  /** Loads a section once; all who ask share it, and a failed load can be tried again. */
  load(section: number): Promise<readonly Photo[]> {
    const present = this.#photos.get(section);
    if (present) return Promise.resolve(present);
    const loading = this.#loading.get(section) ?? this.#load(section).finally(() => this.#loading.delete(section));
    this.#loading.set(section, loading);
    return loading;
  }

  /** Calls back with each section that is loaded from now on, whoever asked for it. */
  listen(listener: (section: number) => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /**
   * Where the photo is, looking through sections from the newest until it is found; `undefined` when it is in none.
   * @throws {LibraryError} when it was not found and some sections cannot be loaded: it may be in one of those.
   */
  async find(id: PhotoId): Promise<Place | undefined> {
    let failure: unknown;
    for (let section = 0; section < this.index.sections.length && !this.#places.has(id); section += 1) {
      await this.load(section).catch((error: unknown) => {
        failure = error;
      });
    }
    const place = this.#places.get(id);
    if (!place && failure) throw failure;
    return place;
  }

  /** The place so many photos (1 or −1) further on, across sections; `undefined` at the ends. */
  async neighbour(place: Place, step: 1 | -1): Promise<Place | undefined> {
    const index = place.index + step;
    if (this.photoAt({ section: place.section, index })) return { section: place.section, index };
    for (let section = place.section + step; this.index.sections[section]; section += step) {
      const photos = await this.load(section).catch(() => []);
      if (photos.length > 0) return { section, index: step === 1 ? 0 : photos.length - 1 };
    }
    return undefined;
  }

  /**
   * Fetches again what was loaded before a service worker was there to keep it for offline use. The section files
   * come from the HTTP cache, as their names are content addresses.
   */
  async fetchAgain(): Promise<void> {
    const urls = [this.#url, ...[...this.#photos.keys()].map((section) => this.#section(section).url)];
    await Promise.allSettled(urls.map((url) => fetch(url)));
  }

  async #load(section: number): Promise<readonly Photo[]> {
    const url = this.#section(section).url;
    const response = await fetch(url).catch((error: unknown) => {
      throw new LibraryError('This part of the library cannot be reached, and is not on this device.', {
        cause: error,
      });
    });
    if (!response.ok) throw new LibraryError(`A month of the library is missing (HTTP ${response.status}).`);
    const photos = parseSectionFile(await response.json(), url, this.#url);
    this.#photos.set(section, photos);
    for (const [index, { id }] of photos.entries()) this.#places.set(id, { section, index });
    for (const listener of this.#listeners) listener(section);
    return photos;
  }

  #section(section: number): Section {
    const found = this.index.sections[section];
    if (!found) throw new RangeError(`No section ${section}`);
    return found;
  }
}
