import { create } from '../dom.ts';
import { formatMonth } from '../formats.ts';
import type { LaidOutSection } from './grid-plan.ts';
import type { Origin } from './origin.ts';
import type { RowOptions } from './rows.ts';

interface Skeleton {
  readonly element: HTMLElement;
  readonly month: HTMLElement;
  readonly rows: HTMLElement;
}

/** What is seen of months that are not loaded: their names, and rows of grey boxes about where the photos will be. */
export class Skeletons {
  readonly element = create('div', { className: 'skeletons' }, { 'aria-hidden': 'true' });
  readonly #skeletons: Skeleton[] = [];
  readonly #origin: Origin;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  /** Shows these sections, and no others. */
  show(sections: readonly LaidOutSection[], { rowHeight, gap }: RowOptions): void {
    this.element.style.setProperty('--row', `${rowHeight}px`);
    this.element.style.setProperty('--gap', `${gap}px`);
    while (this.#skeletons.length < sections.length) this.#add();
    for (const [index, { element, month, rows }] of this.#skeletons.entries()) {
      const section = sections[index];
      element.hidden = section === undefined;
      if (!section) continue;
      const { x, y, width, top } = section.box;
      const part = this.#origin.clip(section.box);
      element.style.transform = `translate(${x}px, ${part.y}px)`;
      element.style.width = `${width}px`;
      month.style.height = `${top - y}px`;
      rows.style.height = `${part.height - (top - y)}px`;
      const name = formatMonth(section.id);
      if (month.textContent !== name) month.textContent = name;
    }
  }

  #add(): void {
    const [month, rows] = [create('p'), create('div')];
    const element = create('div', {}, {}, month, rows);
    this.#skeletons.push({ element, month, rows });
    this.element.append(element);
  }
}
