import type { StorageFigures } from '../../shared/messages.ts';
import type { StoredTier } from '../../shared/tier.ts';
import { create } from '../dom.ts';
import { formatBytes, formatNumber } from '../formats.ts';
import { texts } from '../texts.ts';
import { Figure } from './figure.ts';
import { Meter } from './meter.ts';

const STORED = ['thumbnails', 'pinned', 'device'] as const satisfies readonly StoredTier[];

/** What is stored, and how much the browser would let the app store. */
export interface Stored {
  /** `undefined` while nobody could say. */
  readonly figures: StorageFigures | undefined;
  /** Bytes that the browser lets this origin use in all; not every browser says. */
  readonly quotaBytes: number | undefined;
}

/** The storage by tier, the thumbnails against their budget, and all of it against the browser's quota. */
export class StoragePart {
  readonly element: HTMLElement;
  readonly #tiers = STORED.map((tier) => ({
    tier,
    count: new Figure(`stored.${tier}.count`, formatNumber),
    bytes: new Figure(`stored.${tier}.bytes`, formatBytes),
  }));
  readonly #budget = new Figure('stored.thumbnails.budgetBytes', formatBytes);
  readonly #quota = new Figure('stored.quotaBytes', formatBytes);
  readonly #againstBudget = new Meter(['thumbnails']);
  readonly #againstQuota = new Meter(STORED);

  constructor() {
    const { storage, tiers, thumbnailBudget, quota } = texts.overlay;
    const rows = this.#tiers.map(({ tier, count, bytes }) =>
      row(name(tiers[tier], tier), count.element, bytes.element),
    );
    this.element = create(
      'section',
      {},
      { 'aria-label': storage },
      create('h3', {}, {}, storage),
      create(
        'table',
        { className: 'overlay-table' },
        {},
        ...rows,
        row(name(thumbnailBudget), this.#againstBudget.element, this.#budget.element),
        row(name(quota), this.#againstQuota.element, this.#quota.element),
      ),
    );
  }

  show({ figures, quotaBytes }: Stored): void {
    for (const { tier, count, bytes } of this.#tiers) {
      count.show(figures?.[tier].count);
      bytes.show(figures?.[tier].bytes);
    }
    this.#budget.show(figures?.thumbnails.budgetBytes);
    this.#quota.show(quotaBytes);
    const bytes = {
      thumbnails: figures?.thumbnails.bytes ?? 0,
      pinned: figures?.pinned.bytes ?? 0,
      device: figures?.device.bytes ?? 0,
    };
    this.#againstBudget.show(bytes, figures?.thumbnails.budgetBytes);
    this.#againstQuota.show(bytes, quotaBytes);
  }
}

function name(text: string, tier?: StoredTier): HTMLTableCellElement {
  return create('th', { scope: 'row' }, tier ? { 'data-tier': tier } : {}, text);
}

function row(head: HTMLElement, ...cells: readonly Element[]): HTMLTableRowElement {
  return create('tr', {}, {}, head, ...cells.map((cell) => create('td', {}, {}, cell)));
}
