import { thumbHashToRGBA } from 'thumbhash';

/**
 * Paints the blurred placeholder of a photo, in the same frame: there is no picture to load or decode.
 * A hash that cannot be read leaves the canvas as it is. Whether it was painted.
 */
export function paintThumbHash(canvas: HTMLCanvasElement, base64: string): boolean {
  try {
    const hash = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const { w, h, rgba } = thumbHashToRGBA(hash);
    canvas.width = w;
    canvas.height = h;
    canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
    return true;
  } catch {
    // Hashes come from the library, which is input from outside.
    return false;
  }
}
