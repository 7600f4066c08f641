import type { Photo, Rendition } from '../../shared/photo.ts';
import type { Tier } from '../../shared/tier.ts';
import { create } from '../dom.ts';

/** How sharp a picture is. */
export type Sharpness = 'placeholder' | Rendition;

/** A picture to show, and what is known of it. */
export interface Painting {
  readonly photo: Photo;
  readonly source: ImageBitmap | HTMLCanvasElement;
  readonly sharpness: Sharpness;
  /** `undefined` for a placeholder, which no tier served. */
  readonly tier: Tier | undefined;
  /** Called when the picture is no longer needed: it is kept for as long as it may have to be painted again. */
  readonly release: () => void;
}

/** A stage with a canvas at device resolution, that shows one picture as large as fits, in its own proportions. */
export class CanvasPicture {
  readonly element: HTMLDivElement;
  readonly #canvas = create('canvas', { className: 'viewer-picture' }, { role: 'img' });
  readonly #context = this.#canvas.getContext('2d', {
    alpha: false,
    // A wide-gamut picture keeps its colours only on a wide-gamut canvas.
    colorSpace: window.matchMedia('(color-gamut: p3)').matches ? 'display-p3' : 'srgb',
  });
  #painting: Painting | undefined;

  constructor(signal: AbortSignal) {
    this.element = create('div', { className: 'viewer-stage' }, {}, this.#canvas);
    const observer = new ResizeObserver(() => this.#paint());
    observer.observe(this.element);
    signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  }

  /** How sharp the picture is that is shown now. */
  get sharpness(): Sharpness | undefined {
    return this.#painting?.sharpness;
  }

  /** Paints at once, and gives back what was shown before. */
  show(painting: Painting): void {
    const before = this.#painting;
    this.#painting = painting;
    this.#paint();
    before?.release();
    this.#canvas.setAttribute('aria-label', painting.photo.title);
    this.#canvas.dataset['state'] = painting.sharpness;
    if (painting.tier) this.#canvas.dataset['tier'] = painting.tier;
    else delete this.#canvas.dataset['tier'];
  }

  /** Shows nothing, and holds no pixels. */
  clear(): void {
    this.#painting?.release();
    this.#painting = undefined;
    this.#canvas.width = 0;
    this.#canvas.height = 0;
    delete this.#canvas.dataset['state'];
    delete this.#canvas.dataset['tier'];
  }

  #paint(): void {
    if (!this.#painting || !this.#context) return;
    const { photo, source } = this.#painting;
    this.#fit(photo);
    const { width, height } = this.#canvas;
    this.#context.imageSmoothingQuality = 'high';
    // Pictures with transparency are made for white paper more often than for a black screen.
    this.#context.fillStyle = '#fff';
    this.#context.fillRect(0, 0, width, height);
    this.#context.drawImage(source, 0, 0, width, height);
  }

  /** A photo is never blown up beyond one CSS px for each of its own. */
  #fit(photo: Photo): void {
    const { clientWidth, clientHeight } = this.element;
    const scale = Math.min(clientWidth / photo.width, clientHeight / photo.height, 1);
    const [width, height] = [Math.max(1, photo.width * scale), Math.max(1, photo.height * scale)];
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${height}px`;
    const pixels = { width: Math.round(width * devicePixelRatio), height: Math.round(height * devicePixelRatio) };
    // Setting the size clears the canvas, so it is set only when it changes.
    if (this.#canvas.width !== pixels.width) this.#canvas.width = pixels.width;
    if (this.#canvas.height !== pixels.height) this.#canvas.height = pixels.height;
  }
}
