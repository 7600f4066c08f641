/// <reference lib="webworker" />
import type { PhotoId } from '../../src/shared/photo.ts';
import type { PinningState, PinProgress } from '../../src/shared/pin.ts';
import { isQuotaExceeded } from '../../src/shared/quota.ts';
import { ofThisCopy } from '../../src/shared/this-copy.ts';
import { NewerDataError, openDatabase } from '../ledger/database.ts';
import { tellPages } from '../pages.ts';
import { libraryUrl } from '../stored-library.ts';
import { pinBooks } from './books.ts';
import { DownloadError } from './download.ts';
import { keepFile } from './keep-file.ts';
import { afterFailure, afterSuccess } from './outcome.ts';
import { parts } from './parts.ts';
import type { PinnedPhoto } from './records.ts';
import { needsSurvey, survey } from './survey.ts';

declare const self: ServiceWorkerGlobalScope;

/** Photos that are fetched side by side: a connection's latency is hidden, and people who look at photos are not held up. */
const SIDE_BY_SIDE = 3;
/** The work goes on for so long after somebody asked for it, in ms. Browsers end a worker at about that time anyway. */
const ASKED_FOR_MS = 30_000;
/** Pauses while the server is away or the storage full, in ms: the last one again and again. */
const TROUBLE_PAUSES_MS = [1000, 2000, 4000, 8000];
const TICK_MS = 250;

type Trouble = Extract<PinningState, 'offline' | 'storage-full'>;

/** A photo that is being fetched. */
interface Flight {
  readonly stop: AbortController;
  /** Bytes of its files that are stored, and of the one that is on its way and not saved yet. */
  stored: number;
  unsaved: number;
}

/**
 * Fetches what is pinned, while pages ask for it. All that it needs to go on is in the books; what is here is only for the
 * moment, and a worker that is killed loses what was on its way.
 */
class Pinning {
  readonly #flights = new Map<PhotoId, Flight>();
  #running: Promise<void> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #trouble: { readonly kind: Trouble; readonly times: number; readonly until: number } | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** The wishes or the library changed: the books have to follow. */
  #changed = true;
  #surveying: Promise<void> | undefined;

