import startLibheif from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import { MOST_PIXELS } from '../../../loading/decode/worker/limits.ts';
import { isCutHeif } from '../../../shared/heif/box.ts';
import { heifColour } from '../../../shared/heif/colour.ts';
import { isDisplayP3 } from '../../../shared/icc.ts';
import { ImportError } from '../import-problem.ts';

const DISPLAY_P3_PRIMARIES = 12;
const QUALITY = 0.85;

let libheif: ReturnType<typeof startLibheif> | undefined;

/**
 * A HEIC picture as JPEG, in its full size and in its own colours. libheif turns it as the container says, and the EXIF
 * orientation, which says the same once more, stays behind: nobody turns it twice.
 * @throws {ImportError}
 */
export async function decodeHeic(file: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // libheif shows what is left of such a file with grey tiles.
  if (isCutHeif(bytes)) throw new ImportError('cannot-decode', 'The file ends too early.');
  libheif ??= startLibheif();
  const images = new libheif.HeifDecoder().decode(bytes);
  try {
    const image = images.find((candidate) => candidate.is_primary()) ?? images[0];
    if (!image) throw new ImportError('cannot-decode', 'It holds no picture that can be decoded.');
    const [width, height] = [image.get_width(), image.get_height()];
    if (width * height > MOST_PIXELS) throw new ImportError('too-large');
    const colorSpace = coloursOf(bytes);
    // Firefox knows no third argument, and throws on it.
    const picture = colorSpace === 'srgb' ? new ImageData(width, height) : new ImageData(width, height, { colorSpace });
    const decoded = await new Promise<boolean>((resolve) =>
      image.display({ data: picture.data, width, height }, (result) => resolve(result !== null)),
    );
    if (!decoded) throw new ImportError('cannot-decode', 'Its picture cannot be decoded.');
    return await encode(picture, colorSpace);
  } finally {
    for (const image of images) image.free();
  }
}

function coloursOf(bytes: Uint8Array): PredefinedColorSpace {
  const { profile, primaries } = heifColour(bytes);
  const isP3 = profile ? isDisplayP3(profile) : primaries === DISPLAY_P3_PRIMARIES;
  return isP3 && knowsP3() ? 'display-p3' : 'srgb';
}

/** Without it, photos in Display P3 come out a little duller; their originals stay as they are. */
function knowsP3(): boolean {
  try {
    return new ImageData(1, 1, { colorSpace: 'display-p3' }).colorSpace === 'display-p3';
  } catch {
    return false;
  }
}

async function encode(picture: ImageData, colorSpace: PredefinedColorSpace): Promise<Blob> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d', { colorSpace, willReadFrequently: true });
  if (!context) throw new ImportError('too-large', 'There is no canvas.');
  context.putImageData(picture, 0, 0);
  // JPEG has no transparency: on white, as in every rendition.
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = 'white';
  context.fillRect(0, 0, picture.width, picture.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY }).catch((error: unknown) => {
    throw new ImportError('too-large', error);
  });
}
