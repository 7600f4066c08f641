import type { Photo } from '../../shared/photo.ts';
import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import { CellPicture } from './cell-picture.ts';
import type { Focus } from './crop.ts';
import type { Rect } from './layouts.ts';
import type { CollageSources } from './make-collage.ts';

/** A photo in the preview of a collage: where it lies, and which part of it is seen. */
export class Cell {
  readonly element: HTMLButtonElement;
  readonly photo: Photo;
  readonly #picture: CellPicture;

  /** `hint` is the id of the words that say what can be done with it. */
  constructor(photo: Photo, sources: CollageSources, hint: string, signal: AbortSignal) {
    this.photo = photo;
    this.#picture = new CellPicture(photo);
    this.element = create(
      'button',
      { type: 'button', className: 'collage-cell', draggable: false },
      { 'aria-describedby': hint, 'data-photo': photo.id },
      this.#picture.canvas,
    );
    void this.#picture.sharpen(sources, signal);
  }

  /** Puts it at a place, which is given as fractions of the whole, as the first, second, … of so many. */
  place({ x, y, width, height }: Rect, focus: Focus, number: number, count: number): void {
    const percent = (fraction: number) => `${100 * fraction}%`;
    // From the left in every language: a collage is a picture, and looks the same everywhere.
    const place = { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
    Object.assign(this.element.style, place);
    this.element.ariaLabel = texts.collage.cell(this.photo.title, number, count);
    this.focus(focus);
  }

  /** Shows another part of the photo. */
  focus({ x, y }: Focus): void {
    this.#picture.canvas.style.objectPosition = `${100 * x}% ${100 * y}%`;
  }

  /** It is the one that changes places with the next that is chosen. */
  set isPicked(picked: boolean) {
    this.element.ariaPressed = String(picked);
  }

  /** What is dragged now would come here. */
  set isTarget(target: boolean) {
    this.element.toggleAttribute('data-target', target);
  }
}
