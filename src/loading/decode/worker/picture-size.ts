import { imageMeta } from 'image-meta';

/** What a picture's header says. */
export interface PictureSize {
  /** Stored pixels; EXIF may swap the sides. */
  readonly width: number;
  readonly height: number;
  readonly isJpeg: boolean;
}

/** In cameras' files the size comes before this byte, after the EXIF with its thumbnail and the colour profile. */
const HEAD_BYTES = 65_536;

/** Reads a picture's size without decoding it; `undefined` when that is no picture that we know. */
export async function pictureSize(blob: Blob): Promise<PictureSize | undefined> {
  const head = await blob.slice(0, HEAD_BYTES).arrayBuffer();
  return parse(head) ?? (blob.size > HEAD_BYTES ? parse(await blob.arrayBuffer()) : undefined);
}

function parse(bytes: ArrayBuffer): PictureSize | undefined {
  try {
    const { width, height, type } = imageMeta(new Uint8Array(bytes));
    return width && height ? { width, height, isJpeg: type === 'jpg' } : undefined;
  } catch {
    // Cut off, or not a picture: the decoder will say.
    return undefined;
  }
}
