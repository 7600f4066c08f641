import { thumbHashToAverageRGBA, thumbHashToRGBA } from 'thumbhash';

/**
 * Paints the blurred placeholder of a photo, in the same frame: there is no picture to load or decode.
 * A hash that cannot be read leaves the canvas as it is. Whether it was painted.
 */
export function paintThumbHash(canvas: HTMLCanvasElement, base64: string): boolean {
  try {
    const { w, h, rgba } = thumbHashToRGBA(bytesOf(base64));
    canvas.width = w;
    canvas.height = h;
    canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
    return true;
  } catch {
    // Hashes come from the library, which is input from outside.
    return false;
  }
}

/** The mean colour of a photo, in CSS; `undefined` for a hash that cannot be read. A hundredth of the work of its placeholder. */
export function colourOfThumbHash(base64: string): string | undefined {
  try {
    const { r, g, b } = thumbHashToAverageRGBA(bytesOf(base64));
    return `rgb(${[r, g, b].map((part) => Math.round(255 * part)).join(' ')})`;
  } catch {
    return undefined;
  }
}

/** @throws for what is no base64. */
function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
