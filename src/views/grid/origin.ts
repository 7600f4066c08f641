import type { Box } from './rows.ts';

/**
 * The tallest that the grid's element may be, in CSS px. Chromium and WebKit end elements at 33,554,431 px and Firefox at
 * 17,895,697, which is 300,000 photos. Well before that, places are no longer what one asks for: above 2^23 Chromium scrolls to
 * even px only, as 32-bit floats have no halves there to round by, and transforms have none either.
 */
export const MOST_HEIGHT = 8_000_000;
/** So far from either end of a taller grid, scrolling is what it is anywhere, in CSS px: nobody gets through it in one go. */
const SHORE = 500_000;
/** The part that lies in the element may be off by so much, in CSS px, as there is room around it. */
const SLACK = SHORE / 4;
/** Screens between two frames: nobody scrolls as fast, but a pixel of the scroll bar is as far. */
const LEAP = 4;

/**
 * Where the grid's element begins in the grid, in CSS px from its top. That is 0, unless the grid is taller than any element can
 * be. Then a part of it lies in the element, the further down the further the page is scrolled: the scroll bar leads through
 * all of it, and whoever scrolls by hand moves by as much as anywhere. While nobody scrolls, another part is put in its place.
 */
export class Origin {
  /** Of the whole grid. */
  #height = 0;
  #y = 0;
  /** Where the screen was in the element when it was looked at last. */
  #last: number | undefined;

  get y(): number {
    return this.#y;
  }

  /** How high the element is. */
  get elementHeight(): number {
    return Math.min(this.#height, MOST_HEIGHT);
  }

  /** The grid is so many CSS px high now. */
  fit(height: number): void {
    this.#height = height;
    this.#y = Math.min(this.#y, this.#beyond);
  }

  /**
   * Where in the grid the screen begins, from where it begins in the element. After a leap, as the scroll bar makes them, that
   * is as far along the grid as it is along the element.
   */
  follow(inElement: number, screen: number): number {
    const leapt = this.#last !== undefined && Math.abs(inElement - this.#last) > LEAP * screen;
    if (leapt) this.#y = this.#at(inElement, this.elementHeight);
    this.#last = inElement;
    return inElement + this.#y;
  }

  /** Where in the element the screen has to begin to be at a height of the grid. */
  goTo(y: number): number {
    if (this.isOff(y)) this.#y = this.#at(y, this.#height);
    this.#last = y - this.#y;
    return this.#last;
  }

  /** Whether another part of the grid had better lie in the element, with the screen at this height. */
  isOff(y: number): boolean {
    const best = this.#at(y, this.#height);
    // At its ends the element ends where the grid does.
    const slack = best === 0 || best === this.#beyond ? 0 : SLACK;
    return Math.abs(best - this.#y) > slack;
  }

  /** Where something lies in the element; what is far away, at its end: it must not make the page longer. */
  inElement({ y, height }: Pick<Box, 'y' | 'height'>): number {
    return Math.min(Math.max(y - this.#y, -SHORE), this.elementHeight - height);
  }

  /** The part of something tall that lies in the element, or not far above it. */
  clip({ y, height }: Pick<Box, 'y' | 'height'>): Pick<Box, 'y' | 'height'> {
    const top = Math.max(y - this.#y, -SHORE);
    return { y: top, height: Math.max(0, Math.min(y + height - this.#y, this.elementHeight) - top) };
  }

  /** How much of the grid the element has no room for, in whole px. */
  get #beyond(): number {
    return Math.ceil(this.#height - this.elementHeight);
  }

  /** The best origin where the screen begins at `position` of `length`, be it of the grid or of the element. In whole px. */
  #at(position: number, length: number): number {
    const along = (position - SHORE) / (length - 2 * SHORE);
    return this.#beyond === 0 ? 0 : Math.round(this.#beyond * Math.min(Math.max(along, 0), 1));
  }
}
