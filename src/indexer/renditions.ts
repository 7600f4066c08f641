import sharp, { type Metadata as Header, type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { isDisplayP3 } from '../shared/icc.ts';
import { SCREEN_LONG_SIDE, THUMBHASH_SIDE, THUMBNAIL_SIDES, thumbnailSize } from '../shared/rendition-size.ts';
import { isHeic, type PhotoType } from './photo-type.ts';
import { MAX_PIXELS } from './pixels.ts';
import { ProblemError } from './problems.ts';

// Measured on real camera photos against WebP, AVIF and progressive JPEG. Baseline JPEG decodes about twice as fast in a
// browser as WebP does. The trellis and the third quantisation table bring thumbnails down to WebP's size; on the larger
// screen rendition the trellis would cost more time than all the rest of the indexing.
const TABLE = { progressive: false, quantisationTable: 3, overshootDeringing: true };
const THUMBNAIL = { ...THUMBNAIL_SIDES, jpeg: { ...TABLE, quality: 64, trellisQuantisation: true } };
const SCREEN = { longSide: SCREEN_LONG_SIDE, jpeg: { ...TABLE, quality: 80 } };
const FULL = { jpeg: { ...TABLE, quality: 85 } };

/** Extension of every rendition. */
export const RENDITION_EXTENSION = 'jpg';

/** Changes whenever renditions would come out differently; then everything is made again. */
export const RENDITION_SETTINGS = JSON.stringify({ THUMBNAIL, SCREEN, FULL, revision: 3 });

/** The renditions of one photo, encoded, without metadata but for a Display P3 profile. */
export interface Renditions {
  /** Pixels of the original, upright. */
  width: number;
  height: number;
  thumbnail: Buffer;
  screen: Buffer;
  /** In the original's size; only where browsers do not show the original, or not upright. */
  full?: Buffer;
  /** Base64. */
  thumbhash: string;
}

/** An upright picture of 8 bits per channel, its long side at most that of the screen rendition, not yet encoded. */
interface Master {
  width: number;
  height: number;
  /** Opens it anew, for one more rendition. */
  open: () => Sharp;
  /** Opens it converted to sRGB. */
  openSrgb: () => Sharp;
}

/**
 * Decodes a photo once and makes its renditions: orientation applied, transparency on white, colours in Display P3 where
 * the photo was in Display P3 and in sRGB otherwise.
 *
 * @param picture bytes of a file that libvips reads.
 * @param type that of the original, which tells whether browsers show it.
 * @throws ProblemError if the header says it is too large; any other error if it cannot be decoded.
 */
export async function makeRenditions(picture: Buffer, type: PhotoType): Promise<Renditions> {
  const header = await open(picture).metadata();
  const { width, height } = header.autoOrient;
  if (width * height > MAX_PIXELS) throw new ProblemError({ reason: 'too-large', width, height });
  const master = await develop(picture, header);
  const screen = await master.open().jpeg(SCREEN.jpeg).toBuffer();
  const thumbnail = await shrink(master).jpeg(THUMBNAIL.jpeg).toBuffer();
  const full = needsFull(type, header) ? await fullSize(picture, header) : undefined;
  return { width, height, screen, thumbnail, thumbhash: await thumbHash(master), ...(full !== undefined && { full }) };
}

function open(picture: Buffer): Sharp {
  // Truncated data is an error, a harmless oddity is not: libvips' own default refuses both.
  return sharp(picture, { autoOrient: true, failOn: 'error', limitInputPixels: false });
}

/**
 * Two steps for a profile: sharp converts 16-bit pixels to Display P3 even when asked for no profile, so the first step
 * keeps the numbers and the profile, and the second converts 8-bit pixels, fewer of them.
 */
async function develop(picture: Buffer, header: Header): Promise<Master> {
  const side = SCREEN.longSide;
  const small = open(picture)
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' });
  if (!hasRgbProfile(header)) return rawMaster(small);
  const tiff = await small.keepIccProfile().tiff({ compression: 'none' }).toBuffer({ resolveWithObject: true });
  if (!isDisplayP3(header.icc)) return rawMaster(sharp(tiff.data));
  return {
    width: tiff.info.width,
    height: tiff.info.height,
    open: () => sharp(tiff.data).keepIccProfile(),
    openSrgb: () => sharp(tiff.data),
  };
}

/** Only a profile for RGB may be carried along; CMYK and grey are converted as they are decoded. */
function hasRgbProfile(header: Header): boolean {
  return header.icc !== undefined && (header.space === 'srgb' || header.space === 'rgb16' || header.space === 'rgb');
}

async function rawMaster(source: Sharp): Promise<Master> {
  const { data, info } = await source.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const openRaw = () => sharp(data, { raw: { width, height, channels } });
  return { width, height, open: openRaw, openSrgb: openRaw };
}

function shrink(master: Master): Sharp {
  const { width, height } = thumbnailSize(master);
  return master.open().resize(width, height, { fit: 'fill' });
}

/**
 * Browsers agree on the orientation in EXIF for JPEG only: Chromium ignores it in WebP, others in PNG. An AVIF is turned by
 * its container, which all of them follow and libvips does not count as orientation.
 */
function needsFull(type: PhotoType, { orientation = 1 }: Header): boolean {
  return isHeic(type) || (type !== 'image/jpeg' && orientation !== 1);
}

function fullSize(picture: Buffer, header: Header): Promise<Buffer> {
  const full = open(picture).flatten({ background: 'white' });
  return (isDisplayP3(header.icc) ? full.keepIccProfile() : full).jpeg(FULL.jpeg).toBuffer();
}

async function thumbHash(master: Master): Promise<string> {
  const { data, info } = await master
    .openSrgb()
    .resize(THUMBHASH_SIDE, THUMBHASH_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}
