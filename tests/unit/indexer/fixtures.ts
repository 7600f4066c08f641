import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { onTestFinished } from 'vitest';
import { type IndexedLibrary, indexFolder } from '../../../src/indexer/index-folder.ts';
import type { LibraryJson, PhotoJson, SectionFileJson } from '../../../src/shared/library-format.ts';

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'afterimage-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by relative path, with their folders, and returns the folder. */
export async function folderWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** Orders text by its code units. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A plain picture of one colour; different colours make different photos. */
export function plain(background: string, width = 64, height = 48): Sharp {
  return sharp({ create: { width, height, channels: 3, background } });
}

/** Small JPEG bytes of one colour. */
export function jpeg(background: string, width?: number, height?: number): Promise<Buffer> {
  return plain(background, width, height).jpeg().toBuffer();
}

/** 128 × 64, blue, with a red upper left quarter: shows how it is turned. */
export async function marked(): Promise<Sharp> {
  const input = await plain('#ff0000', 64, 32).png().toBuffer();
  const picture = plain('#0000ff', 128, 64).composite([{ input, left: 0, top: 0 }]);
  return sharp(await picture.png().toBuffer());
}

/** Names what is seen in the four corners, row by row: `R` for red, `b` for blue. */
export async function corners(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): string => ((data[(y * info.width + x) * info.channels] ?? 0) > 128 ? 'R' : 'b');
  const [right, bottom] = [info.width - 4, info.height - 4];
  return at(3, 3) + at(right, 3) + at(3, bottom) + at(right, bottom);
}

/** What tests look at in a library. */
export interface ReadLibrary {
  json: LibraryJson;
  photos: PhotoJson[];
  /** Bytes of a rendition, by its URL as in the section file. */
  bytes(href: string): Promise<Buffer>;
}

/** Reads a library the way the page does: from `library.json` through its sections. */
export async function readLibrary(root: string): Promise<ReadLibrary> {
  const json: LibraryJson = JSON.parse(await readFile(join(root, 'library.json'), 'utf8'));
  const photos: PhotoJson[] = [];
  for (const { href } of json.sections) {
    const section: SectionFileJson = JSON.parse(await readFile(join(root, href), 'utf8'));
    photos.push(...section.photos);
  }
  return { json, photos, bytes: (href) => readFile(join(root, 'sections', href)) };
}

/** Indexes a folder into a cache of its own and reads what came of it. */
export async function indexed(folder: string): Promise<{ result: IndexedLibrary; library: ReadLibrary }> {
  const result = await indexFolder(folder, { cache: await temporaryFolder() });
  return { result, library: await readLibrary(result.library) };
}

/** Indexes the only photo of a library made for it. */
export async function indexedAlone(
  name: string,
  bytes: Uint8Array,
): Promise<{ photo: PhotoJson; library: ReadLibrary }> {
  const { library } = await indexed(await folderWith({ [name]: bytes }));
  const [photo] = library.photos;
  if (photo === undefined || library.photos.length !== 1) throw new Error(`${name} was not indexed`);
  return { photo, library };
}
