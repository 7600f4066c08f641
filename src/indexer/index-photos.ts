import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import sharp from 'sharp';
import { takenFromFile } from '../shared/metadata/taken.ts';
import { forEachParallel } from './for-each-parallel.ts';
import { HeicDecoder } from './heic.ts';
import type { IndexRequest, IndexResult } from './indexing.ts';
import { LibraryFolder } from './library-folder.ts';
import { libraryTotal } from './library-total.ts';
import { METADATA_VERSION } from './metadata.ts';
import { isLasting, type Problem, toProblem } from './problems.ts';
import { prune } from './prune.ts';
import { describePhoto, developPhoto, type LoadedPhoto, loadPhoto } from './read-photo.ts';
import type { Source } from './sources.ts';
import { emptyState, type FileEntry, type PhotoRecord, readState, type State, writeState } from './state.ts';
import { unlistedFolders, unlistedSources } from './unlisted.ts';
import { type PlacedPhoto, writeLibrary } from './write-library.ts';

// Asking the file system for sizes and times waits more than it computes.
const STATS_IN_FLIGHT = 32;
const SAVE_EVERY_MS = 30_000;

/**
 * Makes a library out of a list of files. Files that an earlier run knows are not read again; whatever is wrong with one
 * file is reported and costs no other. An abort leaves a valid library of what is done.
 *
 * Only a file that is seen to be gone loses its photo: what this run has not got to, cannot list or cannot read stays as an
 * earlier run left it, and so does the whole library when no photo is found at all.
 */
export async function indexPhotos(request: IndexRequest): Promise<IndexResult> {
  const run = new IndexRun(request, await LibraryFolder.open(request.library), await readState(request.state));
  try {
    return await run.index();
  } finally {
    await run.close();
  }
}

class IndexRun {
  readonly #request: IndexRequest;
  readonly #library: LibraryFolder;
  readonly #before: State;
  readonly #after = emptyState();
  /** All that may be photos, by path, with those that an earlier run knows and that cannot be listed now. */
  readonly #sources: readonly Source[];
  /** By path. One that may pass does not enter the state, so that the next run tries the file again. */
  readonly #problems: Map<string, Problem>;
  readonly #heic = new HeicDecoder();
  /** Copies of one photo that are met at the same time are decoded once. */
  readonly #developing = new Map<string, Promise<PhotoRecord>>();
  readonly #startedAt = performance.now();
  readonly #now: number;
  #savedAt = performance.now();
  #decoded = 0;

  constructor(request: IndexRequest, library: LibraryFolder, before: State) {
    this.#request = request;
    this.#library = library;
    this.#before = before;
    this.#sources = [...request.list.sources, ...unlistedSources(request.list, before)].sort(byPath);
    this.#problems = new Map(request.list.problems.map(({ path, problem }) => [path, problem]));
    this.#now = (request.clock ?? Date.now)();
    // One photo per core scales better than one photo on all cores, and memory stays bounded.
    sharp.concurrency(1);
    sharp.cache(false);
  }

  async index(): Promise<IndexResult> {
    const { list, signal, observer, parallel = availableParallelism() } = this.#request;
    const changed = new Set<Source>();
    await forEachParallel(list.sources, STATS_IN_FLIGHT, signal, async (source) => {
      if (!(await this.#isUnchanged(source))) changed.add(source);
    });
    const inOrder = list.sources.filter((source) => changed.has(source));
    observer?.started?.(inOrder.length, list.sources.length - inOrder.length);
    await forEachParallel(inOrder, parallel, signal, async (source) => {
      await this.#read(source);
      observer?.finished?.(source.path);
      await this.#saveNowAndThen();
    });
    return this.#finish(signal?.aborted === true ? 'aborted' : 'finished');
  }

  close(): Promise<void> {
    return this.#heic.close();
  }

  /** Takes a file over from the earlier run if it has not been touched and its renditions are still there. */
  async #isUnchanged(source: Source): Promise<boolean> {
    const entry = this.#before.files.get(source.path);
    if (entry === undefined) return false;
    const now = await stat(source.file).catch(() => undefined);
    if (now?.size !== entry.size || now.mtimeMs !== entry.mtimeMs) return false;
    if (entry.found.kind === 'photo') {
      const record = this.#earlier(entry.found.id);
      // Renditions stay what they are, but the photo may have more to say than an earlier version asked.
      if (record?.metadataVersion !== METADATA_VERSION) return false;
      this.#after.photos.set(entry.found.id, record);
    }
    this.#after.files.set(source.path, entry);
    return true;
  }

  /** What an earlier run made of a photo, if its renditions are still there. */
  #earlier(id: string): PhotoRecord | undefined {
    const record = this.#before.photos.get(id);
    return record !== undefined && this.#pathsOf(record).every((path) => this.#library.has(path)) ? record : undefined;
  }

