import { create } from '../dom.ts';

/** What stands above the first photo of a month. */
export interface Heading {
  readonly name: string;
  /** The name where there is little room. */
  readonly shortName: string;
  /** How many photos it has, in words. */
  readonly count: string;
  /** What can be done with the month. */
  readonly control?: HTMLElement | undefined;
}

/** The name of a month, how many photos it has, and what can be done with it: as much of it as there is room for. */
export class MonthHeading {
  readonly element: HTMLElement;
  readonly #name = create('span', { className: 'month-name' });
  readonly #count = create('span', { className: 'month-count' });
  readonly #words = create('h2', {}, {}, this.#name, ' ', this.#count);
  #control: HTMLElement | undefined;

  constructor() {
    this.element = create('div', { className: 'month' }, {}, this.#words);
  }

  show({ name, shortName, count, control }: Heading): void {
    write(this.#name, name);
    // Only drawn: readers have room for the whole name.
    this.#words.dataset['short'] = shortName;
    write(this.#count, count);
    if (control === this.#control) return;
    this.#control?.remove();
    this.#control = control;
    if (control) this.element.append(control);
  }
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
