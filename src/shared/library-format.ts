import type { PhotoDetails } from './photo-details.ts';

/**
 * The static library on disk and on the wire: what the indexer writes and the page reads.
 * `library.json` holds counts only, so a million photos open as fast as a hundred; each section is a file of its own.
 */

/** `library/library.json`, below the app. */
export interface LibraryJson {
  version: 1;
  title: string;
  /** Number of photos in all sections. */
  total: number;
  /** Newest first. */
  sections: SectionJson[];
  /** URL of a `LookupJson`, relative to `library.json`. Others who write libraries may leave it out: then months are looked through. */
  lookup?: string;
  /** Who made the pictures, where the library has to say so. */
  credits?: CreditJson[];
}

export interface SectionJson {
  /** The month, `2024-07`. */
  id: string;
  count: number;
  /** URL of the section file, relative to `library.json`; the name changes with the content. */
  href: string;
  /** Bytes of the thumbnails and screen renditions of its photos: what keeping previews offline takes. */
  previewBytes?: number;
  /** The same with the full pictures and the originals. */
  originalBytes?: number;
}

/** In which month a photo is, so that an address of an old photo does not lead through all newer months. */
export interface LookupJson {
  /** How many of an id's first digits tell the part that it is in. */
  digits: number;
  /** URLs of the `LookupPartJson` by these digits, relative to this file; digits that no photo begins with are left out. */
  parts: Record<string, string>;
}

export interface LookupPartJson {
  /** Ids of photos by the id of their section. */
  months: Record<string, string[]>;
}

export interface CreditJson {
  text: string;
  href: string;
}

/** A section file. */
export interface SectionFileJson {
  /** Newest first. */
  photos: PhotoJson[];
}

export interface PhotoJson extends PhotoDetails {
  /** First 128 bits of the SHA-256 of the original, as 32 lower-case hex digits. */
  id: string;
  /** What people call it: the file name without its extension. */
  title: string;
  /** Pixels of the original, after its orientation is applied. */
  width: number;
  height: number;
  /** Local time of the place where it was taken, ISO 8601, with the offset where the camera recorded one. */
  taken: string;
  /** MIME type of the original, found by content. */
  type: string;
  /** Bytes of the original. */
  bytes: number;
  /** ThumbHash, base64 (https://evanw.github.io/thumbhash/). */
  thumbhash: string;
  /**
   * URLs relative to the section file; the names are content addresses and never change their meaning. The service
   * worker keeps what lies in `thumbnails/` and `sections/` beside `library.json`.
   */
  thumbnail: string;
  /** Long side of 2048 px at most. Others who write libraries may leave it out: then the page decodes the original, smaller. */
  screen: string;
  original: string;
  /** A rendition in the original's size, only where browsers cannot decode the original (HEIC), or would not show it upright. */
  full?: string;
  /** Bytes of the renditions, so that people can be told what keeping them takes before anything is fetched. */
  thumbnailBytes?: number;
  screenBytes?: number;
  fullBytes?: number;
  /** Name of the file as it was found. */
  fileName: string;
}
