import { fileTypeFromBuffer } from 'file-type';
import { ProblemError } from './problems.ts';

/** A MIME type that the indexer reads. */
export type PhotoType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/avif'
  | 'image/gif'
  | 'image/heic'
  | 'image/heif';

/** Whether hardly any browser decodes it. */
export function isHeic(type: PhotoType): boolean {
  return type === 'image/heic' || type === 'image/heif';
}

/** Extension under which the original of each type is published. */
export const EXTENSION_OF: Record<PhotoType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/heif': 'heif',
};

const PHOTO_EXTENSION =
  /\.(jpe?g|jpe|jfif|png|webp|avif|gif|hei[cf]s?|hif|tiff?|bmp|jxl|jp2|dng|cr[23]|nef|arw|raf|orf|rw2)$/i;

/** Whether a file calls itself a picture: then it is worth a line in the list of problems when it is none. */
export function looksLikePhoto(fileName: string): boolean {
  return PHOTO_EXTENSION.test(fileName);
}

/**
 * The type of a photo by its content.
 *
 * @param bytes the whole file, or at least its first 4 KiB.
 * @returns undefined for a file that is no picture and does not claim to be one.
 * @throws ProblemError for a file that claims to be a picture and is empty, something else, or of a kind not read here.
 */
export async function photoTypeOf(bytes: Buffer, fileName: string): Promise<PhotoType | undefined> {
  const found = await detect(bytes);
  const type = toPhotoType(found?.mime, bytes);
  if (type !== undefined) return type;
  if (!looksLikePhoto(fileName)) return undefined;
  if (bytes.length === 0) throw new ProblemError({ reason: 'empty' });
  if (found?.mime.startsWith('image/'))
    throw new ProblemError({ reason: 'unsupported', kind: found.ext.toUpperCase() });
  throw new ProblemError({ reason: 'misnamed', really: found?.ext.toUpperCase() ?? kindOfText(bytes) });
}

async function detect(bytes: Buffer): Promise<{ ext: string; mime: string } | undefined> {
  try {
    return await fileTypeFromBuffer(bytes);
  } catch {
    // It throws on some truncated containers: unknown content, then.
    return undefined;
  }
}

function toPhotoType(mime: string | undefined, bytes: Buffer): PhotoType | undefined {
  switch (mime) {
    case 'image/apng':
      return 'image/png';
    case 'image/jpeg':
    case 'image/png':
    case 'image/webp':
    case 'image/avif':
    case 'image/gif':
      return mime;
    case 'image/heic':
    case 'image/heic-sequence':
      return 'image/heic';
    case 'image/heif':
    case 'image/heif-sequence':
      // The brand `mif1` says only "an HEIF picture"; the compatible brands say with which codec.
      if (brandsOf(bytes).some((brand) => brand === 'avif' || brand === 'avis')) return 'image/avif';
      return 'image/heif';
    default:
      return undefined;
  }
}

/** The brands of the `ftyp` box that an HEIF file begins with. */
function brandsOf(bytes: Buffer): string[] {
  const end = Math.min(bytes.length >= 4 ? bytes.readUInt32BE(0) : 0, bytes.length, 256);
  const brands: string[] = [];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString('latin1', at, at + 4));
  return brands;
}

function kindOfText(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 512).trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'HTML';
  if (start.startsWith('<')) return 'XML';
  return bytes.subarray(0, 512).every((byte) => byte >= 32 || (byte >= 9 && byte <= 13)) ? 'text' : 'not a picture';
}
