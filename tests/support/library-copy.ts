import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { IndexedLibrary } from '../../src/indexer/index-folder.ts';
import type { LibraryJson, PhotoJson, SectionFileJson } from '../../src/shared/library-format.ts';

/** A library that a test may change: a copy of the tests' own in `folder`. */
export class LibraryCopy {
  readonly indexed: IndexedLibrary;

  private constructor(indexed: IndexedLibrary) {
    this.indexed = indexed;
  }

  static async make(library: IndexedLibrary, folder: string): Promise<LibraryCopy> {
    await cp(library.library, folder, { recursive: true });
    return new LibraryCopy({ ...library, library: folder });
  }

  /** Takes a photo out of its month. */
  async remove(title: string): Promise<void> {
    await this.#change(title, () => []);
  }

  /** Leaves the library without a month, as a server's mistake does. */
  async empty(): Promise<void> {
    await writeFile(this.#path('library.json'), JSON.stringify({ ...(await this.#index()), total: 0, sections: [] }));
  }

  /** Puts a photo into another month, as when its date was corrected. */
  async move(title: string, month: string): Promise<void> {
    const photo = await this.#find(title);
    await this.remove(title);
    const neighbour = (await this.#index()).sections.find(({ id }) => id === month);
    const [first] = neighbour ? (await this.#section(neighbour.href)).photos : [];
    if (!first) throw new Error(`No month ${month}`);
    await this.#change(first.title, () => [first, photo]);
  }

  /** Gives a photo another thumbnail, of the bytes of `donor`'s with some more at the end. */
  async alter(title: string, donor: string): Promise<void> {
    const { thumbnail } = await this.#find(donor);
    const bytes = Buffer.concat([await readFile(this.#path('sections', thumbnail)), Buffer.from('altered')]);
    const name = `../thumbnails/${digest(bytes)}.jpg`;
    await writeFile(this.#path('sections', name), bytes);
    await this.#change(title, (photo) => [{ ...photo, thumbnail: name }]);
  }

  /** What the library says of a photo. */
  photo(title: string): Promise<PhotoJson> {
    return this.#find(title);
  }

  /** Has the library say something else of a photo, true or not. */
  async tell(title: string, said: object): Promise<void> {
    await this.#change(title, (photo) => [{ ...photo, ...said }]);
  }

  /** Has the library say something else of itself. */
  async tellOfAll(said: object): Promise<void> {
    await writeFile(this.#path('library.json'), JSON.stringify({ ...(await this.#index()), ...said }));
  }

  /** Puts a file into the library, whose path below it this is. */
  async put(path: string, content: string): Promise<void> {
    await mkdir(dirname(this.#path(path)), { recursive: true });
    await writeFile(this.#path(path), content);
  }

  /** Absolute URL of a photo's thumbnail, in the app at `site`. */
  async thumbnail(title: string, site: string): Promise<string> {
    return new URL((await this.#find(title)).thumbnail, new URL('library/sections/', site)).href;
  }

  /** The file of a month, below the library. */
  async sectionFile(month: string): Promise<string> {
    const section = (await this.#index()).sections.find(({ id }) => id === month);
    if (!section) throw new Error(`No month ${month}`);
    return section.href;
  }

  async #find(title: string): Promise<PhotoJson> {
    for (const { href } of (await this.#index()).sections) {
      const photo = (await this.#section(href)).photos.find((candidate) => candidate.title === title);
      if (photo) return photo;
    }
    throw new Error(`No photo ${title}`);
  }

  async #change(title: string, change: (photo: PhotoJson) => PhotoJson[]): Promise<void> {
    const index = await this.#index();
    for (const section of index.sections) {
      const { photos } = await this.#section(section.href);
      if (!photos.some((photo) => photo.title === title)) continue;
      const changed = photos.flatMap((photo) => (photo.title === title ? change(photo) : [photo]));
      const text = JSON.stringify({ photos: changed });
      section.href = `sections/${digest(Buffer.from(text))}.json`;
      index.total += changed.length - section.count;
      section.count = changed.length;
      await writeFile(this.#path(section.href), text);
    }
    await writeFile(this.#path('library.json'), JSON.stringify(index));
  }

  async #index(): Promise<LibraryJson> {
    return JSON.parse(await readFile(this.#path('library.json'), 'utf8'));
  }

  async #section(href: string): Promise<SectionFileJson> {
    return JSON.parse(await readFile(this.#path(href), 'utf8'));
  }

  #path(...parts: string[]): string {
    return join(this.indexed.library, ...parts);
  }
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}
