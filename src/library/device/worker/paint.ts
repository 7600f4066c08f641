import { rgbaToThumbHash } from 'thumbhash';
import { OutOfMemoryError } from '../../../loading/load-error.ts';
import { type Size, thumbHashSize } from '../../../shared/rendition-size.ts';

/**
 * A picture of this size on white, for JPEG has no transparency.
 * @throws {OutOfMemoryError}
 */
export function paint(
  picture: ImageBitmap | OffscreenCanvas,
  { width, height }: Size,
  smoothing: ImageSmoothingQuality,
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = smoothing;
  context.drawImage(picture, 0, 0, width, height);
  return canvas;
}

/**
 * As JPEG, which every browser can encode, ten times as fast as WebP, and decodes fastest. `quality` is at most 1.
 * @throws {OutOfMemoryError}
 */
export function encode(canvas: OffscreenCanvas, quality: number): Promise<Blob> {
  return canvas.convertToBlob({ type: 'image/jpeg', quality }).catch((error: unknown) => {
    throw new OutOfMemoryError(error);
  });
}

/** The picture's ThumbHash, base64. @throws {OutOfMemoryError} */
export function thumbHash(picture: OffscreenCanvas): string {
  const { width, height } = thumbHashSize(picture);
  const { data } = contextOf(paint(picture, { width, height }, 'medium')).getImageData(0, 0, width, height);
  return btoa(String.fromCharCode(...rgbaToThumbHash(width, height, data)));
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  // What is encoded afterwards would only travel to the graphics card and back.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new OutOfMemoryError(new Error('There is no canvas.'));
  return context;
}
