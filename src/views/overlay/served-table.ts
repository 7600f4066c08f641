import { ratioOf, spread } from '../../loading/tier-figures.ts';
import type { TierLog } from '../../loading/tier-log.ts';
import { TIERS, type Tier } from '../../shared/tier.ts';
import { create } from '../dom.ts';
import { formatBytes, formatMs, formatNumber, formatShare } from '../formats.ts';
import { texts } from '../texts.ts';
import { Figure } from './figure.ts';

/** How often each tier answered, and how fast. */
export class ServedTable {
  readonly element: HTMLElement;
  readonly #rows = TIERS.map((tier) => new Row(tier));

  constructor() {
    const { answers, tier, hits, misses, ratio, p50, p95, bytes } = texts.overlay;
    const head = [tier, hits, misses, ratio, p50, p95, bytes];
    this.element = create(
      'table',
      { className: 'overlay-table' },
      {},
      create('caption', { className: 'for-readers' }, {}, answers),
      create('thead', {}, {}, create('tr', {}, {}, ...head.map((name) => create('th', { scope: 'col' }, {}, name)))),
      create('tbody', {}, {}, ...this.#rows.map(({ element }) => element)),
    );
  }

  show(log: TierLog): void {
    for (const row of this.#rows) row.show(log);
  }
}

class Row {
  readonly element: HTMLTableRowElement;
  readonly #tier: Tier;
  readonly #figures;
  #hits: number | undefined;

  constructor(tier: Tier) {
    this.#tier = tier;
    const figure = (name: string, format: (value: number) => string) => new Figure(`served.${tier}.${name}`, format);
    this.#figures = {
      hits: figure('hits', formatNumber),
      misses: figure('misses', formatNumber),
      ratio: figure('ratio', formatShare),
      p50: figure('p50', formatMs),
      p95: figure('p95', formatMs),
      bytes: figure('bytes', formatBytes),
    };
    const name = create('th', { scope: 'row' }, { 'data-tier': tier }, texts.overlay.tiers[tier]);
    const cells = Object.values(this.#figures).map(({ element }) => create('td', {}, {}, element));
    this.element = create('tr', {}, {}, name, ...cells);
  }

  show(log: TierLog): void {
    const { hits, misses, bytes, failures } = log.count(this.#tier);
    // What the network could not serve, no tier could.
    const inVain = this.#tier === 'network' ? failures : misses;
    this.#figures.misses.show(inVain);
    this.#figures.ratio.show(ratioOf(hits, inVain));
    this.#figures.bytes.show(bytes);
    if (hits === this.#hits) return;
    this.#hits = hits;
    this.#figures.hits.show(hits);
    const { p50, p95 } = spread(log.times(this.#tier));
    this.#figures.p50.show(p50);
    this.#figures.p95.show(p95);
  }
}
