import { readStored, type Stored } from '../../loading/stored-figures.ts';
import type { SavedEver } from '../../saved-ever.ts';
import type { TierReport } from '../../tier-report.ts';
import { button, create } from '../dom.ts';
import { saveBlob } from '../originals/save-blob.ts';
import { texts } from '../texts.ts';
import { Docking } from './docking.ts';
import { filterControl } from './filter-control.ts';
import { Levers } from './levers.ts';
import { writeWhileAlive } from './live-log.ts';
import { LogFilter } from './log-filter.ts';
import { MemoryPart } from './memory-part.ts';
import { markPictures } from './picture-marks.ts';
import { SavedPart } from './saved-part.ts';
import { ServedTable } from './served-table.ts';
import { StoragePart } from './storage-part.ts';
import type { OverlayContext } from './tier-overlay.ts';

/** The figures are written anew so often, in ms, while somebody can see them. */
const TICK_MS = 250;
/** The name of what an update takes, among the browser's measurements. */
const UPDATE = 'overlay update';

/** The panel while it is open: everything that it listens to ends with `signal`. */
export class OverlayPanel {
  readonly element: HTMLElement;
  readonly memory = new MemoryPart();
  readonly #context: OverlayContext;
  readonly #ever: SavedEver;
  readonly #signal: AbortSignal;
  readonly #served = new ServedTable();
  readonly #storage = new StoragePart();
  readonly #saved = new SavedPart();
  readonly #levers: Levers;
  readonly #said = create('p', { className: 'overlay-said' }, { role: 'status' });
  #stored: Stored | undefined;
  /** Whether what is stored may have changed since it was read. */
  #isStale = true;
  #isReading = false;

  constructor(context: OverlayContext, ever: SavedEver, onClose: () => void, signal: AbortSignal) {
    this.#context = context;
    this.#ever = ever;
    this.#signal = signal;
    this.#levers = new Levers(context);
    const { name, close, move, log: logName, noLog, copy, save } = texts.overlay;
    const filter = new LogFilter();
    const log = create(
      'div',
      { className: 'overlay-log' },
      // Read where somebody goes through it, and not said while it grows.
      { role: 'log', 'aria-live': 'off', 'aria-label': logName, tabindex: '0', 'data-empty': noLog },
    );
    const moveButton = create('button', { type: 'button', className: 'overlay-move' }, { 'aria-label': move });
    const closeButton = create(
      'button',
      { type: 'button', className: 'overlay-close', onclick: onClose },
      { 'aria-label': close },
    );
    const header = create(
      'header',
      { className: 'overlay-header' },
      {},
      ...[create('h2', {}, {}, name), moveButton, closeButton],
    );
    this.element = create(
      'section',
      { className: 'overlay' },
      { 'aria-label': name },
      header,
      this.#served.element,
      this.memory.element,
      this.#storage.element,
      this.#saved.element,
      filterControl(filter, signal),
      log,
      this.#levers.element,
      create(
        'footer',
        { className: 'overlay-buttons' },
        {},
        button(copy, () => void this.#copy()),
        button(save, () => void this.#save()),
      ),
      this.#said,
    );
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // What is behind it stays open.
      event.stopPropagation();
      onClose();
    };
    this.element.addEventListener('keydown', onKey, { signal });
    // Only what is in the page has an end to scroll to.
    document.body.append(this.element);
    signal.addEventListener('abort', () => this.element.remove(), { once: true });
    new Docking(this.element, header, moveButton, signal);
    writeWhileAlive(log, context.log, filter, signal);
    markPictures(signal);
    const change = () => {
      this.#isStale = true;
    };
    // Of this device, photos are counted and not their files.
    for (const type of ['figures-changed', 'device-changed'] as const) context.worker.listen(type, change, signal);
    this.#tick();
    const timer = setInterval(() => !document.hidden && this.#tick(), TICK_MS);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  #tick(): void {
    const started = performance.now();
    const { log, memory } = this.#context;
    memory.probe();
    this.#served.show(log);
    this.memory.show(memory, log.count('memory').removed);
    this.#saved.show(log, this.#ever);
    this.#levers.show(this.#stored?.figures?.thumbnails.budgetBytes);
    // For whoever measures the instrument; kept, they would grow without end.
    performance.measure(UPDATE, { start: started });
    performance.clearMeasures(UPDATE);
    if (this.#isStale && !this.#isReading) void this.#readStored();
  }

  async #readStored(): Promise<void> {
    this.#isStale = false;
    this.#isReading = true;
    this.#stored = await readStored(this.#context.worker);
    this.#isReading = false;
    if (!this.#signal.aborted) this.#storage.show(this.#stored);
  }

  async #copy(): Promise<void> {
    const { copied, notCopied } = texts.overlay;
    try {
      await navigator.clipboard.writeText(textOf(await this.#context.afterimage.report()));
      this.#said.textContent = copied;
    } catch {
      // Browsers may refuse it, or have none outside secure contexts.
      this.#said.textContent = notCopied;
    }
  }

  async #save(): Promise<void> {
    const report = await this.#context.afterimage.report();
    const name = `afterimage-tiers-${report.made.replaceAll(':', '-').slice(0, 19)}.json`;
    saveBlob(new Blob([textOf(report)], { type: 'application/json' }), name);
  }
}

function textOf(report: TierReport): string {
  return JSON.stringify(report, undefined, 2);
}
