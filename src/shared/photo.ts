import type { PhotoDetails } from './photo-details.ts';

declare const photoId: unique symbol;

/** First 128 bits of the SHA-256 of the original, 32 lower-case hex digits. */
export type PhotoId = string & { readonly [photoId]: true };

/** A sized encoding of a photo, from the smallest to the largest. */
export type Rendition = 'thumbnail' | 'screen' | 'full';

/** A photo of an opened library: validated, with absolute URLs. */
export interface Photo {
  /** Where it comes from: a library on a server, or files that were added to this device. */
  readonly source: 'library' | 'device';
  readonly id: PhotoId;
  readonly title: string;
  /** On one line, and else as it was found: it is to be made safe before it names a file again. */
  readonly fileName: string;
  /** Pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** Local time of the place, ISO 8601. */
  readonly taken: string;
  /** MIME type of the original. */
  readonly type: string;
  /** Bytes of the original. */
  readonly bytes: number;
  readonly thumbhash: string;
  readonly thumbnail: URL;
  /** `undefined` where the library has none: then the original is decoded at a smaller scale. */
  readonly screen: URL | undefined;
  /** The original where browsers decode it, else a rendition in the original's size. */
  readonly full: URL;
  /** The untouched file, to download. */
  readonly original: URL;
  /** Encoded bytes of the renditions, where the library says so. */
  readonly renditionBytes?: Readonly<Record<Rendition, number | undefined>>;
  /** What the photo says about itself, where it does. */
  readonly details?: PhotoDetails | undefined;
}

/** `text` as a photo id; `undefined` when it cannot be one. */
export function parsePhotoId(text: string): PhotoId | undefined {
  // The brand is given here and nowhere else.
  return /^[0-9a-f]{32}$/.test(text) ? (text as PhotoId) : undefined;
}
