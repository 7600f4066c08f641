import type { DeviceLibrary } from '../../library/device/device-library.ts';
import type { ServiceWorkerClient } from '../../loading/service-worker-client.ts';
import type { PageMessage, StorageFigures, WorkerMessage } from '../../shared/messages.ts';
import type { StoredTier } from '../../shared/tier.ts';
import { failureOfWorker } from '../../shared/worker-error.ts';
import { confirm } from '../confirm.ts';
import { button, create } from '../dom.ts';
import { focusPage } from '../focus.ts';
import { formatBytes } from '../formats.ts';
import type { Notices } from '../shell/notices.ts';
import { texts } from '../texts.ts';
import { whyNot } from '../why-not.ts';
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
const CHANGES = [
  'evicted',
  'not-stored',
  'pinning',
  'device-changed',
  'cleared',
] as const satisfies WorkerMessage['type'][];

export interface StoragePageContext {
  readonly worker: ServiceWorkerClient;
  readonly device: DeviceLibrary;
  readonly notices: Notices;
  /** Keeps the whole library offline, or no longer. */
  readonly keepEverything: HTMLElement;
  /** Adds a folder of photos to this device, where browsers can. */
  readonly addFolder: HTMLElement | undefined;
  /** Offers to install the app, where the browser does. */
  readonly install: HTMLElement;
  readonly budgets: Pick<Budgets, 'memory' | 'setMemory'>;
}

/** What this app keeps on this device, in figures, and what to do about it. */
export class StoragePage {
  readonly element: HTMLElement;
  readonly #worker: ServiceWorkerClient;
  readonly #signal: AbortSignal;
  readonly #tiers: TierTable;
  readonly #export: DeviceExport;
  readonly #months = new MonthTable();
  readonly #keeping: Keeping;
  readonly #budgets: BudgetChoices;
  readonly #said = create('p', { className: 'storage-said' }, { role: 'status' });
  /** Says that the figures are not of now. */
  readonly #unread = create('p', { className: 'storage-said' }, { role: 'status' });
  /** The worker is asked about something that cannot be taken back. */
  #isAsking = false;
  #reads = 0;
  #lastShown = 0;
  /** A newer version of the app was here, and what it left cannot be read. */
  #isNewer = false;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(context: StoragePageContext, signal: AbortSignal) {
    const { worker, device, notices, keepEverything, addFolder, install, budgets } = context;
    this.#worker = worker;
    this.#signal = signal;
    const say = (words: string) => {
      this.#said.textContent = words;
    };
    this.#keeping = new Keeping(install);
    this.#export = new DeviceExport(device, say, notices, signal);
    const more = { pinned: [keepEverything], device: [...(addFolder ? [addFolder] : []), this.#export.element] };
    this.#tiers = new TierTable((tier) => void this.#clear(tier), more);
    this.#budgets = new BudgetChoices({
      setThumbnails: (bytes) => void this.#do(worker.ask({ type: 'set-thumbnail-budget', bytes }, PATIENCE_MS)),
      ...budgets,
    });
    const { name, back, limits, keeping, byMonth, deleteEverything, deleteHint } = texts.storage;
    const onclick = () => void this.#deleteEverything();
    this.element = create(
      'div',
      { className: 'storage' },
      {},
      create('a', { className: 'page-back', href: './' }, {}, back),
      create('h1', {}, {}, name),
      this.#tiers.element,
      this.#unread,
      this.#said,
      section(limits, this.#budgets.element),
      section(keeping, this.#keeping.element),
      section(byMonth, this.#months.element),
      section(
        deleteEverything,
        create('p', {}, {}, deleteHint),
        button(texts.storage.deleteAction, onclick, 'button danger'),
      ),
    );
    for (const type of CHANGES) worker.listen(type, () => this.#refreshSoon(), signal);
    const look = () => document.visibilityState === 'visible' && this.#refreshSoon();
    document.addEventListener('visibilitychange', look, { signal });
    const end = () => {
      clearTimeout(this.#due);
      // They stay for the next time, and would hold all of this page until then.
      for (const lent of [keepEverything, addFolder, install]) lent?.remove();
    };
    signal.addEventListener('abort', end, { once: true });
    void this.#refresh();
  }

  #refreshSoon(): void {
    this.#due ??= setTimeout(() => {
      this.#due = undefined;
      void this.#refresh();
    }, REFRESH_MS);
  }

  async #refresh(): Promise<void> {
    this.#reads += 1;
    const read = this.#reads;
    const [figures, months, estimate] = await Promise.all([
      this.#read({ type: 'figures' }),
      this.#read({ type: 'section-figures' }),
      navigator.storage?.estimate().catch(() => undefined),
    ]);
    // A reply, or none, that is older than what is shown says nothing new.
    if (this.#signal.aborted || read < this.#lastShown) return;
    this.#lastShown = read;
    this.#showUnread(!figures || !months);
    const { usage, quota } = estimate ?? {};
    this.#keeping.showSpace(usage === undefined || quota === undefined ? undefined : Math.max(0, quota - usage));
    if (months) this.#months.show(months);
    if (!figures) return;
    // Browsers count by blocks and after a while, so that their sum may be below ours.
    this.#tiers.show(figures, usage === undefined ? undefined : Math.max(0, usage - storedBytes(figures)));
    this.#export.element.disabled = figures.device.count === 0;
    this.#budgets.show(figures);
  }

  /** What is stored now; `undefined` when that cannot be known. On a first visit the worker is on its way. */
  async #read<T extends 'figures' | 'section-figures'>(question: Extract<PageMessage, { type: T }>) {
    if (!(await this.#worker.ready())) return undefined;
    return this.#worker.ask<T>(question, PATIENCE_MS).catch((error: unknown) => {
      this.#isNewer = failureOfWorker(error) === 'newer-data';
      return undefined;
    });
  }

