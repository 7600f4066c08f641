import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LibraryJson, PhotoJson, SectionFileJson, SectionJson } from '../shared/library-format.ts';
import { sectionOf, wallClockPart } from '../shared/metadata/taken.ts';
import { cleanText, titleOf } from '../shared/metadata/text.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { contentId } from './library-folder.ts';
import type { Source, SourceList } from './sources.ts';
import type { PhotoRecord } from './state.ts';

// Section files lie one folder below the library, next to the folders of the renditions.
const FROM_SECTION = '../';

/** A photo with the file that stands for it: the first of its exact duplicates. */
export interface PlacedPhoto {
  id: string;
  source: Source;
  record: PhotoRecord;
  /** ISO 8601 wall clock of the file. */
  fileTaken: string;
}

/**
 * Writes the sections and then, last, `library.json`: whoever reads it in between finds the library as it was.
 *
 * @param places whether it says where photos were taken.
 * @returns the section files that the library now consists of, relative to it.
 */
export async function writeLibrary(
  root: string,
  list: SourceList,
  placed: readonly PlacedPhoto[],
  places: boolean,
): Promise<Set<string>> {
  const photos = placed.map((photo) => toPhotoJson(photo, places)).sort(newestFirst);
  const sections: SectionJson[] = [];
  for (const [id, members] of bySection(photos)) {
    const content = JSON.stringify({ photos: members } satisfies SectionFileJson);
    const href = `sections/${id}.${contentId(Buffer.from(content)).slice(0, 16)}.json`;
    await writeWhenChanged(join(root, href), content);
    sections.push({ id, count: members.length, href, ...bytesOf(members) });
  }
  const library: LibraryJson = {
    version: 1,
    title: list.title,
    total: photos.length,
    sections,
    ...(list.credits.length > 0 && { credits: list.credits }),
  };
  await writeWhenChanged(join(root, 'library.json'), JSON.stringify(library));
  return new Set(sections.map((section) => section.href));
}

function toPhotoJson({ id, source, record, fileTaken }: PlacedPhoto, places: boolean): PhotoJson {
  const fileName = basename(source.path);
  const { taken, place, ...details } = record.metadata;
  return {
    id,
    title: source.title ?? titleOf(fileName),
    width: record.width,
    height: record.height,
    taken: source.taken ?? taken ?? fileTaken,
    type: record.type,
    bytes: record.bytes,
    thumbhash: record.thumbhash,
    thumbnail: FROM_SECTION + record.thumbnail,
    screen: FROM_SECTION + record.screen,
    original: FROM_SECTION + record.original,
    ...(record.full !== undefined && { full: FROM_SECTION + record.full, fullBytes: record.fullBytes ?? 0 }),
    thumbnailBytes: record.thumbnailBytes,
    screenBytes: record.screenBytes,
    fileName: cleanText(fileName),
    ...details,
    ...(places && place && { place }),
  };
}

/** What keeping these photos offline takes, in each quality. Equal pictures share a file, which counts once. */
function bytesOf(photos: readonly PhotoJson[]): { previewBytes: number; originalBytes: number } {
  const previews = new Map<string, number>();
  const originals = new Map<string, number>();
  for (const photo of photos) {
    previews.set(photo.thumbnail, photo.thumbnailBytes ?? 0);
    previews.set(photo.screen, photo.screenBytes ?? 0);
    originals.set(photo.original, photo.bytes);
    if (photo.full !== undefined) originals.set(photo.full, photo.fullBytes ?? 0);
  }
  const sum = (files: Map<string, number>) => [...files.values()].reduce((all, bytes) => all + bytes, 0);
  return { previewBytes: sum(previews), originalBytes: sum(previews) + sum(originals) };
}

/** In the order of the photos, which puts the newest section first. */
function bySection(photos: readonly PhotoJson[]): Map<string, PhotoJson[]> {
  const sections = new Map<string, PhotoJson[]>();
  for (const photo of photos) {
    const id = sectionOf(photo.taken);
    const members = sections.get(id);
    if (members === undefined) sections.set(id, [photo]);
    else members.push(photo);
  }
  return sections;
}

function newestFirst(a: PhotoJson, b: PhotoJson): number {
  return (
    compare(wallClockPart(b.taken), wallClockPart(a.taken)) || compare(a.fileName, b.fileName) || compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An unchanged file keeps its time, and with it the ETag that browsers know it by. */
async function writeWhenChanged(path: string, content: string): Promise<void> {
  const current = await readFile(path, 'utf8').catch(() => undefined);
  if (current !== content) await writeFileAtomic(path, content);
}
