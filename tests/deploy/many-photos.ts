import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { indexFolder } from '../../src/indexer/index-folder.ts';
import { type ContentFolder, contentId, contentPath } from '../../src/indexer/library-folder.ts';
import { precompress } from '../../src/indexer/precompress.ts';
import type { LibraryJson, PhotoJson, SectionFileJson, SectionJson } from '../../src/shared/library-format.ts';
import { detailed } from '../support/pictures.ts';

const MONTHS = 10;
/** So many of the first photos fill the months evenly; whatever comes after them is of the newest month. */
const EVEN = 1000;
const FILES = { thumbnail: 'thumbnails', screen: 'screens', full: 'full', original: 'originals' } as const;
const BYTES = { thumbnail: 'thumbnailBytes', screen: 'screenBytes', full: 'fullBytes', original: 'bytes' } as const;

/** A folder that is indexed once, out of whose photos libraries of any size are made. */
export class ManyPhotos {
  readonly #library: string;
  readonly #photos: readonly PhotoJson[];

  private constructor(library: string, photos: readonly PhotoJson[]) {
    this.#library = library;
    this.#photos = photos;
  }

  /**
   * @param photos folder of photos.
   * @param work folder for what is made out of them.
   */
  static async of(photos: string, work: string): Promise<ManyPhotos> {
    const { library } = await indexFolder(photos, { cache: join(work, 'cache'), out: join(work, 'few') });
    const index: LibraryJson = JSON.parse(await readFile(join(library, 'library.json'), 'utf8'));
    const sections = index.sections.map(async ({ href }) => {
      const { photos }: SectionFileJson = JSON.parse(await readFile(join(library, href), 'utf8'));
      return photos;
    });
    return new ManyPhotos(library, (await Promise.all(sections)).flat());
  }

  /** Writes a library of so many photos into a site; called again with more of them, it adds those. */
  async write(site: string, total: number): Promise<void> {
    const months: PhotoJson[][] = Array.from({ length: MONTHS }, () => []);
    for (let index = 0; index < total; index += 1) {
      const month = Math.min(MONTHS - 1, Math.floor((index * MONTHS) / EVEN));
      months[month]?.unshift(await this.#photo(join(site, 'library'), index, month));
    }
    const sections: SectionJson[] = [];
    for (const [month, photos] of months.entries()) {
      const text = JSON.stringify({ photos } satisfies SectionFileJson);
      const href = `sections/${idOf(month)}.${contentId(Buffer.from(text)).slice(0, 16)}.json`;
      await writeFileIn(join(site, 'library', href), text);
      const sum = (keys: readonly (keyof typeof BYTES)[]) =>
        photos.reduce((all, photo) => all + keys.reduce((bytes, key) => bytes + (photo[BYTES[key]] ?? 0), 0), 0);
      const previewBytes = sum(['thumbnail', 'screen']);
      const originalBytes = previewBytes + sum(['full', 'original']);
      sections.unshift({ id: idOf(month), count: photos.length, href, previewBytes, originalBytes });
    }
    const index: LibraryJson = { version: 1, title: 'Many photos', total, sections };
    await writeFile(join(site, 'library', 'library.json'), JSON.stringify(index));
    await precompress(site);
  }

  /** The same picture as others, but no file of it is equal: a few bytes follow, at which no decoder looks. */
  async #photo(library: string, index: number, month: number): Promise<PhotoJson> {
    const like = this.#photos[index % this.#photos.length];
    if (!like) throw new Error('No photo is in the folder.');
    const photo = { ...like, title: `photo ${index}`, fileName: `photo ${index}.jpg` };
    photo.taken = `${idOf(month)}-15T12:${String(Math.floor((index % 3600) / 60)).padStart(2, '0')}:00`;
    for (const key of ['thumbnail', 'screen', 'full', 'original'] as const) {
      const from = like[key];
      if (from === undefined) continue;
      const bytes = Buffer.concat([await readFile(join(this.#library, 'sections', from)), Buffer.from(` ${index}`)]);
      const folder: ContentFolder = FILES[key];
      const path = contentPath(folder, contentId(bytes), extname(from).slice(1));
      await writeFileIn(join(library, path), bytes);
      photo[key] = `../${path}`;
      photo[BYTES[key]] = bytes.length;
      if (key === 'original') photo.id = contentId(bytes);
    }
    return photo;
  }
}

/** Photos with as many details as real ones, for whoever has no others at hand. */
export async function writeDetailedPhotos(folder: string): Promise<void> {
  for (let index = 0; index < 4; index += 1) {
    const picture = (await detailed({ width: 3000, height: 2000 })).modulate({ hue: 90 * index, saturation: 2 });
    await writeFileIn(join(folder, `${index}.jpg`), await picture.jpeg({ quality: 85 }).toBuffer());
  }
}

function idOf(month: number): string {
  return `2026-${String(month + 1).padStart(2, '0')}`;
}

async function writeFileIn(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