  #showUnread(isUnread: boolean): void {
    const onclick = () => void this.#refresh();
    const again = button(texts.shell.retry, onclick);
    this.#unread.replaceChildren(...(isUnread ? [`${texts.storage.unread} `, again] : []));
  }

  /**
   * Calls `ask` with what is stored in this moment, or `unread` where only a newer version could tell. Else nothing is
   * deleted whose extent nobody could be told.
   */
  async #withFigures(ask: (figures: StorageFigures) => Promise<void>, unread?: () => Promise<void>): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#said.textContent = texts.storage.reading;
    const figures = await this.#read({ type: 'figures' });
    const askUnread = this.#isNewer ? unread : undefined;
    this.#said.textContent = figures || askUnread ? '' : texts.storage.notDeleted;
    if (!this.#signal.aborted) await (figures ? ask(figures) : askUnread?.());
    this.#isAsking = false;
  }

  #clear(tier: StoredTier): Promise<void> {
    return this.#withFigures(async ({ [tier]: held }) => {
      const { clear, ask, acknowledge, cleared } = texts.storage.tiers[tier];
      const agreed = await confirm({
        title: texts.dialog.question(clear),
        lines: ask(held.count),
        action: clear,
        acknowledge,
      });
      const done = `${cleared} ${texts.storage.given(formatBytes(held.bytes))}`;
      if (agreed) await this.#do(this.#worker.ask({ type: 'clear', tier }, PATIENCE_MS), done);
    });
  }

  #deleteEverything(): Promise<void> {
    const { deleteLines, deleteAcknowledge, deleteNewer } = texts.storage;
    return this.#withFigures(
      ({ thumbnails, pinned, device }) =>
        this.#confirmDeletion(
          deleteLines(thumbnails.count, pinned.count, device.count),
          deleteAcknowledge(device.count),
        ),
      // Of a newer version, only that knows what is stored; it may be gone for good, and its data must not stay for ever.
      () => this.#confirmDeletion([deleteNewer], deleteAcknowledge(1)),
    );
  }

  async #confirmDeletion(lines: readonly string[], acknowledge: string): Promise<void> {
    const { deleteEverything, deleteAction } = texts.storage;
    const agreed = await confirm({
      title: texts.dialog.question(deleteEverything),
      lines,
      action: deleteAction,
      acknowledge,
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
      this.#said.textContent = whyNot(error);
    }
    await this.#refresh();
    // There may be nothing left to clear.
    if (document.activeElement === document.body || document.activeElement?.matches(':disabled')) focusPage();
  }
}

function section(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return create('section', {}, { 'aria-label': title }, create('h2', {}, {}, title), ...content);
}
