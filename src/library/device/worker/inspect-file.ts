import ExifReader from 'exifreader';
import { contentAddress } from '../../../shared/content-address.ts';
import { EXIF_TAGS, type Metadata, metadataOf } from '../../../shared/metadata/tags.ts';
import { parsePhotoId } from '../../../shared/photo.ts';
import type { Inspected } from '../import-messages.ts';
import { ImportError } from '../import-problem.ts';
import { HEAD_BYTES, kindOf } from '../photo-type.ts';

/** Larger files are no photos that a browser could show; all of one has to be in memory at once to be hashed. */
const MOST_BYTES = 400_000_000;

/**
 * What a file is, and what it says about itself.
 * @throws {ImportError} when it is no photo that is taken in.
 */
export async function inspectFile(file: Blob, now: number): Promise<Inspected> {
  if (file.size === 0) throw new ImportError('empty');
  const kind = kindOf(new Uint8Array(await read(file.slice(0, HEAD_BYTES))));
  if (kind.photo === undefined) throw new ImportError(kind.isPicture ? 'unsupported' : 'not-an-image');
  if (file.size > MOST_BYTES) throw new ImportError('too-large');
  const bytes = await read(file);
  const id = parsePhotoId(await contentAddress(bytes));
  if (!id) throw new ImportError('unreadable');
  return { id, type: kind.photo, ...readMetadata(bytes, now) };
}

/** Metadata that cannot be parsed costs the metadata, never the photo. */
function readMetadata(bytes: ArrayBuffer, now: number): Metadata {
  try {
    const { exif } = ExifReader.load(bytes, { expanded: true, includeTags: { exif: [...EXIF_TAGS] } });
    return metadataOf({ ...exif }, now);
  } catch {
    return {};
  }
}

function read(blob: Blob): Promise<ArrayBuffer> {
  return blob.arrayBuffer().catch((error: unknown) => {
    // Memory that is short is told by a RangeError, and a file that is gone by a DOMException.
    throw new ImportError(error instanceof RangeError ? 'too-large' : 'unreadable', error);
  });
}