  /** Goes on, unless the user paused it or another worker or tab is at it. Resolves when there is nothing more to do now. */
  goOn(): Promise<void> {
    this.#askedAt = Date.now();
    this.#running ??= this.#runAlone().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Wishes or library changed. */
  changed(): void {
    this.#changed = true;
  }

  /** There is a reason to hope: whatever kept it waiting may be over. */
  hope(): void {
    this.#trouble = undefined;
  }

  /** Ends what is under way, at once. */
  stop(): void {
    for (const { stop } of this.#flights.values()) stop.abort();
  }

  /** Ends what nobody wants any more. */
  async stopUnwanted(): Promise<void> {
    for (const [id, { stop }] of this.#flights) if (!(await pinBooks.photo(id))) stop.abort();
  }

  async progress(): Promise<PinProgress> {
    const [wanted, kept, failed] = await Promise.all([
      pinBooks.total('wanted'),
      pinBooks.total('kept'),
      pinBooks.total('failed'),
    ]);
    let here = kept.bytes + (await parts.bytes());
    for (const { stored, unsaved } of this.#flights.values()) here += stored + unsaved;
    const bytes = wanted.bytes + kept.bytes + failed.bytes;
    const toDo = wanted.count > 0 || (await needsSurvey().catch(() => true));
    return {
      state: toDo ? await this.#stateOfWork() : failed.count > 0 ? 'failed' : 'idle',
      photos: { wanted: wanted.count + kept.count + failed.count, kept: kept.count, failed: failed.count },
      bytes: { wanted: bytes, kept: Math.min(here, Math.max(bytes, kept.bytes)) },
    };
  }

  /** Tells the pages how far it is, at once. */
  async tell(): Promise<void> {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    await tellPages({ type: 'pinning', progress: await this.progress() });
  }

  async #stateOfWork(): Promise<PinningState> {
    return (await isPaused()) ? 'paused' : (this.#trouble?.kind ?? 'working');
  }

  #tellSoon(): void {
    this.#telling ??= setTimeout(() => void this.tell().catch(() => {}), TICK_MS);
  }

  async #runAlone(): Promise<void> {
    try {
      await navigator.locks.request(ofThisCopy('afterimage-pinning'), { ifAvailable: true }, async (lock) => {
        if (lock) await this.#run();
      });
    } catch (error) {
      // Books of a newer version: it is that version's work. Anything else is tried again when somebody asks.
      if (!(error instanceof NewerDataError)) console.info('Keeping photos offline was interrupted.', error);
    }
  }

  async #run(): Promise<void> {
    // The library may have changed since the last visit.
    this.#changed = true;
    while (await this.#mayGoOn()) {
      if (this.#isWaiting()) {
        await sleep(TICK_MS);
        continue;
      }
      // Side by side: what a large library's first month needs is fetched while its last is still being looked at.
      if (this.#changed) this.#survey();
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => this.#lane()));
      if (this.#surveying !== undefined) await Promise.race([this.#surveying, sleep(TICK_MS)]);
      if (this.#changed || this.#surveying !== undefined) continue;
      if ((await pinBooks.total('wanted')).count === 0) {
        if ((await pinBooks.total('failed')).count === 0) await pinBooks.completePins();
        break;
      }
    }
    await this.tell();
  }

  #survey(): void {
    const follow = async () => {
      try {
        this.#changed = false;
        if (!(await survey())) this.#changed = true;
        await this.tell();
      } catch (error) {
        this.#changed = true;
        await this.#waitFor(isQuotaExceeded(error) ? 'storage-full' : 'offline');
      }
    };
    this.#surveying ??= follow().finally(() => {
      this.#surveying = undefined;
    });
  }

  /** One of the photos side by side, after another. */
  async #lane(): Promise<void> {
    while (!this.#isWaiting() && (await this.#mayGoOn())) {
      const candidates = await pinBooks.due(SIDE_BY_SIDE + 1);
      const photo = candidates.find(({ id }) => !this.#flights.has(id));
      if (photo) await this.#fly(photo);
      else if ((await pinBooks.total('wanted')).count > this.#flights.size) await sleep(TICK_MS);
      else return;
    }
  }

  async #fly(photo: PinnedPhoto): Promise<void> {
    const flight: Flight = { stop: new AbortController(), stored: 0, unsaved: 0 };
    this.#flights.set(photo.id, flight);
    try {
      const sizes = await this.#keepFiles(photo, flight);
      await pinBooks.update(photo.id, (now) =>
        // Meanwhile it may be wanted in another quality.
        now.urls.join() === photo.urls.join() ? afterSuccess(now, sizes) : undefined,
      );
      this.#trouble = undefined;
    } catch (error) {
      await this.#settleFailure(photo, flight, error);
    } finally {
      this.#flights.delete(photo.id);
      this.#tellSoon();
    }
  }

  async #keepFiles(photo: PinnedPhoto, flight: Flight): Promise<number[]> {
    const sizes: number[] = [];
    for (const file of photo.files) {
      const onBytes = (unsaved: number) => {
        flight.unsaved = unsaved;
        this.#tellSoon();
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

  async #settleFailure(photo: PinnedPhoto, { stop }: Flight, error: unknown): Promise<void> {
    if (stop.signal.aborted) {
      if (!(await pinBooks.photo(photo.id))) await parts.remove(photo.urls);
      return;
    }
    if (isQuotaExceeded(error)) return this.#waitFor('storage-full');
    // Whatever else may be wrong with one photo, it must not hold up the others for ever.
    const failure = error instanceof DownloadError ? error : new DownloadError('network', error);
    // A server that is away is nobody's failure.
    if (failure.reason === 'unreachable' && !(await isReachable())) return this.#waitFor('offline');
    await pinBooks.update(photo.id, (now) => afterFailure(now, failure, Date.now()));
  }

  async #waitFor(kind: Trouble): Promise<void> {
    const now = Date.now();
    // Photos side by side run into the same trouble once.
    if (this.#trouble && this.#trouble.until > now) return;
    const times = this.#trouble?.kind === kind ? this.#trouble.times + 1 : 0;
    const pause = TROUBLE_PAUSES_MS[Math.min(times, TROUBLE_PAUSES_MS.length - 1)] ?? TICK_MS;
    this.#trouble = { kind, times, until: now + pause };
    await this.tell();
  }

  #isWaiting(): boolean {
    return this.#trouble !== undefined && this.#trouble.until > Date.now();
  }

  async #mayGoOn(): Promise<boolean> {
    return Date.now() - this.#askedAt < ASKED_FOR_MS && !(await isPaused());
  }
}

/** Whether the user paused it, also from another tab. */
export async function isPaused(): Promise<boolean> {
  return (await (await openDatabase()).get('settings', 'pinningPaused')) === true;
}

export async function setPaused(paused: boolean): Promise<void> {
  await (await openDatabase()).put('settings', paused, 'pinningPaused');
}

async function isReachable(): Promise<boolean> {
  try {
    const response = await fetch(libraryUrl(self.registration.scope), { method: 'HEAD', cache: 'no-store' });
    return response.status < 500;
  } catch {
    return false;
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export const pinning = new Pinning();
