import { STORING_MS } from '../../library/device/device-library.ts';
import { type ImportFile, type ImportReport, PhotoImport } from '../../library/device/photo-import.ts';
import { startHeicWorker, startImportWorker } from '../../library/device/start-workers.ts';
import { IMPORT_LOCKS } from '../../shared/device-messages.ts';
import { cleanText } from '../../shared/metadata/text.ts';
import { failureOfWorker, WorkerError } from '../../shared/worker-error.ts';
import { beginWork, isWorking } from '../in-progress.ts';
import { texts } from '../texts.ts';
import type { ReadyKeeper } from './add-photos.ts';
import type { Found } from './found-files.ts';
import { type ImportOutcome, ImportPanel, NOTHING } from './import-panel.ts';

/**
 * Takes files in, one import after the other, and shows how far it is. Loaded when somebody adds photos for the first time.
 * What became of them is said once nothing waits any more, and added up until somebody has read it.
 */
export class Adding {
  readonly element: HTMLElement;
  readonly #keeper: ReadyKeeper;
  readonly #signal: AbortSignal;
  readonly #panel: ImportPanel;
  readonly #import: PhotoImport;
  #turn: Promise<void> = Promise.resolve();
  /** How many things wait for their turn, or have it. */
  #waiting = 0;
  #outcome: ImportOutcome = NOTHING;
  #cancel = new AbortController();

  constructor(keeper: ReadyKeeper, signal: AbortSignal) {
    this.#keeper = keeper;
    this.#signal = signal;
    this.#panel = new ImportPanel(
      () => this.#cancel.abort(),
      () => this.#forgetOutcome(),
      () => this.#retry(),
    );
    this.element = this.#panel.element;
    this.#import = new PhotoImport({ keeper, startImportWorker, startHeicWorker, atOnce: atOnce() });
    window.addEventListener(
      'beforeunload',
      (event) => {
        if (isWorking()) event.preventDefault();
      },
      { signal },
    );
  }

  /** Resolves when these were taken in, or left. Whoever hands them over may still be looking for them. */
  async add(found: Found | Promise<Found>): Promise<void> {
    using _ = beginWork();
    await this.#inTurn(() => this.#take(found));
  }

  /** Files that other apps shared with this one wait in storage until they are taken in. */
  async addShared(): Promise<void> {
    const shared = await this.#keeper.ask({ type: 'shared-files' }, STORING_MS).catch(() => []);
    if (shared.length === 0) return;
    const forget = (key: number) => void this.#keeper.ask({ type: 'forget-shared-files', keys: [key] }).catch(() => {});
    const files = shared.map(({ key, file }) => ({ file, fromFolder: false, onSettled: () => forget(key) }));
    await this.add({ files, unreadable: [] });
  }

  /** Names the files whose import ended with its page; of imports that run in other tabs, when that has happened. */
  async nameUnfinished(): Promise<void> {
    await this.#inTurn(async () => {
      const unfinished = await this.#keeper.ask({ type: 'unfinished-imports' }, STORING_MS).catch(() => []);
      this.#outcome = { ...this.#outcome, unfinished };
    });
    // A page that was closed a moment ago may hold its lock still.
    const { held = [] } = await navigator.locks.query();
    const running = held.flatMap(({ name }) => (name?.startsWith(IMPORT_LOCKS) ? [name] : []));
    if (running.length === 0 || this.#signal.aborted) return;
    await Promise.all(running.map((name) => navigator.locks.request(name, () => {})));
    await this.nameUnfinished();
  }

  /** Says why nothing can be added. */
  async refuse(reason: string): Promise<void> {
    await this.#inTurn(async () => {
      this.#outcome = { ...this.#outcome, refused: { reason, files: [] } };
    });
  }

  /** Does one thing after the other, and says what became of all of them after the last. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#waiting += 1;
    this.#turn = this.#turn.then(work).then(() => {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#panel.finish(this.#outcome);
    });
    return this.#turn;
  }

  async #take(from: Found | Promise<Found>): Promise<void> {
    // Everything was deleted meanwhile, and nothing may be added to it.
    if (this.#signal.aborted) return;
    const cancel = new AbortController();
    this.#cancel = cancel;
    try {
      await this.#takeUntil(AbortSignal.any([this.#signal, cancel.signal]), from);
    } finally {
      // Else browsers keep the signal, and all that listens to it, as long as the page may end it.
      cancel.abort();
    }
  }

  async #takeUntil(signal: AbortSignal, from: Found | Promise<Found>): Promise<void> {
    this.#panel.begin();
    const found = await Promise.race([from, aborted(signal)]);
    if (!found) return;
    const { files, unreadable } = found;
    const failed = unreadable.map((name) => ({ name: cleanText(name), problem: 'unreadable' as const }));
    this.#note({ added: [], alreadyHere: [], failed, left: [] });
    if (files.length === 0 || this.#signal.aborted) return;
    try {
      if (!(await this.#keeper.ready())) throw new WorkerError('No service worker came.', 'no-worker');
      this.#note(await this.#import.run(files, signal, (now) => this.#panel.progress(now)));
    } catch (error) {
      this.#refuse(files, error);
    }
  }

  #note(report: ImportReport): void {
    this.#outcome = { ...this.#outcome, report: sum(this.#outcome.report, report) };
  }

  /** None of these was begun: they are kept, unless trying again is in vain. */
  #refuse(files: readonly ImportFile[], error: unknown): void {
    const code = failureOfWorker(error);
    const others = this.#outcome.refused?.files ?? [];
    const kept = code === 'no-worker' ? others : [...others, ...files];
    const reason = code === 'no-worker' || code === 'storage-full' ? texts.add.refused[code] : texts.add.refused.other;
    this.#outcome = { ...this.#outcome, refused: { reason, files: kept } };
  }

  /** Somebody has read it. */
  #forgetOutcome(): void {
    const { unfinished } = this.#outcome;
    this.#outcome = NOTHING;
    if (unfinished.length > 0) void this.#keeper.ask({ type: 'forget-unfinished-imports' }).catch(() => {});
  }

  #retry(): void {
    const { files = [] } = this.#outcome.refused ?? {};
    this.#outcome = { ...this.#outcome, refused: undefined };
    void this.add({ files, unreadable: [] });
  }
}

function sum(one: ImportReport | undefined, other: ImportReport): ImportReport {
  if (!one) return other;
  return {
    added: [...one.added, ...other.added],
    alreadyHere: [...one.alreadyHere, ...other.alreadyHere],
    failed: [...one.failed, ...other.failed],
    left: [...one.left, ...other.left],
  };
}

/** Each photo that is worked on takes some hundred megabytes at worst. */
function atOnce(): number {
  return Math.min(Math.max((navigator.hardwareConcurrency || 2) - 1, 2), 4);
}

/** Resolves when the signal is aborted: walking through a large folder takes its time, and nobody has to wait for that. */
function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}