  async #read(source: Source): Promise<void> {
    this.#request.observer?.reading?.(source.path);
    let size = 0;
    let mtimeMs = 0;
    let found: FileEntry['found'];
    try {
      ({ size, mtimeMs } = await stat(source.file));
      const photo = await loadPhoto(source.file);
      if (photo === undefined) {
        found = { kind: 'other' };
      } else {
        await this.#enter(photo, source);
        found = { kind: 'photo', id: photo.id, fileTaken: takenFromFile(mtimeMs, this.#now) };
      }
    } catch (error) {
      const problem = toProblem(error);
      this.#problems.set(source.path, problem);
      if (!isLasting(problem)) return;
      found = { kind: 'problem', problem };
    }
    this.#after.files.set(source.path, { size, mtimeMs, found });
  }

  async #enter(photo: LoadedPhoto, source: Source): Promise<void> {
    if (this.#after.photos.has(photo.id)) return;
    const earlier = this.#earlier(photo.id);
    if (earlier !== undefined) {
      this.#after.photos.set(photo.id, { ...earlier, ...describePhoto(photo.bytes, this.#now) });
      return;
    }
    let developing = this.#developing.get(photo.id);
    if (developing === undefined) {
      developing = this.#develop(photo, source);
      this.#developing.set(photo.id, developing);
    }
    try {
      this.#after.photos.set(photo.id, await developing);
    } finally {
      this.#developing.delete(photo.id);
    }
  }

  async #develop(photo: LoadedPhoto, source: Source): Promise<PhotoRecord> {
    this.#decoded++;
    this.#request.observer?.decoding?.(source.path);
    const record = await developPhoto(photo, this.#library, this.#heic, this.#now);
    if (this.#request.copyOriginals) await this.#library.copyIn(source.file, record.original);
    return record;
  }

  /** A crash or a power cut costs at most half a minute of work. */
  async #saveNowAndThen(): Promise<void> {
    if (performance.now() - this.#savedAt < SAVE_EVERY_MS) return;
    this.#savedAt = performance.now();
    await this.#save(this.#known(), false);
  }

  /** What this run has found, and what an earlier one had found of the files that are still to be read. */
  #known(): State {
    const known = emptyState();
    for (const { path } of this.#sources) {
      const entry = this.#after.files.get(path) ?? this.#before.files.get(path);
      if (entry === undefined) continue;
      if (entry.found.kind === 'photo') {
        const { id } = entry.found;
        const record = this.#after.photos.get(id) ?? this.#earlier(id);
        if (record === undefined) continue;
        known.photos.set(id, record);
      }
      known.files.set(path, entry);
    }
    return known;
  }

  /** Until all files have been seen, one that is not known yet may turn out to be a photo that was renamed. */
  #save(known: State, sawAll: boolean): Promise<void> {
    const photos = sawAll ? known.photos : new Map([...this.#before.photos, ...known.photos]);
    return writeState(this.#request.state, { files: known.files, photos });
  }

  async #finish(outcome: 'finished' | 'aborted'): Promise<IndexResult> {
    const { list, library, places = true } = this.#request;
    const known = this.#known();
    const placed = new Map<string, PlacedPhoto>();
    const originals: IndexResult['originals'] = new Map();
    let duplicates = 0;
    let otherFiles = 0;
    for (const source of this.#sources) {
      const entry = known.files.get(source.path);
      if (entry === undefined) continue;
      const { found, size, mtimeMs } = entry;
      if (found.kind === 'problem') this.#problems.set(source.path, this.#problems.get(source.path) ?? found.problem);
      if (found.kind === 'other') otherFiles++;
      if (found.kind !== 'photo') continue;
      const record = known.photos.get(found.id);
      if (record === undefined) continue;
      if (placed.has(found.id)) {
        duplicates++;
        continue;
      }
      placed.set(found.id, { id: found.id, source, record, fileTaken: found.fileTaken });
      originals.set(record.original, { file: source.file, size, mtimeMs });
    }
    const records = [...placed.values()].map(({ record }) => record);
    // A folder without a photo is what a drive looks like that is not mounted.
    const keepsLibrary = records.length === 0 && ((await libraryTotal(library)) ?? 0) > 0;
    if (!keepsLibrary) {
      const sawAll = outcome === 'finished' && unlistedFolders(list).length === 0;
      await this.#save(known, sawAll);
      const used = await writeLibrary(library, list, [...placed.values()], places);
      for (const record of records) for (const path of this.#pathsOf(record)) used.add(path);
      if (sawAll) await prune(this.#library, used);
    }
    const thumbnailBytes = records.reduce((sum, record) => sum + record.thumbnailBytes, 0);
    return {
      outcome: keepsLibrary && outcome === 'finished' ? 'kept' : outcome,
      photos: placed.size,
      duplicates,
      otherFiles,
      problems: [...this.#problems].map(([path, problem]) => ({ path, problem })).sort(byPath),
      decoded: this.#decoded,
      meanThumbnailBytes: placed.size === 0 ? 0 : thumbnailBytes / placed.size,
      seconds: (performance.now() - this.#startedAt) / 1000,
      originals,
    };
  }

  /** The content-addressed files that the library needs for a photo. */
  #pathsOf({ thumbnail, screen, full, original }: PhotoRecord): string[] {
    const paths = full === undefined ? [thumbnail, screen] : [thumbnail, screen, full];
    return this.#request.copyOriginals ? [...paths, original] : paths;
  }
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1;
}
