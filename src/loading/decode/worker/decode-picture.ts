import { LoadError } from '../../load-error.ts';
import { type Engine, probedEngine } from './engine.ts';
import { type Size, scaledSize, withFrame } from './frames.ts';
import { type Header, readHeader } from './header.ts';
import { isBlank } from './is-blank.ts';

/**
 * Pixels of the largest picture that is tried: libvips' limit, and so the indexer's. It takes 1 GB decoded. Browsers refuse
 * only what is larger still: Chromium was seen decoding 400 megapixels out of 49 KB.
 */
const MOST_PIXELS = 268_402_689;
/**
 * From this on it may be that memory was short when decoding fails: browsers give the same error as for broken pictures.
 * It is more than ordinary photos have, and takes 128 MB decoded.
 */
const LARGE_PIXELS = 32_000_000;
/** A picture is made smaller when its sides are so many times what is needed, which saves at least half of the memory. */
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
  const [header, engine] = await Promise.all([readHeader(blob), probedEngine()]);
  const pixels = header ? header.width * header.height : 0;
  if (pixels > MOST_PIXELS) throw new LoadError('too-large', new Error(`${header?.width} × ${header?.height} pixels`));
  const scaled = longSide && engine === 'scales' && header?.type === 'image/jpeg' && scaledSize(header, longSide);
  try {
    signal.throwIfAborted();
    const bitmap = scaled
      ? await withFrame(await blob.arrayBuffer(), { type: 'image/jpeg', size: scaled }, signal, (frame) =>
          createImageBitmap(frame),
        )
      : await decodeWhole(blob, header, engine, longSide, signal);
    if (!signal.aborted) return bitmap;
    bitmap.close();
  } catch (error) {
    const large = !scaled && pixels >= LARGE_PIXELS;
    if (!signal.aborted)
      throw new LoadError(large || error instanceof RangeError ? 'too-large' : 'decode-failed', error);
  }
  throw signal.reason;
}

async function decodeWhole(
  blob: Blob,
  header: Header | undefined,
  engine: Engine,
  longSide: number | undefined,
  signal: AbortSignal,
): Promise<ImageBitmap> {
  if (engine === 'whole' && header && (await ImageDecoder.isTypeSupported(header.type))) {
    return withFrame(await blob.arrayBuffer(), { type: header.type }, signal, (frame) =>
      createImageBitmap(frame, smaller({ width: frame.displayWidth, height: frame.displayHeight }, longSide)),
    );
  }
  const bitmap = await createImageBitmap(blob);
  if (engine === 'none' && isBlank(bitmap)) {
    bitmap.close();
    throw new Error('Nothing was decoded.');
  }
  // Not in one with decoding, which is no faster and needs to know which side of a turned picture is the long one.
  const options = smaller(bitmap, longSide);
  return options ? createImageBitmap(bitmap, options).finally(() => bitmap.close()) : bitmap;
}

/** How to make an upright picture smaller, where that saves much. */
function smaller({ width, height }: Size, longSide: number | undefined): ImageBitmapOptions | undefined {
  const factor = longSide ? Math.max(width, height) / longSide : 1;
  if (factor < WORTHWHILE) return undefined;
  return {
    resizeWidth: Math.ceil(width / factor),
    resizeHeight: Math.ceil(height / factor),
    // 'low' leaves jagged edges; 'high' is the same as this in Chromium and Firefox, and worse in WebKit.
    resizeQuality: 'medium',
  };
}
