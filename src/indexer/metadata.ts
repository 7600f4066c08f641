import ExifReader from 'exifreader';
import { type Metadata, metadataOf } from '../shared/metadata/tags.ts';

/**
 * Reads date and camera. Metadata that cannot be parsed costs the metadata, never the photo.
 *
 * @param bytes the whole file.
 * @param now milliseconds since the epoch, to recognise dates in the future.
 */
export function readMetadata(bytes: Buffer, now: number): Metadata {
  try {
    return metadataOf({ ...ExifReader.load(bytes, { expanded: true }).exif }, now);
  } catch {
    return {};
  }
}
