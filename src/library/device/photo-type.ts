/** A MIME type of pictures that are taken in. */
export type PhotoType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/avif'
  | 'image/gif'
  | 'image/heic'
  | 'image/heif';

/** Bytes from the start of a file that are enough to tell its type. */
export const HEAD_BYTES = 512;

/** What a file is: a photo, another kind of picture, or something else. */
export type Kind = { readonly photo: PhotoType } | { readonly photo: undefined; readonly isPicture: boolean };

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);
/** TIFF, which most raw formats are too, BMP, JPEG XL, JPEG 2000, Photoshop. */
const OTHER_PICTURES = ['II*\0', 'MM\0*', 'BM', '\xff\n', '\0\0\0\fJXL ', '\0\0\0\fjP  ', '8BPS'];
const PHOTO_NAME =
  /\.(jpe?g|jpe|jfif|png|webp|avif|gif|hei[cf]s?|hif|tiff?|bmp|jxl|jp2|dng|cr[23]|nef|arw|raf|orf|rw2)$/i;

/** The kind of a file by its first bytes: a name or a claimed type may say anything. */
export function kindOf(head: Uint8Array): Kind {
  const text = String.fromCharCode(...head.subarray(0, HEAD_BYTES));
  if (text.startsWith('\xff\xd8\xff')) return { photo: 'image/jpeg' };
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return { photo: 'image/png' };
  if (/^GIF8[79]a/.test(text)) return { photo: 'image/gif' };
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return { photo: 'image/webp' };
  if (text.startsWith('ftyp', 4)) return kindOfBrands(brandsOf(head, text));
  return { photo: undefined, isPicture: OTHER_PICTURES.some((start) => text.startsWith(start)) };
}

/** Whether a file calls itself a picture: only then is it worth a word when it is none, among the files of a folder. */
export function looksLikePhoto(fileName: string): boolean {
  return PHOTO_NAME.test(fileName);
}

/** Whether browsers cannot decode it. */
export function isHeic(type: PhotoType): boolean {
  return type === 'image/heic' || type === 'image/heif';
}

/** The brand `mif1` says only "an HEIF picture"; the compatible brands say with which codec. */
function kindOfBrands(brands: readonly string[]): Kind {
  if (brands.includes('avif') || brands.includes('avis')) return { photo: 'image/avif' };
  if (brands.some((brand) => HEIC_BRANDS.has(brand))) return { photo: 'image/heic' };
  if (brands.includes('mif1') || brands.includes('msf1')) return { photo: 'image/heif' };
  return { photo: undefined, isPicture: false };
}

/** The major and the compatible brands of the `ftyp` box that an HEIF file begins with. */
function brandsOf(head: Uint8Array, text: string): string[] {
  const size = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(0);
  const end = Math.min(size, text.length);
  const brands = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text.slice(at, at + 4));
  return brands;
}
