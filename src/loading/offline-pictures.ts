import { filesOf } from '../shared/keep-files.ts';
import type { Replies } from '../shared/messages.ts';
import type { Pin, PinnedState } from '../shared/pin.ts';
import type { ImageCache } from './image-cache.ts';
import type { Picture } from './picture.ts';
import { type Pinning, PinningClient } from './pinning-client.ts';
import type { ServiceWorkerClient } from './service-worker-client.ts';

/** Clearing waits for what is being written, and for slow disks. */
const CLEARING_MS = 30_000;

/**
 * Pictures that are kept offline, until somebody wants them no longer: nothing drops them to make room. Whoever shows them gets
 * them by the loaders of the cache, whose tier is `pinned` then. One for each page: it has the worker go on where it was.
 */
export class OfflinePictures {
  readonly #worker: ServiceWorkerClient;
  readonly #client: PinningClient;
  readonly #started: Promise<void>;

  constructor({ worker, signal }: ImageCache) {
    this.#worker = worker;
    this.#client = new PinningClient(worker, signal);
    this.#started = this.#client.start();
  }

  /** What is kept, and how far that is. */
  get now(): Pinning {
    return this.#client.now;
  }

  /** Calls back whenever something of it changed. */
  listen(listener: (pinning: Pinning) => void, signal?: AbortSignal): void {
    this.#client.listen(listener, signal);
  }

  /**
   * Keeps all files of these from now on, which have to be of the page's origin. Resolves once the worker has noted it, for
   * which it waits ten seconds on a first visit; the files come after, and go on at later visits.
   * @throws {WorkerError} when there is no worker, or its storage refuses.
   */
  async keep(pictures: readonly Picture[]): Promise<void> {
    await this.#worker.ready();
    await this.#client.pin(pictures.map(wishFor));
  }

  /**
   * Keeps these no longer.
   * @returns the encoded bytes that this gave back so far, and whether that is all.
   * @throws {WorkerError}.
   */
  drop(pictures: readonly Picture[]): Promise<Replies['unpin']> {
    return this.#client.unpin(pictures.map((picture) => wishFor(picture).scope));
  }

  /** What is kept of a picture: `kept` when every file of it is here. */
  async stateOf({ id }: Picture): Promise<PinnedState> {
    await this.#started;
    return this.#client.stateOf(id);
  }

  /** Stops fetching, or goes on. @throws {WorkerError}. */
  pause(paused: boolean): Promise<void> {
    return this.#client.pause(paused);
  }

  /** Tries again what failed. @throws {WorkerError}. */
  retry(): Promise<void> {
    return this.#client.retry();
  }

  /** Keeps nothing any more. @throws {WorkerError}. */
  async clear(): Promise<void> {
    await this.#worker.ask({ type: 'clear', tier: 'pinned' }, CLEARING_MS);
  }
}

function wishFor(picture: Picture): Pin {
  const { id, title } = picture;
  const files = filesOf(picture, 'original');
  return { scope: { kind: 'photo', photo: id, section: '' }, quality: 'original', picture: { title, files } };
}
