import type { Keeper } from '../../library/device/device-library.ts';
import { type ImportFile, PhotoImport } from '../../library/device/photo-import.ts';
import { startHeicWorker, startImportWorker } from '../../library/device/start-workers.ts';
import { IMPORT_LOCKS } from '../../shared/device-messages.ts';
import { beginWork, isWorking } from '../in-progress.ts';
import { texts } from '../texts.ts';
import { ImportPanel } from './import-panel.ts';

/** Takes files in, one import after the other, and shows how far it is. Loaded when somebody adds photos for the first time. */
export class Adding {
  readonly element: HTMLElement;
  readonly #keeper: Keeper;
  readonly #signal: AbortSignal;
  readonly #panel: ImportPanel;
  readonly #import: PhotoImport;
  #turn: Promise<void> = Promise.resolve();
  #cancel = new AbortController();

  constructor(keeper: Keeper, signal: AbortSignal) {
    this.#keeper = keeper;
    this.#signal = signal;
    this.#panel = new ImportPanel(() => this.#cancel.abort());
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

  /** Resolves when these were taken in, or left. */
  add(files: readonly ImportFile[]): Promise<void> {
    if (files.length === 0) return Promise.resolve();
    const work = beginWork();
    this.#turn = this.#turn.then(() => this.#take(files)).finally(() => work[Symbol.dispose]());
    return this.#turn;
  }

  /** Files that other apps shared with this one wait in storage until they are taken in. */
  async addShared(): Promise<void> {
    const shared = await this.#keeper.ask({ type: 'shared-files' });
    const forget = (key: number) => void this.#keeper.ask({ type: 'forget-shared-files', keys: [key] }).catch(() => {});
    await this.add(shared.map(({ key, file }) => ({ file, fromFolder: false, onSettled: () => forget(key) })));
  }

  /** Names the files whose import ended with its page; of imports that run in other tabs, when that has happened. */
  async nameUnfinished(): Promise<void> {
    const names = await this.#keeper.ask({ type: 'unfinished-imports' });
    if (names.length > 0) {
      this.#panel.nameUnfinished(names, () => {
        void this.#keeper.ask({ type: 'forget-unfinished-imports' }).catch(() => {});
      });
    }
    // A page that was closed a moment ago may hold its lock still.
    const { held = [] } = await navigator.locks.query();
    const running = held.flatMap(({ name }) => (name?.startsWith(IMPORT_LOCKS) ? [name] : []));
    if (running.length === 0) return;
    await Promise.all(running.map((name) => navigator.locks.request(name, () => {})));
    await this.nameUnfinished();
  }

  /** Says why nothing can be added. */
  refuse(reason: string): void {
    this.#panel.refuse(reason);
  }

  async #take(files: readonly ImportFile[]): Promise<void> {
    // Everything was deleted meanwhile, and nothing may be added to it.
    if (this.#signal.aborted) return;
    this.#cancel = new AbortController();
    this.#panel.begin(files.length);
    try {
      const progress = this.#import.run(files, AbortSignal.any([this.#cancel.signal, this.#signal]), (now) =>
        this.#panel.progress(now),
      );
      this.#panel.finish(await progress);
    } catch {
      this.#panel.refuse(texts.add.cannotKeep);
    }
  }
}

/** Each photo that is worked on takes some hundred megabytes at worst. */
function atOnce(): number {
  return Math.min(Math.max((navigator.hardwareConcurrency || 2) - 1, 2), 4);
}
