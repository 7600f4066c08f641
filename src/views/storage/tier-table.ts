import type { Amount, StorageFigures } from '../../shared/messages.ts';
import type { StoredTier } from '../../shared/tier.ts';
import { button, create } from '../dom.ts';
import { formatBytes } from '../formats.ts';
import { texts } from '../texts.ts';
import { TIERS } from './held.ts';
import { StackedBar } from './stacked-bar.ts';

/** What is held by tier: one bar of all, and a row of figures for each, with a button to clear it. */
export class TierTable {
  readonly element: HTMLElement;
  readonly #total = create('p', { className: 'storage-total' }, {}, texts.storage.reading);
  readonly #bar = new StackedBar();
  readonly #rows: Record<StoredTier, TierRow>;
  readonly #app = new TierRow('app');

  /** `more` is what else can be done with what a tier holds, beside clearing it. */
  constructor(
    onClear: (tier: StoredTier) => void,
    more: Readonly<Partial<Record<StoredTier, readonly HTMLElement[]>>>,
  ) {
    const row = (tier: StoredTier) => new TierRow(tier, () => onClear(tier), more[tier]);
    this.#rows = { thumbnails: row('thumbnails'), pinned: row('pinned'), device: row('device') };
    const { tier, bytes, clear } = texts.storage.columns;
    const head = [tier, bytes, clear].map((name) => create('th', { scope: 'col' }, {}, name));
    const rows = [...TIERS.map((name) => this.#rows[name]), this.#app].map(({ element }) => element);
    const table = create(
      'table',
      { className: 'storage-tiers' },
      { 'aria-label': texts.storage.byTier },
      create('thead', { className: 'for-readers' }, {}, create('tr', {}, {}, ...head)),
      create('tbody', {}, {}, ...rows),
    );
    this.element = create('div', {}, {}, this.#total, this.#bar.element, table);
  }

  /** `appBytes` is what this app takes besides its pictures; `undefined` where the browser does not say. */
  show(figures: StorageFigures, appBytes: number | undefined): void {
    const sum = TIERS.reduce((bytes, tier) => bytes + figures[tier].bytes, appBytes ?? 0);
    this.#total.textContent = texts.storage.total(formatBytes(sum));
    this.#bar.show({ ...figuresOf(figures), app: appBytes ?? 0 }, sum);
    for (const tier of TIERS) this.#rows[tier].show(figures[tier]);
    this.#app.element.hidden = appBytes === undefined;
    this.#app.show({ count: 0, bytes: appBytes ?? 0 });
  }
}

function figuresOf(figures: StorageFigures): Record<StoredTier, number> {
  const { thumbnails, pinned, device } = figures;
  return { thumbnails: thumbnails.bytes, pinned: pinned.bytes, device: device.bytes };
}

class TierRow {
  readonly element: HTMLTableRowElement;
  readonly #hint = create('span', { className: 'storage-hint' });
  readonly #bytes = create('td', { className: 'storage-bytes' });
  readonly #clear: HTMLButtonElement | undefined;
  readonly #tier: StoredTier | 'app';

  constructor(tier: StoredTier | 'app', onclick?: () => void, more: readonly HTMLElement[] = []) {
    this.#tier = tier;
    const { name, clear } = texts.storage.tiers[tier];
    const title = create('span', { className: 'storage-tier' }, { 'data-tier': tier }, name);
    const head = create('th', { scope: 'row' }, {}, title, this.#hint);
    this.#clear = onclick && clearButton(clear, onclick);
    const actions = [...more, ...(this.#clear ? [this.#clear] : [])];
    this.element = create(
      'tr',
      {},
      {},
      head,
      this.#bytes,
      create('td', { className: 'storage-actions' }, {}, ...actions),
    );
  }

  show({ count, bytes }: Amount): void {
    this.#hint.textContent = texts.storage.tiers[this.#tier].hint(count);
    this.#bytes.textContent = formatBytes(bytes);
    if (this.#clear) this.#clear.disabled = count === 0;
  }
}

/** Short to see, and named by all that it does: what is seen is a part of the name, for those who speak to their device. */
function clearButton(clear: string, onclick: () => void): HTMLButtonElement {
  const element = button(texts.storage.clear, onclick);
  element.ariaLabel = texts.storage.clearName(clear);
  return element;
}
