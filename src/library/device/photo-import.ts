import { type DeviceMessage, importLock } from '../../shared/device-messages.ts';
import type { DevicePhoto } from '../../shared/device-photo.ts';
import { sectionOf, takenFromFile } from '../../shared/metadata/taken.ts';
import { cleanText, titleOf } from '../../shared/metadata/text.ts';
import type { PhotoId } from '../../shared/photo.ts';
import { failureOfWorker } from '../../shared/worker-error.ts';
import { type Keeper, STORING_MS } from './device-library.ts';
import type { ImportAnswers, Inspected } from './import-messages.ts';
import { ImportError, type ImportProblem, isPassing } from './import-problem.ts';
import { isHeic, looksLikePhoto } from './photo-type.ts';
import { WorkerSlot } from './worker-slot.ts';

/** A file to take in. */
export interface ImportFile {
  readonly file: File;
  /** It came with a folder: what is no picture, and does not look like one, is left out without a word. */
  readonly fromFolder: boolean;
  /**
   * For a file that waits elsewhere until it is settled, and comes again by itself when the page is closed before. Told once
   * nobody has to look at it again: it is added, was here already, can never be added, or somebody cancelled.
   */
  readonly onSettled?: () => void;
}

/** How far an import is. */
export interface ImportProgress {
  readonly settled: number;
  readonly total: number;
  /** Bytes of the files. */
  readonly bytes: { readonly settled: number; readonly total: number };
  /** The file that was begun last; its name is cleaned for display. */
  readonly name: string;
}

/** What became of an import. Names are those of files, cleaned for display. */
export interface ImportReport {
  readonly added: readonly PhotoId[];
  readonly alreadyHere: readonly string[];
  readonly failed: readonly { readonly name: string; readonly problem: ImportProblem }[];
  /** Not looked at, because the import was cancelled. */
  readonly left: readonly string[];
}

export interface ImportOptions {
  readonly keeper: Keeper;
  readonly startImportWorker: () => Worker;
  readonly startHeicWorker: () => Worker;
  /** How many photos are worked on at once, which bounds memory. */
  readonly atOnce: number;
}

type Outcome =
  | { readonly kind: 'added'; readonly photo: PhotoId }
  | { readonly kind: 'already-here' }
  | { readonly kind: 'failed'; readonly problem: ImportProblem }
  | { readonly kind: 'skipped' | 'left' };

/** Makes photos of this device out of files. What is done stays done, whatever happens to the rest. */
export class PhotoImport {
  readonly #keeper: Keeper;
  readonly #slots: readonly WorkerSlot[];
  /** One for all: its decoder takes some hundred megabytes for a large photo. */
  readonly #heic: WorkerSlot;
  #heicTurn: Promise<unknown> = Promise.resolve();

  constructor({ keeper, startImportWorker, startHeicWorker, atOnce }: ImportOptions) {
    this.#keeper = keeper;
    this.#slots = Array.from({ length: atOnce }, () => new WorkerSlot(startImportWorker));
    this.#heic = new WorkerSlot(startHeicWorker);
  }

