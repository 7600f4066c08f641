import type { Size } from '../../../shared/rendition-size.ts';

/** Pixels of a canvas that every device can draw on. */
const SAFE_PIXELS = 4_000_000;

/** A canvas that really holds what is drawn on it, and its context. */
export interface WorkingCanvas {
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
}

/**
 * A canvas of this size, or a smaller one of the same shape where the device cannot have it. Browsers do not say so: on what is
 * too large nothing is drawn, which shows only in its pixels.
 * @throws where no canvas can be drawn on.
 */
export function workingCanvas({ width, height }: Size): WorkingCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (context && holds(context, canvas)) return { canvas, context };
  if (width * height <= SAFE_PIXELS) throw new Error(`No canvas of ${width} × ${height} px can be drawn on.`);
  return workingCanvas({ width: Math.floor(width * Math.SQRT1_2), height: Math.floor(height * Math.SQRT1_2) });
}

/** Whether what is drawn in the last corner is there. */
function holds(context: OffscreenCanvasRenderingContext2D, { width, height }: Size): boolean {
  try {
    context.fillStyle = '#fff';
    context.fillRect(width - 1, height - 1, 1, 1);
    return context.getImageData(width - 1, height - 1, 1, 1).data[0] === 255;
  } catch {
    return false;
  }
}
