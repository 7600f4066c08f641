import type { SectionFigures } from '../../shared/messages.ts';
import { button, create } from '../dom.ts';
import { formatBytes, formatMonth } from '../formats.ts';
import { texts } from '../texts.ts';
import { byMonth, type Month, TIERS } from './held.ts';
import { StackedBar } from './stacked-bar.ts';

/** So many months are shown, and so many more each time somebody asks: a lifetime of photos has a thousand. */
const MONTHS = 24;

/** What is held by month, newest first: a bar as long as its share of the largest month, and the figures. */
export class MonthTable {
  readonly element: HTMLElement;
  readonly #body = create('tbody');
  readonly #rows = new Map<string, MonthRow>();
  readonly #more: HTMLButtonElement;
  readonly #nothing = create('p', { className: 'storage-hint' }, {}, texts.storage.nothing);
  #months: readonly Month[] = [];
  #shown = MONTHS;

  constructor() {
    const onclick = () => {
      const next = this.#shown;
      this.#shown += MONTHS;
      this.#render();
      // The button may be gone; what it brought is what to look at.
      this.#body.rows[next]?.querySelector('a')?.focus();
    };
    this.#more = button(texts.storage.more, onclick);
    const { month, bytes } = texts.storage.columns;
    const head = [month, bytes].map((name) => create('th', { scope: 'col' }, {}, name));
    const table = create(
      'table',
      { className: 'storage-months' },
      { 'aria-label': texts.storage.byMonth },
      create('thead', { className: 'for-readers' }, {}, create('tr', {}, {}, ...head)),
      this.#body,
    );
    this.element = create('div', {}, {}, this.#nothing, table, this.#more);
  }

  show(figures: readonly SectionFigures[]): void {
    this.#months = byMonth(figures);
    this.#render();
  }

  #render(): void {
    const shown = this.#months.slice(0, this.#shown);
    const largest = Math.max(1, ...shown.map(({ bytes }) => bytes));
    const rows = shown.map((month) => {
      const row = this.#rows.get(month.section) ?? new MonthRow(month.section);
      this.#rows.set(month.section, row);
      row.show(month, largest);
      return row.element;
    });
    // What has the focus must not be taken out and put back.
    if (rows.length !== this.#body.rows.length || rows.some((row, index) => row !== this.#body.rows[index])) {
      this.#body.replaceChildren(...rows);
    }
    this.#nothing.hidden = rows.length > 0;
    this.#more.hidden = this.#months.length <= this.#shown;
  }
}

class MonthRow {
  readonly element: HTMLTableRowElement;
  readonly #bar = new StackedBar();
  readonly #tiers = TIERS.map((tier) => ({ tier, element: create('span', {}, { 'data-tier': tier }) }));
  readonly #bytes = create('td', { className: 'storage-bytes' });

  constructor(section: string) {
    const name = section
      ? create('a', { href: `./#${section}` }, {}, formatMonth(section))
      : create('span', {}, {}, texts.storage.noMonth);
    const tiers = create('span', { className: 'storage-month-tiers' });
    tiers.append(...this.#tiers.map(({ element }) => element));
    const head = create('th', { scope: 'row' }, {}, name, tiers, this.#bar.element);
    this.element = create('tr', {}, {}, head, this.#bytes);
  }

  show({ tiers, bytes }: Month, largest: number): void {
    this.#bytes.textContent = formatBytes(bytes);
    const byTier = Object.fromEntries(TIERS.map((tier) => [tier, tiers[tier]?.bytes ?? 0]));
    this.#bar.show(byTier, largest);
    for (const { tier, element } of this.#tiers) {
      const amount = tiers[tier];
      element.hidden = !amount;
      if (amount) element.textContent = texts.storage.monthTier(tier, amount.count, formatBytes(amount.bytes));
    }
  }
}
