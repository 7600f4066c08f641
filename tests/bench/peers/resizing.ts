const SCREEN_WIDTH = 2048;
const THUMBNAIL_WIDTH = 480;

/** A thumbnail and a picture for the screen as people write it: the original is decoded for each of them. */
export async function createImageBitmapTwice(original: Blob): Promise<Blob[]> {
  return [
    await encode(await createImageBitmap(original, { resizeWidth: SCREEN_WIDTH })),
    await encode(await createImageBitmap(original, { resizeWidth: THUMBNAIL_WIDTH })),
  ];
}

/** The better way: decoded once, and made smaller twice. */
export async function createImageBitmapOnce(original: Blob): Promise<Blob[]> {
  const screen = await createImageBitmap(original, { resizeWidth: SCREEN_WIDTH });
  const thumbnail = await createImageBitmap(screen, { resizeWidth: THUMBNAIL_WIDTH });
  return [await encode(screen), await encode(thumbnail)];
}

async function encode(bitmap: ImageBitmap): Promise<Blob> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
}