  /**
   * Takes in files, one import at a time. Aborting `signal` leaves the rest; that is no error.
   * @throws {WorkerError} when it cannot begin: there is no service worker, or it cannot note what is about to come.
   */
  async run(
    files: readonly ImportFile[],
    signal: AbortSignal,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportReport> {
    const id = crypto.randomUUID();
    // While the lock is held, other tabs know that this import is not one whose page was closed.
    return navigator.locks.request(importLock(id), async () => {
      const names = files.map(({ file }) => cleanText(file.name));
      // Whatever comes again by itself need not be named as left undone.
      const noted = names.map((name, index) => (files[index]?.onSettled ? '' : name));
      await this.#keeper.ask({ type: 'begin-import', import: id, names: noted }, STORING_MS);
      const outcomes = await this.#takeAll(id, files, signal, onProgress);
      for (const slot of [...this.#slots, this.#heic]) slot.end();
      return report(names, outcomes);
    });
  }

  async #takeAll(
    id: string,
    files: readonly ImportFile[],
    signal: AbortSignal,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = files.map(() => ({ kind: 'left' }));
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    let [settled, bytes] = [0, 0];
    // Bytes of the smallest file that found no space: others of that size need not be tried, and smaller ones may fit.
    let tooLarge = Number.POSITIVE_INFINITY;
    const queue = files.entries();
    const work = async (slot: WorkerSlot) => {
      for (const [index, item] of queue) {
        if (signal.aborted) break;
        const progress = () => ({
          settled,
          total: files.length,
          bytes: { settled: bytes, total },
          name: cleanText(item.file.name),
        });
        onProgress(progress());
        const { size } = item.file;
        const outcome: Outcome =
          size < tooLarge
            ? await this.#take(item, { import: id, index }, slot, signal)
            : { kind: 'failed', problem: 'storage-full' };
        outcomes[index] = outcome;
        if (outcome.kind === 'failed' && outcome.problem === 'storage-full') tooLarge = Math.min(tooLarge, size);
        if (outcome.kind === 'left') continue;
        if (outcome.kind !== 'added') await this.#settle(id, [index]);
        if (outcome.kind !== 'failed' || !isPassing(outcome.problem)) item.onSettled?.();
        settled += 1;
        bytes += size;
        onProgress(progress());
      }
    };
    await Promise.all(this.#slots.map(work));
    const left = outcomes.flatMap(({ kind }, index) => (kind === 'left' ? [index] : []));
    await this.#settle(id, left);
    if (signal.aborted) for (const index of left) files[index]?.onSettled?.();
    return outcomes;
  }

  async #take(
    { file, fromFolder }: ImportFile,
    imported: { readonly import: string; readonly index: number },
    slot: WorkerSlot,
    signal: AbortSignal,
  ): Promise<Outcome> {
    try {
      const inspected = await slot.ask<ImportAnswers['inspect']>({ type: 'inspect', file, name: file.name }, signal);
      const known = await this.#keeper.ask({ type: 'device-photo', photo: inspected.id }, STORING_MS);
      if (known) return { kind: 'already-here' };
      const full = isHeic(inspected.type) ? await this.#decodeHeic(file, signal) : undefined;
      const picture = full ?? file;
      const developed = await slot.ask<ImportAnswers['develop']>({ type: 'develop', picture }, signal);
      const { thumbnail, screen } = developed;
      // The type that it really has, so that it is shown as that.
      const original = file.slice(0, file.size, inspected.type);
      const parts = { thumbnail, original, ...(screen && { screen }), ...(full && { full }) };
      const photo = describe(file, inspected, developed, full !== undefined);
      return await this.#keep({ type: 'add-device-photo', photo, parts, file: imported });
    } catch (error) {
      if (signal.aborted && error === signal.reason) return { kind: 'left' };
      const problem = problemOf(error);
      const uninteresting = problem === 'not-an-image' || problem === 'empty';
      if (fromFolder && uninteresting && !looksLikePhoto(file.name)) return { kind: 'skipped' };
      console.info(`Afterimage could not add a file: ${problem}.`, error instanceof Error ? error.cause : error);
      return { kind: 'failed', problem };
    }
  }

  /** A worker that was killed in the middle is asked again: what it had done counts. */
  async #keep(message: Extract<DeviceMessage, { type: 'add-device-photo' }>): Promise<Outcome> {
    const { id } = message.photo;
    const add = () => this.#keeper.ask(message, STORING_MS);
    try {
      const kind = await add();
      return kind === 'added' ? { kind, photo: id } : { kind };
    } catch (error) {
      if (failureOfWorker(error) !== 'no-reply') throw error;
      await add();
      return { kind: 'added', photo: id };
    }
  }

  #decodeHeic(file: File, signal: AbortSignal): Promise<Blob> {
    const decoded = this.#heicTurn.then(() => this.#heic.ask<Blob>({ file }, signal));
    this.#heicTurn = decoded.catch(() => {});
    return decoded;
  }

  async #settle(id: string, indices: readonly number[]): Promise<void> {
    if (indices.length === 0) return;
    const files = indices.map((index) => ({ import: id, index }));
    // The worst that comes of it is that a file is named once more.
    await this.#keeper.ask({ type: 'settle-imported', files }).catch(() => {});
  }
}

function describe(
  file: File,
  { id, type, taken: recorded, ...details }: Inspected,
  { width, height, thumbhash, screen }: ImportAnswers['develop'],
  hasFull: boolean,
): DevicePhoto {
  const taken = recorded ?? takenFromFile(file.lastModified, Date.now());
  return {
    ...{ ...details, id, type, taken, width, height, thumbhash, hasFull },
    title: titleOf(file.name),
    fileName: file.name,
    bytes: file.size,
    section: sectionOf(taken),
    hasScreen: screen !== undefined,
  };
}

function problemOf(error: unknown): ImportProblem {
  if (error instanceof ImportError) return error.problem;
  return failureOfWorker(error) === 'storage-full' ? 'storage-full' : 'not-kept';
}

function report(names: readonly string[], outcomes: readonly Outcome[]): ImportReport {
  const named = outcomes.map((outcome, index) => ({ outcome, name: names[index] ?? '' }));
  const namesOf = (kind: Outcome['kind']) =>
    named.flatMap(({ outcome, name }) => (outcome.kind === kind ? [name] : []));
  return {
    added: outcomes.flatMap((outcome) => (outcome.kind === 'added' ? [outcome.photo] : [])),
    alreadyHere: namesOf('already-here'),
    failed: named.flatMap(({ outcome, name }) =>
      outcome.kind === 'failed' ? [{ name, problem: outcome.problem }] : [],
    ),
    left: namesOf('left'),
  };
}
