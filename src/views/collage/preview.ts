import type { Photo } from '../../shared/photo.ts';
import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import { Cell } from './cell.ts';
import { CellGestures } from './cell-gestures.ts';
import { type Focus, moved } from './crop.ts';
import { type Design, focused, ratioOf, swapped } from './design.ts';
import type { Rect } from './layouts.ts';
import type { CollageSources } from './make-collage.ts';

/** The collage as it will be, to change by hand: photos are moved within their cells, and change places. */
export class Preview {
  readonly element: HTMLElement;
  readonly #frame = create(
    'div',
    { className: 'collage-frame' },
    { role: 'group', 'aria-label': texts.collage.preview },
  );
  readonly #hint = create('p', { className: 'collage-hint', id: 'collage-hint' }, {}, texts.collage.hint);
  /** In the order of the design's photos. */
  #cells: Cell[] = [];
  #design: Design | undefined;
  #picked: number | undefined;
  /** Which part was seen of the photo that is moved, before it was. */
  #grabbed: Focus | undefined;
  readonly #onChange: (design: Design) => void;

  /** `onChange` hears of the design that somebody made by hand, and shows it here. */
  constructor(onChange: (design: Design) => void, signal: AbortSignal) {
    this.#onChange = onChange;
    this.element = create('div', { className: 'collage-preview' }, {}, this.#frame, this.#hint);
    const elements = () => this.#cells.map(({ element }) => element);
    new CellGestures(
      this.#frame,
      elements,
      {
        grab: (cell) => {
          this.#grabbed = this.#design?.photos[cell]?.focus;
        },
        pan: (cell, x, y) => this.#pan(cell, x, y),
        hold: (target) => this.#hold(target),
        swap: (cell, other) => this.#swap(cell, other),
        pick: (cell) => this.#pick(cell),
      },
      signal,
    );
  }

  /** Puts these photos into it, and loads them as they are needed here. */
  fill(photos: readonly Photo[], sources: CollageSources, signal: AbortSignal): void {
    this.#cells = photos.map((photo) => new Cell(photo, sources, this.#hint.id, signal));
    this.#frame.replaceChildren(...this.#cells.map(({ element }) => element));
  }

  /** Shows a design of the photos that it was filled with, and where its layout puts them. */
  show(design: Design, places: readonly Rect[]): void {
    this.#design = design;
    this.#frame.style.setProperty('--ratio', String(ratioOf(design.aspect)));
    this.#frame.style.backgroundColor = design.background;
    const byId = new Map(this.#cells.map((cell) => [cell.photo.id, cell]));
    this.#cells = design.photos.flatMap(({ id }) => byId.get(id) ?? []);
    for (const [index, cell] of this.#cells.entries()) {
      const [place, chosen] = [places[index], design.photos[index]];
      if (place && chosen) cell.place(place, chosen.focus, index + 1, this.#cells.length);
      cell.isPicked = index === this.#picked;
    }
    this.#keepOrder();
  }

  /** By keyboard one goes through them as they lie; moving an element would take the focus from it. */
  #keepOrder(): void {
    const focus = document.activeElement;
    const elements = this.#cells.map(({ element }) => element);
    if (elements.every((element, index) => this.#frame.children[index] === element)) return;
    this.#frame.replaceChildren(...elements);
    if (focus instanceof HTMLElement && this.#frame.contains(focus)) focus.focus();
  }

  #pan(index: number, x: number, y: number): void {
    const cell = this.#cells[index];
    if (!cell || !this.#grabbed || !this.#design) return;
    const { width, height } = cell.element.getBoundingClientRect();
    this.#onChange(focused(this.#design, index, moved(this.#grabbed, cell.photo, { width, height }, { x, y })));
  }

  #hold(target: number | undefined): void {
    for (const [index, cell] of this.#cells.entries()) cell.isTarget = index === target;
  }

  #pick(index: number): void {
    const picked = this.#picked;
    if (picked !== undefined && picked !== index) {
      this.#swap(picked, index);
      return;
    }
    this.#picked = picked === index ? undefined : index;
    for (const [at, cell] of this.#cells.entries()) cell.isPicked = at === this.#picked;
  }

  #swap(index: number, other: number): void {
    this.#picked = undefined;
    if (this.#design) this.#onChange(swapped(this.#design, index, other));
  }
}
