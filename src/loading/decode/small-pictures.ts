import { LoadError } from '../load-error.ts';
import type { Decoder } from './decoder.ts';

/**
 * How many are decoded at once. Most of the time of each is spent on the way to the decoder and back: sixty take a third
 * longer by sixes in Chromium, and hardly longer by these than all at once. So scrolling can still change what comes first.
 */
export const SMALL_DECODES = 24;

/**
 * Decodes small pictures without a worker. Sixty thumbnails took 53 ms so and 81 ms by way of a worker in Chromium, 55
 * and 65 in Firefox, 72 and 147 in WebKit; each holds up the page for a millisecond at most.
 */
export const smallPictures: Pick<Decoder, 'decode'> = {
  async decode(blob, { signal }) {
    const bitmap = await createImageBitmap(blob).catch((error: unknown) => {
      throw new LoadError('decode-failed', error);
    });
    if (!signal.aborted) return bitmap;
    bitmap.close();
    throw signal.reason;
  },
};
