import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { HeicDecoder } from './heic.ts';
import { contentId, contentPath, type LibraryFolder } from './library-folder.ts';
import { METADATA_VERSION, readMetadata } from './metadata.ts';
import { EXTENSION_OF, isHeic, type PhotoType, photoTypeOf } from './photo-type.ts';
import { makeRenditions, RENDITION_EXTENSION } from './renditions.ts';
import type { PhotoRecord } from './state.ts';

// Enough for every signature; a film is told from a photo without reading all of it.
const HEAD_BYTES = 4100;

/** A photo in memory: its bytes, what they are, and their name. */
export interface LoadedPhoto {
  id: string;
  type: PhotoType;
  bytes: Buffer;
}

/**
 * Reads a file, once.
 *
 * @returns undefined for a file that is no picture and does not claim to be one.
 * @throws ProblemError, or the system's error, when it is no photo that can be read.
 */
export async function loadPhoto(file: string): Promise<LoadedPhoto | undefined> {
  const handle = await open(file);
  try {
    const head = await readHead(handle);
    const type = await photoTypeOf(head, basename(file));
    if (type === undefined) return undefined;
    const bytes = Buffer.concat([head, await handle.readFile()]);
    return { id: contentId(bytes), type, bytes };
  } finally {
    await handle.close();
  }
}

async function readHead(handle: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES);
  return buffer.subarray(0, bytesRead);
}

/** Decodes a photo, stores its renditions, and says what is known of it. */
export async function developPhoto(
  { id, type, bytes }: LoadedPhoto,
  library: LibraryFolder,
  heic: HeicDecoder,
  now: number,
): Promise<PhotoRecord> {
  const made = await makeRenditions(isHeic(type) ? await heic.decode(bytes) : bytes, type);
  const full = made.full && (await library.put('full', made.full, RENDITION_EXTENSION));
  return {
    width: made.width,
    height: made.height,
    type,
    bytes: bytes.length,
    thumbhash: made.thumbhash,
    thumbnail: await library.put('thumbnails', made.thumbnail, RENDITION_EXTENSION),
    thumbnailBytes: made.thumbnail.length,
    screen: await library.put('screens', made.screen, RENDITION_EXTENSION),
    screenBytes: made.screen.length,
    original: contentPath('originals', id, EXTENSION_OF[type]),
    ...(full !== undefined && { full, fullBytes: made.full?.length ?? 0 }),
    ...describePhoto(bytes, now),
  };
}

/** What is known of a photo without decoding it. */
export function describePhoto(bytes: Buffer, now: number): Pick<PhotoRecord, 'metadata' | 'metadataVersion'> {
  return { metadata: readMetadata(bytes, now), metadataVersion: METADATA_VERSION };
}
