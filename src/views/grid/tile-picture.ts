import { screenColours } from '../canvas-colours.ts';
import { create } from '../dom.ts';
import { paintThumbHash } from '../thumbhash.ts';
import { type CoverSource, drawCover } from './draw-cover.ts';
import type { Box } from './layout.ts';
import type { Sheets } from './sheets.ts';

/** Placeholders are painted from here, one after the other. */
const scratch = create('canvas');

/** What a tile looks like: near the screen the blurred placeholder at once, and then the thumbnail in its place. */
export class TilePicture {
  readonly #link: HTMLElement;
  readonly #thumbhash: string;
  readonly #sheets: Sheets;
  #box: Box | undefined;
  #isNear = false;
  #thumbnail: ImageBitmap | undefined;
  /** The picture by itself, while it is to move apart from the others. */
  #lifted: HTMLCanvasElement | undefined;

  /** `link` covers the place on the `sheets` that the picture is painted on. */
  constructor(link: HTMLElement, thumbhash: string, sheets: Sheets) {
    this.#link = link;
    this.#thumbhash = thumbhash;
    this.#sheets = sheets;
  }

  get thumbnail(): ImageBitmap | undefined {
    return this.#thumbnail;
  }

  place(box: Box): void {
    this.#box = box;
    if (this.#isNear) this.#paint();
  }

  /** The tile comes near the screen: it is blank no longer. */
  approach(): void {
    if (this.#isNear) return;
    this.#isNear = true;
    this.#paint();
  }

  /** Shows the thumbnail, and closes it in the end. A `fresh` one had to be waited for, and takes over from the placeholder. */
  show(thumbnail: ImageBitmap, fresh: boolean): void {
    if (fresh) this.#fadePlaceholder();
    this.#thumbnail = thumbnail;
    this.#paint();
  }

  /** The tile is far from the screen: gives all pixels back. */
  leave(): void {
    if (!this.#isNear) return;
    this.#isNear = false;
    this.#sheets.erase(this);
    this.#thumbnail?.close();
    this.#thumbnail = undefined;
  }

  /** Takes the picture off its sheet, so that it can move by itself, or puts it back once it has come to rest. */
  async lift(lifted: boolean): Promise<void> {
    if (lifted === (this.#lifted !== undefined)) return;
    const canvas = this.#lifted ?? create('canvas', {}, { 'aria-hidden': 'true' });
    this.#lifted = lifted ? canvas : undefined;
    if (lifted) {
      this.#link.append(canvas);
      this.#sheets.erase(this);
    } else {
      await Promise.allSettled(this.#link.getAnimations().map(({ finished }) => finished));
      // Meanwhile it may have been lifted again.
      if (this.#lifted === undefined) canvas.remove();
    }
    if (this.#isNear) this.#paint();
  }

  #paint(): void {
    if (!this.#box) return;
    const source = this.#thumbnail ?? (paintThumbHash(scratch, this.#thumbhash) ? scratch : undefined);
    this.#link.toggleAttribute('data-blank', source === undefined);
    if (!source) return;
    if (this.#lifted) paintAlone(this.#lifted, this.#box, source);
    else this.#sheets.paint(this, this.#box, source);
  }

  /** Leaves the placeholder over the thumbnail for a moment, in which it becomes transparent. */
  #fadePlaceholder(): void {
    if (!window.matchMedia('(prefers-reduced-motion: no-preference)').matches) return;
    const canvas = create('canvas', { className: 'tile-leaving' }, { 'aria-hidden': 'true' });
    if (!paintThumbHash(canvas, this.#thumbhash)) return;
    canvas.addEventListener('animationend', () => canvas.remove());
    this.#link.append(canvas);
  }
}

/** Fills a canvas that is as large as a box. */
function paintAlone(canvas: HTMLCanvasElement, box: Box, source: CoverSource): void {
  canvas.width = Math.round(box.width * devicePixelRatio);
  canvas.height = Math.round(box.height * devicePixelRatio);
  const context = canvas.getContext('2d', { colorSpace: screenColours() });
  if (context) drawCover(context, source, { x: 0, y: 0, width: canvas.width, height: canvas.height });
}
