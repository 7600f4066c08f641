import { LoadError } from '../../load-error.ts';

/**
 * The picture upright, at its full size; with `longSide` (px) it may come smaller, but never smaller than that.
 * It is the same in the worker and, where that cannot be had, on the page.
 * @throws {LoadError} and, once `signal` is aborted, its reason.
 */
export async function decodePicture(
  blob: Blob,
  longSide: number | undefined,
  signal: AbortSignal,
): Promise<ImageBitmap> {
  signal.throwIfAborted();
  void longSide;
  const bitmap = await createImageBitmap(blob).catch((error: unknown) => {
    throw new LoadError('decode-failed', error);
  });
  if (!signal.aborted) return bitmap;
  bitmap.close();
  throw signal.reason;
}
