import type { DeviceLibrary } from '../../library/device/device-library.ts';
import type { ServiceWorkerClient } from '../../loading/service-worker-client.ts';
import type { StorageFigures, WorkerMessage } from '../../shared/messages.ts';
import type { StoredTier } from '../../shared/tier.ts';
import { confirm } from '../confirm.ts';
import { create } from '../dom.ts';
import { formatBytes, texts } from '../texts.ts';
import { BudgetChoices, type Budgets } from './budgets.ts';
import { DeviceExport } from './device-export.ts';
import { storedBytes } from './held.ts';
import { Keeping } from './keeping.ts';
import { MonthTable } from './month-table.ts';
import { TierTable } from './tier-table.ts';
import './storage.css';

/** The figures are read at most so often, in ms, however much the worker has to tell. */
const REFRESH_MS = 500;
/** Deleting waits for what is being written, and for slow disks: so many ms. */
const PATIENCE_MS = 30_000;

/** What the worker tells when figures change. */
const CHANGES = ['evicted', 'not-stored', 'pinning', 'cleared'] as const satisfies WorkerMessage['type'][];

export interface StoragePageContext {
  readonly worker: ServiceWorkerClient;
  readonly device: DeviceLibrary;
  /** Keeps the whole library offline, or no longer. */
  readonly keepEverything: HTMLElement;
  readonly memory: Budgets['memory'];
  readonly setMemoryBudget: Budgets['setMemory'];
}

/** What this app keeps on this device, in figures, and what to do about it. */
export class StoragePage {
  readonly element: HTMLElement;
  readonly #worker: ServiceWorkerClient;
  readonly #signal: AbortSignal;
  readonly #tiers: TierTable;
  readonly #export: DeviceExport;
  readonly #months = new MonthTable();
  readonly #keeping = new Keeping();
  readonly #budgets: BudgetChoices;
  readonly #said = create('p', { className: 'storage-said' }, { role: 'status' });
  #figures: StorageFigures | undefined;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(context: StoragePageContext, signal: AbortSignal) {
    const { worker, device, keepEverything, memory, setMemoryBudget } = context;
    this.#worker = worker;
    this.#signal = signal;
    const say = (words: string) => {
      this.#said.textContent = words;
    };
    this.#export = new DeviceExport(device, say, signal);
    const more = { pinned: keepEverything, device: this.#export.element };
    this.#tiers = new TierTable((tier) => void this.#clear(tier), more);
    this.#budgets = new BudgetChoices({
      setThumbnails: (bytes) => void this.#do(worker.ask({ type: 'set-thumbnail-budget', bytes }, PATIENCE_MS)),
      memory,
      setMemory: setMemoryBudget,
    });
    const { name, back, limits, keeping, byMonth, deleteEverything, deleteHint } = texts.storage;
    const onclick = () => void this.#deleteEverything();
    this.element = create(
      'div',
      { className: 'storage' },
      {},
      create('a', { className: 'storage-back', href: './' }, {}, back),
      create('h1', {}, {}, name),
      this.#tiers.element,
      this.#said,
      section(limits, this.#budgets.element),
      section(keeping, this.#keeping.element),
      section(byMonth, this.#months.element),
      section(
        deleteEverything,
        create('p', {}, {}, deleteHint),
        create('button', { type: 'button', className: 'button danger', onclick }, {}, texts.storage.deleteAction),
      ),
    );
    for (const type of CHANGES) worker.listen(type, () => this.#refreshSoon(), signal);
    const look = () => document.visibilityState === 'visible' && this.#refreshSoon();
    document.addEventListener('visibilitychange', look, { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#due), { once: true });
    void this.#refresh();
  }

  #refreshSoon(): void {
    this.#due ??= setTimeout(() => {
      this.#due = undefined;
      void this.#refresh();
    }, REFRESH_MS);
  }

  async #refresh(): Promise<void> {
    const [figures, months, estimate] = await Promise.all([
      this.#worker.figures(),
      this.#worker.ask({ type: 'section-figures' }).catch(() => []),
      navigator.storage?.estimate().catch(() => undefined),
    ]);
    if (this.#signal.aborted) return;
    this.#figures = figures;
    const { usage, quota } = estimate ?? {};
    // Browsers count by blocks and after a while, so that their sum may be below ours.
    this.#tiers.show(figures, usage === undefined ? undefined : Math.max(0, usage - storedBytes(figures)));
    this.#export.element.disabled = figures.device.count === 0;
    this.#months.show(months);
    this.#budgets.show(figures);
    this.#keeping.showSpace(usage === undefined || quota === undefined ? undefined : Math.max(0, quota - usage));
  }

  async #clear(tier: StoredTier): Promise<void> {
    const held = this.#figures?.[tier];
    if (!held) return;
    const { clear, ask, acknowledge } = texts.storage.tiers[tier];
    const agreed = await confirm({ title: `${clear}?`, lines: ask(held.count), action: clear, acknowledge });
    if (!agreed) return;
    const { cleared } = texts.storage.tiers[tier];
    await this.#do(
      this.#worker.ask({ type: 'clear', tier }, PATIENCE_MS),
      `${cleared} ${texts.storage.given(formatBytes(held.bytes))}`,
    );
  }

  async #deleteEverything(): Promise<void> {
    const figures = this.#figures;
    if (!figures) return;
    const { deleteEverything, deleteAction, deleteLines, deleteAcknowledge } = texts.storage;
    const agreed = await confirm({
      title: `${deleteEverything}?`,
      lines: deleteLines(figures.thumbnails.count, figures.pinned.count, figures.device.count),
      action: deleteAction,
      acknowledge: deleteAcknowledge(figures.device.count),
    });
    // Every window hears of it from the worker, this one too, and shows nothing any more.
    if (agreed) await this.#do(this.#worker.ask({ type: 'delete-everything' }, PATIENCE_MS));
  }

  /** Waits for the worker, says what came of it, and shows what is left. */
  async #do(work: Promise<unknown>, done = ''): Promise<void> {
    try {
      await work;
      if (this.#signal.aborted) return;
      this.#said.textContent = done;
    } catch (error) {
      this.#said.textContent = texts.storage.failed(error instanceof Error ? error.message : String(error));
    }
    await this.#refresh();
  }
}

function section(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return create('section', {}, { 'aria-label': title }, create('h2', {}, {}, title), ...content);
}
