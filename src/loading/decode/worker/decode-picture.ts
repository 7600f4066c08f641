import { LoadError } from '../../load-error.ts';
import { canScaleJpeg } from './can-scale-jpeg.ts';
import { pictureSize } from './picture-size.ts';
import { decodeScaled, scaledSize } from './scaled-jpeg.ts';

/**
 * Pixels of the largest picture that is tried: libvips' limit, and so the indexer's. It takes 1 GB decoded. Browsers refuse
 * only what is larger still: Chromium was seen decoding 400 megapixels out of 49 KB.
 */
const MOST_PIXELS = 268_402_689;
/**
 * From this on it may be that memory was short when decoding fails: browsers give the same error as for broken pictures.
 * It is more than ordinary photos have, and 128 MB decoded.
 */
const LARGE_PIXELS = 32_000_000;
/** A picture is made smaller when its side is so many times what is needed, which saves at least half of the memory. */
const WORTHWHILE = Math.SQRT2;

/**
 * The picture upright, at its full size; with `longSide` (px) it may come smaller, but never smaller than that. This is the
 * same in the worker and, where there is none, on the page.
 * @throws {LoadError} `decode-failed` or `too-large`; the reason of `signal` when that is aborted.
 */
export async function decodePicture(
  blob: Blob,
  longSide: number | undefined,
  signal: AbortSignal,
): Promise<ImageBitmap> {
  signal.throwIfAborted();
  const size = await pictureSize(blob);
  const pixels = size ? size.width * size.height : 0;
  if (pixels > MOST_PIXELS) throw new LoadError('too-large', new Error(`${size?.width} × ${size?.height} pixels`));
  const scaled = size?.isJpeg && longSide && (await canScaleJpeg()) ? scaledSize(size, longSide) : undefined;
  try {
    signal.throwIfAborted();
    const bitmap = scaled
      ? await decodeScaled(await blob.arrayBuffer(), scaled, signal)
      : await shrink(await createImageBitmap(blob), longSide, signal);
    if (!signal.aborted) return bitmap;
    bitmap.close();
  } catch (error) {
    const large = !scaled && pixels >= LARGE_PIXELS;
    if (!signal.aborted)
      throw new LoadError(large || error instanceof RangeError ? 'too-large' : 'decode-failed', error);
  }
  throw signal.reason;
}

/**
 * The picture at `longSide`, in place of `bitmap`, where that saves much. Not in one with decoding, which is no faster and
 * needs to know which side of a turned picture is the long one.
 */
async function shrink(bitmap: ImageBitmap, longSide: number | undefined, signal: AbortSignal): Promise<ImageBitmap> {
  const factor = longSide ? Math.max(bitmap.width, bitmap.height) / longSide : 1;
  if (factor < WORTHWHILE || signal.aborted) return bitmap;
  try {
    return await createImageBitmap(bitmap, {
      resizeWidth: Math.ceil(bitmap.width / factor),
      resizeHeight: Math.ceil(bitmap.height / factor),
      // 'low' leaves jagged edges; 'high' is the same as this in Chromium and Firefox, and worse in WebKit.
      resizeQuality: 'medium',
    });
  } finally {
    bitmap.close();
  }
}
