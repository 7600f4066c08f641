import { create } from '../dom.ts';
import type { SectionBox } from './layout.ts';
import type { Box } from './rows.ts';

/** What stands above the first photo of a month. */
export interface Heading {
  readonly name: string;
  /** The name where there is little room. */
  readonly shortName: string;
  /** How many photos it has, in words. */
  readonly count: string;
  /** What can be done with the month. */
  readonly control?: HTMLElement | undefined;
  /** The month with all its photos. */
  readonly box: SectionBox;
}

/** Where the heading may be, in CSS px from the top of the tile that it belongs to. */
type Room = Pick<Box, 'y' | 'height'>;

/**
 * The name of a month, how many photos it has, and what can be done with it: as much of it as there is room for. It is in
 * sight as long as a photo of its month is, and moves within an element that is as large as the month.
 */
export class MonthHeading {
  readonly element: HTMLElement;
  readonly #line: HTMLElement;
  readonly #name = create('span', { className: 'month-name' });
  readonly #count = create('span', { className: 'month-count' });
  readonly #words = create('h2', {}, {}, this.#name, ' ', this.#count);
  #control: HTMLElement | undefined;
  #box: SectionBox | undefined;
  #room: Room = { y: 0, height: 0 };

  constructor() {
    this.#line = create('div', { className: 'month' }, {}, this.#words);
    this.element = create('div', { className: 'month-room' }, {}, this.#line);
  }

  show({ name, shortName, count, control, box }: Heading, room: Room): void {
    this.#fill(box, room);
    write(this.#name, name);
    // Only drawn: readers have room for the whole name.
    this.#words.dataset['short'] = shortName;
    write(this.#count, count);
    if (control === this.#control) return;
    this.#control?.remove();
    this.#control = control;
    if (control) this.#line.append(control);
  }

  /** Takes it away, and lets go of the control, which stays for the month and would hold all of this. */
  end(): void {
    this.element.remove();
    // By now it may stand in another heading.
    if (this.#control?.parentElement === this.#line) this.#control.remove();
  }

  #fill(box: SectionBox, room: Room): void {
    if (box === this.#box && room.y === this.#room.y && room.height === this.#room.height) return;
    this.#box = box;
    this.#room = room;
    const { style } = this.element;
    style.width = `${box.width}px`;
    style.height = `${room.height}px`;
    style.top = `${room.y}px`;
    this.#line.style.height = `${box.top - box.y}px`;
  }
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
