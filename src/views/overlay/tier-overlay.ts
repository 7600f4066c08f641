import type { Stats } from '../../console-api.ts';
import type { TierLog } from '../../loading/tier-log.ts';
import type { Tier } from '../../shared/tier.ts';
import { create } from '../dom.ts';
import { formatBytes, formatNumber } from '../formats.ts';
import { texts } from '../texts.ts';
import { filterControl } from './filter-control.ts';
import { writeWhileAlive } from './live-log.ts';
import { LogFilter } from './log-filter.ts';

/** At most so often the figures are written again, in ms. */
const REFRESH_MS = 250;

const SHOWN: readonly Tier[] = ['memory', 'thumbnails', 'pinned', 'network'];

/** Marks each picture with its tier, and shows the figures and the live log. Costs nothing while it is closed. */
export class TierOverlay {
  readonly #log: TierLog;
  readonly #stats: () => Promise<Stats>;
  readonly #onToggle: (open: boolean) => void;
  #open: AbortController | undefined;

  constructor(log: TierLog, stats: () => Promise<Stats>, onToggle: (open: boolean) => void, signal: AbortSignal) {
    this.#log = log;
    this.#stats = stats;
    this.#onToggle = onToggle;
    signal.addEventListener('abort', () => this.#open && this.#close(this.#open), { once: true });
  }

  toggle(): void {
    if (this.#open) this.#close(this.#open);
    else this.#show();
  }

  #show(): void {
    const open = new AbortController();
    this.#open = open;
    document.documentElement.dataset['overlay'] = '';
    const rows = SHOWN.map((tier) => new TierRow(tier));
    const memory = create('p', { className: 'overlay-memory' });
    const stored = create('p', { className: 'overlay-stored' });
    const filter = new LogFilter();
    const log = create(
      'div',
      { className: 'overlay-log' },
      // Read where somebody goes through it, and not said while it grows.
      { role: 'log', 'aria-live': 'off', 'aria-label': texts.overlay.log, tabindex: '0' },
    );
    const panel = create(
      'section',
      { className: 'overlay' },
      { 'aria-label': texts.overlay.name },
      create(
        'header',
        { className: 'overlay-header' },
        {},
        create('h2', {}, {}, texts.overlay.name),
        this.#closeButton(),
      ),
      table(rows),
      memory,
      stored,
      filterControl(filter, open.signal),
      log,
    );
    document.body.append(panel);
    open.signal.addEventListener('abort', () => panel.remove(), { once: true });
    writeWhileAlive(log, this.#log, filter, open.signal);
    const refresh = async () => {
      for (const row of rows) row.show(this.#log);
      const stats = await this.#stats();
      memory.textContent = memoryLine(stats);
      stored.textContent = texts.overlay.stored(stats.thumbnails.count, formatBytes(stats.thumbnails.bytes));
    };
    void refresh();
    let due = false;
    this.#log.listen(() => {
      if (due) return;
      due = true;
      setTimeout(() => {
        due = false;
        if (!open.signal.aborted) void refresh();
      }, REFRESH_MS);
    }, open.signal);
    this.#onToggle(true);
  }

  #close(open: AbortController): void {
    this.#open = undefined;
    delete document.documentElement.dataset['overlay'];
    open.abort();
    this.#onToggle(false);
  }

  #closeButton(): HTMLButtonElement {
    const onclick = () => this.toggle();
    return create(
      'button',
      { type: 'button', className: 'overlay-close', onclick },
      { 'aria-label': texts.overlay.close },
    );
  }
}

/** The figures of one tier. */
class TierRow {
  readonly element: HTMLTableRowElement;
  readonly #tier: Tier;
  readonly #cells = { hits: create('td'), misses: create('td'), bytes: create('td') };

  constructor(tier: Tier) {
    this.#tier = tier;
    const { hits, misses, bytes } = this.#cells;
    const name = create('th', { scope: 'row' }, { 'data-tier': tier }, texts.overlay.tiers[tier]);
    this.element = create('tr', {}, {}, name, hits, misses, bytes);
  }

  show(log: TierLog): void {
    const { hits, misses, bytes, failures } = log.count(this.#tier);
    this.#cells.hits.textContent = formatNumber(hits);
    // What the network could not serve, no tier could.
    this.#cells.misses.textContent = formatNumber(this.#tier === 'network' ? failures : misses);
    this.#cells.bytes.textContent = formatBytes(bytes);
  }
}

function table(rows: readonly TierRow[]): HTMLTableElement {
  const { tier, hits, misses, bytes } = texts.overlay;
  const head = [tier, hits, misses, bytes].map((name) => create('th', { scope: 'col' }, {}, name));
  return create(
    'table',
    { className: 'overlay-table' },
    {},
    create('thead', {}, {}, create('tr', {}, {}, ...head)),
    create('tbody', {}, {}, ...rows.map(({ element }) => element)),
  );
}

function memoryLine({ memory }: Stats): string {
  const states = (['leased', 'retained', 'weak'] as const).map(
    (state) => `${texts.overlay[state]} ${formatBytes(memory[state].bytes)}`,
  );
  return `${texts.overlay.state}: ${states.join(', ')}, ${texts.overlay.budget} ${formatBytes(memory.budgetBytes)}`;
}
