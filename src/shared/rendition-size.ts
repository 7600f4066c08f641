/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Long side of a picture for the screen, in px. */
export const SCREEN_LONG_SIDE = 2048;
/** Side of the square, in px, that a ThumbHash is made from; it cannot be larger. */
export const THUMBHASH_SIDE = 100;

/** Sides of a thumbnail at most, in px: the short one as a rule, the long one for panoramas. */
export const THUMBNAIL_SIDES = { shortSide: 320, longSide: 1280 } as const;

/** The size of a picture's screen rendition, never enlarged. */
export function screenSize(picture: Size): Size {
  return shrunk(picture, SCREEN_LONG_SIDE / Math.max(picture.width, picture.height));
}

/** The size of a picture's thumbnail, never enlarged. */
export function thumbnailSize(picture: Size): Size {
  const { width, height } = picture;
  const byShort = THUMBNAIL_SIDES.shortSide / Math.min(width, height);
  const byLong = THUMBNAIL_SIDES.longSide / Math.max(width, height);
  return shrunk(picture, Math.min(byShort, byLong));
}

/** The size that a ThumbHash is made from. */
export function thumbHashSize(picture: Size): Size {
  return shrunk(picture, THUMBHASH_SIDE / Math.max(picture.width, picture.height));
}

function shrunk({ width, height }: Size, scale: number): Size {
  if (scale >= 1) return { width, height };
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
