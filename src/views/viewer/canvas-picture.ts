import { create } from '../dom.ts';

/** What can be painted: a decoded picture, or the canvas of a tile. */
export type Source = ImageBitmap | HTMLCanvasElement;

/** A canvas at device resolution that shows one picture as large as fits, upright and in its own proportions. */
export class CanvasPicture {
  readonly element = create('canvas', { className: 'viewer-picture' }, { role: 'img' });
  readonly #context = this.element.getContext('2d', {
    alpha: false,
    // A wide-gamut picture keeps its colours only on a wide-gamut canvas.
    colorSpace: window.matchMedia('(color-gamut: p3)').matches ? 'display-p3' : 'srgb',
  });

  /**
   * Sizes the canvas for a photo of `width` × `height` px in a stage of the given CSS px. A photo is never blown up
   * beyond one CSS px for each of its own.
   */
  fit(photo: { readonly width: number; readonly height: number }, stage: { width: number; height: number }): void {
    const scale = Math.min(stage.width / photo.width, stage.height / photo.height, 1);
    const width = Math.max(1, photo.width * scale);
    const height = Math.max(1, photo.height * scale);
    this.element.style.width = `${width}px`;
    this.element.style.height = `${height}px`;
    const pixels = { width: Math.round(width * devicePixelRatio), height: Math.round(height * devicePixelRatio) };
    // Setting the size clears the canvas, so it is set only when it changes.
    if (this.element.width !== pixels.width) this.element.width = pixels.width;
    if (this.element.height !== pixels.height) this.element.height = pixels.height;
  }

  paint(source: Source): void {
    const { width, height } = this.element;
    if (!this.#context) return;
    this.#context.imageSmoothingQuality = 'high';
    // Pictures with transparency are made for white paper more often than for a black screen.
    this.#context.fillStyle = '#fff';
    this.#context.fillRect(0, 0, width, height);
    this.#context.drawImage(source, 0, 0, width, height);
  }
}
