import type { Box } from './layout.ts';

/** Something with pixels, and how many. */
export type CoverSource = (ImageBitmap | HTMLCanvasElement) & { readonly width: number; readonly height: number };

/** Corners of a photo, in px of the canvas. */
const RADIUS = 2;

/** Fills a box with a picture, cropped where its shape is another, as `object-fit: cover` does. */
export function drawCover(context: CanvasRenderingContext2D, source: CoverSource, { x, y, width, height }: Box): void {
  const scale = Math.max(width / source.width, height / source.height);
  const [w, h] = [width / scale, height / scale];
  context.save();
  context.beginPath();
  context.roundRect(x, y, width, height, RADIUS);
  context.clip();
  // What was there before would shine through a picture that is transparent.
  context.clearRect(x, y, width, height);
  context.drawImage(source, (source.width - w) / 2, (source.height - h) / 2, w, h, x, y, width, height);
  context.restore();
}
