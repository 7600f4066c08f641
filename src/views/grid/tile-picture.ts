import { screenColours } from '../canvas-colours.ts';
import { create } from '../dom.ts';
import { colourOfThumbHash, paintThumbHash } from '../thumbhash.ts';
import { cover, type Paint } from './paints.ts';
import type { Box } from './rows.ts';
import type { Sheets } from './sheets.ts';

/** Placeholders are painted from here, one after the other. */
const scratch = create('canvas');

/**
 * A thumbnail that is stored is there sooner, in ms, and sixty placeholders take as long as sixty thumbnails: so the colour of
 * the photo comes first, and its placeholder where there is something to wait for.
 */
const SOON_MS = 100;

/** What a tile looks like: near the screen never blank, and the thumbnail as soon as it is there. */
export class TilePicture {
  readonly #link: HTMLElement;
  readonly #thumbhash: string;
  readonly #sheets: Sheets;
  #box: Box | undefined;
  #isNear = false;
  /** It was moved, and is painted where it was, or nowhere. */
  #isMoved = false;
  #thumbnail: ImageBitmap | undefined;
  #isBlurred = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;
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

  /** Moves it. It is painted there once the tile turns out to be near the screen still: most are not when they get larger. */
  place(box: Box): void {
    this.#box = box;
    this.#isMoved = true;
  }

  /** The tile is near the screen: it is blank no longer. */
  approach(): void {
    if (this.#isNear && this.#isMoved) this.#paint();
    if (this.#isNear) return;
    this.#isNear = true;
    this.#waiting = setTimeout(() => {
      this.#isBlurred = true;
      this.#paint();
    }, SOON_MS);
    this.#paint();
  }

  /** Shows the thumbnail, and closes it in the end. A `fresh` one had to be waited for, and takes over from the placeholder. */
  show(thumbnail: ImageBitmap, fresh: boolean): void {
    clearTimeout(this.#waiting);
    if (fresh) this.#fadePlaceholder();
    this.#thumbnail = thumbnail;
    this.#paint();
  }

  /** The tile is far from the screen: gives all pixels back. */
  leave(): void {
    if (!this.#isNear) return;
    this.#isNear = false;
    clearTimeout(this.#waiting);
    this.#isBlurred = false;
    this.#sheets.erase(this);
    this.#thumbnail?.close();
    this.#thumbnail = undefined;
  }

  /** Leaves the link as it was found. */
  end(): void {
    this.leave();
    this.#lifted = undefined;
    this.#link.replaceChildren();
  }

  /** Takes the picture off its sheet, so that it can move by itself, or puts it back once it has come to rest. */
  async lift(lifted: boolean): Promise<void> {
    if (lifted === (this.#lifted !== undefined)) return;
    const canvas = this.#lifted ?? create('canvas', {}, { 'aria-hidden': 'true' });
    this.#lifted = lifted ? canvas : undefined;
    if (lifted) this.#sheets.erase(this);
    else {
      await Promise.allSettled(this.#link.getAnimations().map(({ finished }) => finished));
      // Meanwhile it may have been lifted again.
      if (this.#lifted !== canvas) canvas.remove();
    }
    if (this.#isNear) this.#paint();
    // Painted before: Chromium computes the styles of the page for the first picture on a canvas that is in it.
    if (lifted) this.#link.append(canvas);
  }

  #paint(): void {
    if (!this.#box) return;
    this.#isMoved = false;
    const paint = this.#source();
    // Until there is something to paint: a colour in the style sheet costs no canvas its frame.
    this.#link.style.backgroundColor = paint ? '' : (colourOfThumbHash(this.#thumbhash) ?? 'var(--placeholder)');
    if (!paint) return;
    if (this.#lifted) paintAlone(this.#lifted, this.#box, paint);
    else this.#sheets.paint(this, this.#box, paint);
  }

  #source(): Paint | undefined {
    if (this.#thumbnail) return cover(this.#thumbnail);
    return this.#isBlurred && paintThumbHash(scratch, this.#thumbhash) ? cover(scratch) : undefined;
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
function paintAlone(canvas: HTMLCanvasElement, box: Box, paint: Paint): void {
  canvas.width = Math.round(box.width * devicePixelRatio);
  canvas.height = Math.round(box.height * devicePixelRatio);
  const context = canvas.getContext('2d', { colorSpace: screenColours() });
  if (context) paint(context, { x: 0, y: 0, width: canvas.width, height: canvas.height });
}
