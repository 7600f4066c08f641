import type { Photo, Rendition } from '../../shared/photo.ts';
import type { Tier } from '../../shared/tier.ts';
import { screenColours } from '../canvas-colours.ts';
import { create } from '../dom.ts';
import {
  closeScale,
  type Framing,
  fitScale,
  frame,
  type Point,
  smoothingFor,
  type View,
  viewAround,
  WHOLE,
} from './framing.ts';

/** How sharp a picture is. */
export type Sharpness = 'placeholder' | Rendition;

/** A picture to show, and what is known of it. */
export interface Painting {
  readonly photo: Photo;
  readonly source: ImageBitmap | HTMLCanvasElement;
  readonly sharpness: Sharpness;
  /** `undefined` for a placeholder, which no tier served. */
  readonly tier: Tier | undefined;
  /** How long the tier took. */
  readonly ms: number;
  /** Called when the picture is no longer needed: it is kept for as long as it may have to be painted again. */
  readonly release: () => void;
}

/** A stage with a canvas at device resolution, that shows all of one picture, or a part of it from close by. */
export class CanvasPicture {
  readonly element: HTMLDivElement;
  /** Without a size until there is something on it, else its first picture would count as a leap of the layout. */
  readonly #canvas = create('canvas', { className: 'viewer-picture', width: 0, height: 0 }, { role: 'img' });
  readonly #context = this.#canvas.getContext('2d', {
    alpha: false,
    colorSpace: screenColours(),
  });
  readonly #onPainted: (painting: Painting) => void;
  #painting: Painting | undefined;
  /** The tiers that the picture came from while it got sharper, the first one first. */
  #trail: readonly Tier[] = [];
  /** `undefined` while all of the picture is seen. */
  #view: View | undefined;

  /**
   * `onResize` is called when the stage has another size, or its screen other pixels; `onPainted` when there is something else
   * on it.
   */
  constructor(onResize: () => void, signal: AbortSignal, onPainted: (painting: Painting) => void = () => {}) {
    this.#onPainted = onPainted;
    this.element = create('div', { className: 'viewer-stage' }, {}, this.#canvas);
    const fit = () => {
      this.#paint();
      onResize();
    };
    const observer = new ResizeObserver(fit);
    observer.observe(this.element);
    signal.addEventListener('abort', () => observer.disconnect(), { once: true });
    onPixelRatio(fit, signal);
  }

  /** The picture itself. */
  get canvas(): HTMLCanvasElement {
    return this.#canvas;
  }

  /** What is shown now. */
  get shown(): Painting | undefined {
    return this.#painting;
  }

  /** Whether the photo is seen from close by, and not whole. */
  closeTo(photo: Photo): boolean {
    return this.#view !== undefined && this.#painting?.photo.id === photo.id;
  }

  /** The long side, in px, that `photo` needs for every pixel of the screen where it is shown whole. */
  pixelsFor(photo: Photo): number {
    return Math.max(photo.width, photo.height) * fitScale(photo, this.#stage, devicePixelRatio);
  }

  /** Paints at once, and gives back what was shown before. Another photo is seen whole at first. */
  show(painting: Painting): void {
    const before = this.#painting;
    const isAnother = before?.photo.id !== painting.photo.id;
    if (isAnother) this.#seeWhole();
    this.#trail = [...(isAnother ? [] : this.#trail), ...(painting.tier ? [painting.tier] : [])];
    this.#painting = painting;
    this.#paint();
    before?.release();
    this.name(painting.photo);
    this.#canvas.dataset['state'] = painting.sharpness;
    this.#tell(painting);
    this.#onPainted(painting);
  }

  /** The same picture may come under another title, when its photo is added to this device or deleted from it. */
  name(photo: Photo): void {
    if (this.#painting?.photo.id === photo.id) this.#canvas.setAttribute('aria-label', photo.title);
  }

  /** Goes close to what is under `pointer` (client px), or to the middle. */
  approach(pointer: Point | undefined): void {
    this.zoomBy(Number.POSITIVE_INFINITY, pointer);
  }

  /** Makes the picture so many times larger around `pointer` (client px), between whole and as close as one can go. */
  zoomBy(factor: number, pointer: Point | undefined): void {
    const framing = this.#framing();
    if (!framing || !this.#painting) return;
    const { photo } = this.#painting;
    const fit = fitScale(photo, this.#stage, devicePixelRatio);
    const scale = Math.min((this.#view?.scale ?? fit) * factor, closeScale(photo, this.#stage, devicePixelRatio));
    if (scale <= fit * WHOLE) {
      this.stepBack();
      return;
    }
    const { left, top, width, height } = this.element.getBoundingClientRect();
    const from = pointer ? { x: pointer.x - left - width / 2, y: pointer.y - top - height / 2 } : { x: 0, y: 0 };
    this.#view = viewAround(framing, from, scale, devicePixelRatio);
    this.element.dataset['close'] = '';
    this.#paint();
  }

  /** Shows all of the picture again. */
  stepBack(): void {
    this.#seeWhole();
    this.#paint();
  }

  /**
   * Moves the picture by so many CSS px, as far as its edges allow; `false` when it is seen whole, and there is nowhere to
   * go.
   */
  pan(x: number, y: number): boolean {
    const framing = this.#framing();
    if (!this.#view || !framing) return false;
    const { scale } = this.#view;
    const { part } = framing;
    const [dx, dy] = [(x * devicePixelRatio) / scale, (y * devicePixelRatio) / scale];
    // From what is seen, not from what was wished: beyond the edge there is nothing to come back from.
    this.#view = { scale, centre: { x: part.x + part.width / 2 - dx, y: part.y + part.height / 2 - dy } };
    this.#paint();
    return true;
  }

  /** Shows nothing, and holds no pixels. */
  clear(): void {
    this.#painting?.release();
    this.#painting = undefined;
    this.#seeWhole();
    this.#canvas.width = 0;
    this.#canvas.height = 0;
    this.#canvas.removeAttribute('aria-label');
    delete this.#canvas.dataset['state'];
    this.#tell(undefined);
  }

  /** Says for the overlay which tier served the picture, how long that took, and which tiers came before. */
  #tell(painting: Painting | undefined): void {
    const { dataset } = this.#canvas;
    if (!painting?.tier) {
      for (const name of ['tier', 'ms', 'trail']) delete dataset[name];
      return;
    }
    dataset['ms'] = painting.ms.toFixed(0);
    dataset['trail'] = this.#trail.join(' ');
    dataset['tier'] = painting.tier;
  }

  #seeWhole(): void {
    this.#view = undefined;
    delete this.element.dataset['close'];
  }

  get #stage() {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  #framing(): Framing | undefined {
    return this.#painting && frame(this.#painting.photo, this.#stage, devicePixelRatio, this.#view);
  }

  #paint(): void {
    const framing = this.#framing();
    if (!this.#painting || !framing || !this.#context) return;
    const { photo, source } = this.#painting;
    const { canvas, part } = framing;
    this.#canvas.style.width = `${canvas.width / devicePixelRatio}px`;
    this.#canvas.style.height = `${canvas.height / devicePixelRatio}px`;
    // Setting the size clears the canvas, so it is set only when it changes.
    if (this.#canvas.width !== canvas.width) this.#canvas.width = canvas.width;
    if (this.#canvas.height !== canvas.height) this.#canvas.height = canvas.height;
    const [across, down] = [source.width / photo.width, source.height / photo.height];
    this.#context.imageSmoothingQuality = smoothingFor((part.width * across) / canvas.width);
    // Pictures with transparency are made for white paper more often than for a black screen.
    this.#context.fillStyle = '#fff';
    this.#context.fillRect(0, 0, canvas.width, canvas.height);
    this.#context.drawImage(
      source,
      ...[part.x * across, part.y * down, part.width * across, part.height * down],
      ...([0, 0, canvas.width, canvas.height] as const),
    );
  }
}

/** Calls back when the window comes to a screen of other pixels, or the page is zoomed. */
function onPixelRatio(listener: () => void, signal: AbortSignal): void {
  // A query asks for one ratio only, so that each change needs a new one.
  const change = () => {
    listener();
    if (!signal.aborted) onPixelRatio(listener, signal);
  };
  const query = window.matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  query.addEventListener('change', change, { once: true, signal });
}
