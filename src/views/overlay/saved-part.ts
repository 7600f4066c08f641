import type { Saved, TierLog } from '../../loading/tier-log.ts';
import type { SavedEver } from '../../saved-ever.ts';
import { create } from '../dom.ts';
import { formatBytes, formatDay, formatNumber } from '../formats.ts';
import { texts } from '../texts.ts';
import { Figure } from './figure.ts';

/** What the network was spared: since the page started, and since this browser began to count. */
export class SavedPart {
  readonly element: HTMLElement;
  readonly #start = new Row('start', texts.overlay.sinceStart);
  readonly #ever = new Row('ever', '');
  #since = 0;

  constructor() {
    const { saved, requests, bytes } = texts.overlay;
    const head = [saved, requests, bytes].map((name) => create('th', { scope: 'col' }, {}, name));
    this.element = create(
      'table',
      { className: 'overlay-table' },
      {},
      create('thead', {}, {}, create('tr', {}, {}, ...head)),
      create('tbody', {}, {}, this.#start.element, this.#ever.element),
    );
  }

  show(log: TierLog, ever: SavedEver): void {
    this.#start.show(log.saved);
    const { total } = ever;
    this.#ever.show(total);
    if (total.since.getTime() === this.#since) return;
    this.#since = total.since.getTime();
    this.#ever.name(texts.overlay.since(formatDay(total.since)));
  }
}

class Row {
  readonly element: HTMLTableRowElement;
  readonly #name: HTMLElement;
  readonly #requests: Figure;
  readonly #bytes: Figure;

  constructor(name: string, label: string) {
    this.#name = create('th', { scope: 'row' }, {}, label);
    this.#requests = new Figure(`saved.${name}.requests`, formatNumber);
    this.#bytes = new Figure(`saved.${name}.bytes`, formatBytes);
    const cells = [this.#requests, this.#bytes].map(({ element }) => create('td', {}, {}, element));
    this.element = create('tr', {}, {}, this.#name, ...cells);
  }

  name(label: string): void {
    this.#name.textContent = label;
  }

  show({ requests, bytes }: Saved): void {
    this.#requests.show(requests);
    this.#bytes.show(bytes);
  }
}
