import { create } from '../dom.ts';

/** One number of the overlay: as people read it, and exactly, under a name, for whoever checks it from outside. */
export class Figure {
  readonly element: HTMLDataElement;
  readonly #format: (value: number) => string;

  constructor(name: string, format: (value: number) => string) {
    this.#format = format;
    this.element = create('data', {}, { 'data-figure': name });
  }

  /** `undefined` is a number that there is none of yet. */
  show(value: number | undefined): void {
    const exact = value === undefined ? '' : String(value);
    // Most of them stay the same most of the time, and writing is what costs.
    if (this.element.value === exact && this.element.textContent !== '') return;
    this.element.value = exact;
    this.element.textContent = value === undefined ? '–' : this.#format(value);
  }
}
