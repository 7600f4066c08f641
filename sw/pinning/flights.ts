import { isQuotaExceeded } from '../../src/shared/quota.ts';
import { ledger } from '../ledger/ledger.ts';
import { exclusively } from '../stored.ts';
import { pinBooks } from './books.ts';
import { DownloadError } from './download.ts';
import { keepFile } from './keep-file.ts';
import { afterFailure, afterSuccess } from './outcome.ts';
import { parts } from './parts.ts';
import { planner } from './planner.ts';
import type { PinnedPhoto } from './records.ts';
import type { TroubleKind } from './trouble.ts';

/** A server that says nothing for so long when it is asked whether it is there, in ms, is away. */
const PATIENCE_MS = 10_000;

/** A photo that is being fetched. */
interface Flight {
  readonly urls: readonly string[];
  readonly stop: AbortController;
  /** Bytes of its files that are stored, and of the one that is on its way and not saved yet. */
  stored: number;
  unsaved: number;
}

/** How a flight ended: `settled` is noted in the books, and trouble is nobody's failure. */
export type Landing = 'kept' | 'settled' | TroubleKind;

/** The photos that are being fetched, side by side. */
export class Flights {
  readonly #flights = new Map<string, Flight>();
  readonly #onBytes: () => void;

  /** `onBytes` hears whenever bytes came. */
  constructor(onBytes: () => void) {
    this.#onBytes = onBytes;
  }

  get size(): number {
    return this.#flights.size;
  }

  /** Bytes that are here of these photos, beside the parts that are saved. */
  get bytes(): number {
    return [...this.#flights.values()].reduce((sum, { stored, unsaved }) => sum + stored + unsaved, 0);
  }

  has(photo: string): boolean {
    return this.#flights.has(photo);
  }

  /** Whether any of these files is on its way. */
  hasFile(urls: readonly string[]): boolean {
    return [...this.#flights.values()].some((flight) => flight.urls.some((url) => urls.includes(url)));
  }

  /** Ends all of them, at once. */
  stop(): void {
    for (const { stop } of this.#flights.values()) stop.abort();
  }

  /** Ends those that nobody wants any more. */
  async stopUnwanted(): Promise<void> {
    for (const [id, { stop }] of this.#flights) if (!(await pinBooks.photo(id))) stop.abort();
  }

  /** Has all files of a photo stored, and notes in the books what came of it. */
  async fly(photo: PinnedPhoto): Promise<Landing> {
    const flight: Flight = { urls: photo.urls, stop: new AbortController(), stored: 0, unsaved: 0 };
    this.#flights.set(photo.id, flight);
    try {
      // Whoever took it out of the books before could not stop it yet.
      if (!(await pinBooks.photo(photo.id))) return 'settled';
      await this.#noteKept(photo, await this.#keepFiles(photo, flight));
      return 'kept';
    } catch (error) {
      return await settleFailure(photo, flight, error);
    } finally {
      this.#flights.delete(photo.id);
    }
  }

  async #keepFiles(photo: PinnedPhoto, flight: Flight): Promise<number[]> {
    const sizes: number[] = [];
    for (const file of photo.files) {
      const onBytes = (unsaved: number) => {
        flight.unsaved = unsaved;
        this.#onBytes();
      };
      // Equal pictures share a file: it is fetched once.
      const keep = () => keepFile(file, { section: photo.section, signal: flight.stop.signal, onBytes });
      const size = await navigator.locks.request(`afterimage-file ${file.url}`, keep);
      sizes.push(size);
      flight.stored += size;
      flight.unsaved = 0;
    }
    return sizes;
  }

  /** Not where a file was lost meanwhile: then the photo is wanted still. */
  async #noteKept(photo: PinnedPhoto, sizes: readonly number[]): Promise<void> {
    await exclusively('pinned', async () => {
      if ((await ledger.known('pinned', photo.urls)).length < photo.urls.length) return;
      await pinBooks.update(photo.id, (now) =>
        // Meanwhile it may be wanted in another quality.
        now.urls.join() === photo.urls.join() ? afterSuccess(now, sizes) : undefined,
      );
    });
  }
}

async function settleFailure(photo: PinnedPhoto, { stop }: Flight, error: unknown): Promise<Landing> {
  if (stop.signal.aborted) {
    if (!(await pinBooks.photo(photo.id))) await parts.remove(photo.urls);
    return 'settled';
  }
  if (isQuotaExceeded(error)) return 'storage-full';
  // Whatever else may be wrong with one photo, it must not hold up the others for ever.
  const failure = error instanceof DownloadError ? error : new DownloadError('network', error);
  if (failure.reason === 'unreachable' && !(await isReachable())) return 'offline';
  await pinBooks.update(photo.id, (now) => afterFailure(now, failure, Date.now()));
  return 'settled';
}

async function isReachable(): Promise<boolean> {
  try {
    const response = await fetch(planner().home(), {
      method: 'HEAD',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.status < 500;
  } catch {
    return false;
  }
}
