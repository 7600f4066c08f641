import { LoadError, OutOfMemoryError } from '../../load-error.ts';
import type { Size } from './frames.ts';

/**
 * Pixels of the largest picture that is tried: libvips' limit, and so the indexer's. It takes 1 GB decoded. Browsers refuse
 * only what is larger still: Chromium was seen decoding 400 megapixels out of 49 KB.
 */
export const MOST_PIXELS = 268_402_689;
/**
 * From this on it may be that memory was short when decoding fails: browsers give the same error as for broken pictures.
 * It is more than ordinary photos have, and takes 128 MB decoded.
 */
const LARGE_PIXELS = 32_000_000;

/** @throws {LoadError} `too-large` for what a header says of a picture that nobody should try to decode. */
export function refuseHuge(header: Size | undefined): void {
  if (!header || header.width * header.height <= MOST_PIXELS) return;
  throw new LoadError('too-large', new Error(`${header.width} × ${header.height} pixels`));
}

/** What `error` means when so many pixels were being decoded. */
export function failureAt(decoded: Size | undefined, error: unknown): LoadError {
  const large = decoded !== undefined && decoded.width * decoded.height >= LARGE_PIXELS;
  return large ? new OutOfMemoryError(error) : new LoadError('decode-failed', error);
}
