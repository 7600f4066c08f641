/** What a page does without any cache of its own: an image element, ready to be shown. */
export async function imageElement(url: string, width: number): Promise<HTMLImageElement> {
  const image = new Image();
  image.style.width = `${width}px`;
  image.src = url;
  await image.decode();
  return image;
}

/** What a page does that knows how large it needs the picture; by default as browsers do it, which leaves pixels out. */
export async function resizedBitmap(
  url: string,
  width: number,
  resizeQuality: ResizeQuality = 'low',
): Promise<ImageBitmap> {
  const blob = await (await fetch(url, { cache: 'no-store' })).blob();
  return createImageBitmap(blob, { resizeWidth: width, resizeQuality });
}
