import { basename, join } from 'node:path';
import type { LibraryJson, PhotoJson, SectionFileJson, SectionJson } from '../shared/library-format.ts';
import { sectionOf, wallClockPart } from '../shared/metadata/taken.ts';
import { cleanText, titleOf } from '../shared/metadata/text.ts';
import type { Source, SourceList } from './sources.ts';
import type { PhotoRecord } from './state.ts';
import { writeNamedByContent, writeWhenChanged } from './write-list.ts';
import { writeLookup } from './write-lookup.ts';

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
 * @returns the lists that the library now consists of, relative to it.
 */
export async function writeLibrary(
  root: string,
  list: SourceList,
  placed: readonly PlacedPhoto[],
  places: boolean,
): Promise<Set<string>> {
  const months = bySection(placed);
  const sections: SectionJson[] = [];
  // A month at a time: what is said of a million photos is a gigabyte.
  for (const [id, members] of months) {
    const photos = members.map((photo) => toPhotoJson(photo, places));
    const href = await writeNamedByContent(root, `sections/${id}`, { photos } satisfies SectionFileJson);
    sections.push({ id, count: photos.length, href, ...bytesOf(photos) });
  }
  const lookup = await writeLookup(root, months);
  const library: LibraryJson = {
    version: 1,
    title: list.title,
    total: placed.length,
    sections,
    lookup: lookup.href,
    ...(list.credits.length > 0 && { credits: list.credits }),
  };
  await writeWhenChanged(join(root, 'library.json'), JSON.stringify(library));
  return new Set([...sections.map((section) => section.href), ...lookup.files]);
}

function toPhotoJson(photo: PlacedPhoto, places: boolean): PhotoJson {
  const { id, source, record } = photo;
  const fileName = basename(source.path);
  const { taken: _, place, ...details } = record.metadata;
  return {
    id,
    title: source.title ?? titleOf(fileName),
    width: record.width,
    height: record.height,
    taken: takenOf(photo),
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

/** The months from the newest on, and in each the newest photo first. */
function bySection(placed: readonly PlacedPhoto[]): Map<string, PlacedPhoto[]> {
  const sections = new Map<string, PlacedPhoto[]>();
  for (const photo of placed.toSorted(newestFirst)) {
    const id = sectionOf(takenOf(photo));
    const members = sections.get(id);
    if (members === undefined) sections.set(id, [photo]);
    else members.push(photo);
  }
  return sections;
}

function newestFirst(a: PlacedPhoto, b: PlacedPhoto): number {
  return (
    compare(wallClockPart(takenOf(b)), wallClockPart(takenOf(a))) ||
    compare(cleanText(basename(a.source.path)), cleanText(basename(b.source.path))) ||
    compare(a.id, b.id)
  );
}

/** When the photo was taken: as somebody said, as itself says, or as its file does. */
function takenOf({ source, record, fileTaken }: PlacedPhoto): string {
  return source.taken ?? record.metadata.taken ?? fileTaken;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
