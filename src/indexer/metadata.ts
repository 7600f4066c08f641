import ExifReader from 'exifreader';
import { cameraName } from './camera.ts';
import { takenFromExif } from './taken.ts';

/** What a photo says about itself. */
export interface Metadata {
  /** ISO 8601 wall clock; undefined where the photo has no plausible date. */
  taken?: string;
  camera?: string;
}

/**
 * Reads date and camera. Metadata that cannot be parsed costs the metadata, never the photo.
 *
 * @param bytes the whole file.
 * @param now milliseconds since the epoch, to recognise dates in the future.
 */
export function readMetadata(bytes: Buffer, now: number): Metadata {
  let exif: ExifReader.ExpandedTags['exif'];
  try {
    exif = ExifReader.load(bytes, { expanded: true }).exif;
  } catch {
    return {};
  }
  const taken = takenFromExif(
    [
      { date: textOf(exif?.['DateTimeOriginal']), offset: textOf(exif?.['OffsetTimeOriginal']) },
      { date: textOf(exif?.['DateTimeDigitized']), offset: textOf(exif?.['OffsetTimeDigitized']) },
    ],
    now,
  );
  const camera = cameraName(textOf(exif?.['Make']), textOf(exif?.['Model']));
  return { ...(taken !== undefined && { taken }), ...(camera !== undefined && { camera }) };
}

/** The raw text of a tag: an ASCII tag is a list of one string; a hostile file may hold anything there. */
function textOf(tag: unknown): string | undefined {
  if (typeof tag !== 'object' || tag === null || !('value' in tag)) return undefined;
  const value: unknown = Array.isArray(tag.value) ? tag.value[0] : tag.value;
  return typeof value === 'string' ? value : undefined;
}
