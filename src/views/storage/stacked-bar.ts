import type { StoredTier } from '../../shared/tier.ts';
import { create } from '../dom.ts';
import { TIERS } from './held.ts';

const PARTS = [...TIERS, 'app'] as const;

/** A bar with a part for each tier. It says nothing that the figures beside it do not say, so readers pass over it. */
export class StackedBar {
  readonly element = create('div', { className: 'stacked-bar' }, { 'aria-hidden': 'true' });
  readonly #parts = PARTS.map((name) => ({ name, element: create('span', {}, { 'data-tier': name }) }));

  constructor() {
    this.element.append(...this.#parts.map(({ element }) => element));
  }

  /** Bytes by part; the whole length of the bar is `whole` bytes. */
  show(bytes: Readonly<Partial<Record<StoredTier | 'app', number>>>, whole: number): void {
    for (const { name, element } of this.#parts) {
      element.style.inlineSize = `${whole > 0 ? (100 * (bytes[name] ?? 0)) / whole : 0}%`;
      element.hidden = !bytes[name];
    }
  }
}
