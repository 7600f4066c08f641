import { decodePicture } from '../../../loading/decode/worker/decode-picture.ts';
import { readHeader } from '../../../loading/decode/worker/header.ts';
import { LoadError } from '../../../loading/load-error.ts';
import { SCREEN_LONG_SIDE, type Size, screenSize, thumbnailSize } from '../../../shared/rendition-size.ts';
import { encode, paint, thumbHash } from './paint.ts';

/** Beside its original, all that is shown of a photo. */
export interface DevelopedPhoto extends Size {
  readonly thumbnail: Blob;
  /** `undefined` where the original is no larger, and is shown in its place. */
  readonly screen: Blob | undefined;
  /** Base64. */
  readonly thumbhash: string;
}

/**
 * Makes the renditions of a photo that browsers can decode, upright and on white, out of one decode; a large baseline JPEG
 * is not even decoded in full. `width` and `height` are those of the original, in px. For a dedicated worker: two of them
 * are what two cores have use for.
 * @throws {LoadError} `decode-failed` or `too-large`; the reason of `signal` when that is aborted.
 */
export async function developPhoto(original: Blob, signal: AbortSignal): Promise<DevelopedPhoto> {
  const [picture, header] = await Promise.all([
    decodePicture(original, SCREEN_LONG_SIDE, signal),
    readHeader(original),
  ]);
  const size = upright(header ?? (await wholeSize(original)), picture);
  const large = Math.max(size.width, size.height) > SCREEN_LONG_SIDE;
  try {
    // Decoding leaves at most half as much again on each side, so that no pixel is left out.
    const screen = paint(picture, screenSize(size), 'low');
    const thumbnail = paint(screen, thumbnailSize(size), 'medium');
    const developed = {
      ...size,
      thumbnail: await encode(thumbnail, 0.7),
      screen: large ? await encode(screen, 0.8) : undefined,
      thumbhash: thumbHash(thumbnail),
    };
    signal.throwIfAborted();
    return developed;
  } finally {
    picture.close();
  }
}

/** The sides as they are shown: a header counts them as they are stored. */
function upright({ width, height }: Size, shown: Size): Size {
  const turned = (width - height) * (shown.width - shown.height) < 0;
  return turned ? { width: height, height: width } : { width, height };
}

/** For the few whose header nobody but the browser understands. */
async function wholeSize(original: Blob): Promise<Size> {
  const bitmap = await createImageBitmap(original).catch((error: unknown) => {
    throw new LoadError('decode-failed', error);
  });
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}
