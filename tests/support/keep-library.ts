import { randomFillSync } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { type IndexedLibrary, indexFolder } from '../../src/indexer/index-folder.ts';
import type { LibraryJson, SectionFileJson } from '../../src/shared/library-format.ts';
import { plan, writePhotos } from './photos.ts';

/** A library to keep offline: `small` ordinary photos of July 2024, and `large` ones whose originals are several MB. */
export async function keepLibrary(folder: string, small: number, large: number): Promise<IndexedLibrary> {
  const photos = join(folder, 'photos');
  await mkdir(photos, { recursive: true });
  await writePhotos(
    photos,
    Array.from({ length: small }, (_, index) => plan(`small ${index}.jpg`, index, '2024-07')),
  );
  for (let index = 0; index < large; index += 1) await writeNoise(join(photos, `large ${index}.jpg`), index);
  return indexFolder(photos, { cache: join(folder, 'cache') });
}

/** Noise does not compress: about 3.7 MB. */
async function writeNoise(path: string, index: number): Promise<void> {
  const [width, height] = [2500, 1800];
  const pixels = randomFillSync(Buffer.alloc(width * height * 3));
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .withExif({ IFD2: { DateTimeOriginal: `2024:07:29 10:${String(index).padStart(2, '0')}:00` } });
  await writeFile(path, await picture.toBuffer());
}

/** What has to be kept of each photo, as paths below the library, in alphabetical order; equal pictures share a file. */
export async function filesToKeep({ library }: IndexedLibrary, quality: 'Previews' | 'Originals'): Promise<string[]> {
  const index: LibraryJson = JSON.parse(await readFile(join(library, 'library.json'), 'utf8'));
  const files = new Set<string>();
  for (const { href } of index.sections) {
    const { photos }: SectionFileJson = JSON.parse(await readFile(join(library, href), 'utf8'));
    for (const { thumbnail, screen, original, full } of photos) {
      const wanted = quality === 'Previews' ? [thumbnail, screen] : [thumbnail, screen, full ?? original, original];
      for (const file of wanted) files.add(file.replace(/^\.\.\//, ''));
    }
  }
  return [...files].sort();
}
