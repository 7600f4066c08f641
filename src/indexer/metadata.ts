import ExifReader from 'exifreader';
import { EXIF_TAGS, type Metadata, metadataOf } from '../shared/metadata/tags.ts';

// Counts up whenever more, or something else, is read: then photos that are known already are read once more.
export const METADATA_VERSION = 2;

/**
 * Reads what a photo says about itself. Metadata that cannot be parsed costs the metadata, never the photo.
 *
 * @param bytes the whole file.
 * @param now milliseconds since the epoch, to recognise dates in the future.
 */
export function readMetadata(bytes: Buffer, now: number): Metadata {
  try {
    const { exif } = ExifReader.load(bytes, { expanded: true, includeTags: { exif: [...EXIF_TAGS] } });
    return metadataOf({ ...exif }, now);
  } catch {
    return {};
  }
}
