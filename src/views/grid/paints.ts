import type { Box } from './rows.ts';

/** Fills a box of a canvas, in px of the canvas, with something. */
export type Paint = (context: CanvasRenderingContext2D, box: Box) => void;

/** Corners of a photo, in px of the canvas. */
const RADIUS = 2;

/** A picture, cropped where its shape is another than the box's, as `object-fit: cover` does. */
export function cover(source: (ImageBitmap | HTMLCanvasElement) & { width: number; height: number }): Paint {
  return (context, { x, y, width, height }) => {
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
  };
}
