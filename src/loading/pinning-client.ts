import type { Replies } from '../shared/messages.ts';
import type { Photo } from '../shared/photo.ts';
import {
  type KnownPin,
  type Pin,
  type PinFailure,
  type PinnedState,
  type PinProgress,
  type PinScope,
  scopeKey,
} from '../shared/pin.ts';
import type { StoredTier } from '../shared/tier.ts';
import { failureOfWorker } from '../shared/worker-error.ts';
import type { ServiceWorkerClient } from './service-worker-client.ts';

/** How often the worker is told to go on while there is something to do, in ms: it dies when nobody asks anything. */
const ASK_EVERY_MS = 2000;
/** Noting what is wished for a large library takes its time, in ms. */
const WISH_PATIENCE_MS = 30_000;

/** What is kept offline, and how far that is. */
export interface Pinning {
  readonly progress: PinProgress;
  readonly pins: readonly KnownPin[];
  readonly failures: readonly PinFailure[];
}

const NOTHING: Pinning = {
  progress: { state: 'idle', photos: { wanted: 0, kept: 0, failed: 0 }, bytes: { wanted: 0, kept: 0 } },
  pins: [],
  failures: [],
};

/** The page's side of pinning: the worker does the work, and the page keeps it going. */
export class PinningClient {
  readonly #worker: Pick<ServiceWorkerClient, 'ask' | 'listen'>;
  readonly #signal: AbortSignal;
  readonly #listeners = new Set<(pinning: Pinning) => void>();
  #pinning = NOTHING;
  /** By `scopeKey`. */
  #pins = new Map<string, KnownPin>();
  #asking: ReturnType<typeof setInterval> | undefined;
  #refreshing: Promise<void> | undefined;
  /** Something changed after the worker was asked: its answer may be older than that. */
  #again = false;

  constructor(worker: Pick<ServiceWorkerClient, 'ask' | 'listen'>, signal: AbortSignal) {
    this.#worker = worker;
    this.#signal = signal;
    worker.listen('pinning', ({ progress }) => this.#hear(progress), signal);
    worker.listen('cleared', ({ tiers }) => this.#hearCleared(tiers), signal);
    window.addEventListener('online', () => this.#goOn(), { signal });
    signal.addEventListener('abort', () => clearInterval(this.#asking), { once: true });
  }

  /** Asks what is pinned, and has the worker go on where it was, or look for photos that came meanwhile. */
  async start(): Promise<void> {
    await this.refresh();
    if (this.#pinning.pins.length > 0 && this.#pinning.progress.state !== 'paused') this.#goOn();
  }

  /** What is known now; nothing before `start`. */
  get now(): Pinning {
    return this.#pinning;
  }

  /** The wish for just this, if there is one. */
  pinOf(scope: PinScope): KnownPin | undefined {
    return this.#pins.get(scopeKey(scope));
  }

  /** Calls back whenever something of it changed. */
  listen(listener: (pinning: Pinning) => void, signal?: AbortSignal): void {
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /**
   * Keeps these offline from now on. Resolves once the worker has noted it.
   * @throws {WorkerError} when there is no worker, or its storage refuses.
   */
  async pin(pins: readonly Pin[]): Promise<void> {
    await this.#worker.ask({ type: 'pin', pins }, WISH_PATIENCE_MS);
    await this.refresh();
    this.#goOn();
  }

  /**
   * Keeps these offline no longer.
   * @returns the encoded bytes that this gave back so far, and whether that is all.
   * @throws {WorkerError}.
   */
  async unpin(scopes: readonly PinScope[]): Promise<Replies['unpin']> {
    const freed = await this.#worker.ask({ type: 'unpin', scopes }, WISH_PATIENCE_MS);
    await this.refresh();
    return freed;
  }

  /** Gives up what is on its way. @throws {WorkerError}. */
  async cancel(): Promise<void> {
    await this.#worker.ask({ type: 'cancel-pinning' }, WISH_PATIENCE_MS);
    await this.refresh();
  }

  /** @throws {WorkerError}. */
  async pause(paused: boolean): Promise<void> {
    await this.#worker.ask({ type: 'pause-pinning', paused });
    await this.refresh();
  }

  /** Tries again what failed. @throws {WorkerError}. */
  async retry(): Promise<void> {
    await this.#worker.ask({ type: 'retry-pinning' }, WISH_PATIENCE_MS);
    await this.refresh();
  }

  /** What is kept of a photo. */
  async stateOf(photo: string): Promise<PinnedState> {
    const [known] = await this.statesOf([photo]);
    return known?.state ?? 'not-pinned';
  }

  /** What is kept of photos, in their order; nothing where the worker does not say. */
  async statesOf(photos: readonly string[]): Promise<Replies['pinned-state']> {
    if (this.#pinning.pins.length === 0) return [];
    return this.#worker.ask({ type: 'pinned-state', photos }).catch(() => []);
  }

  /** Encoded bytes that are pinned of months; 0 where the worker does not say. */
  async storedBytesOf(sections: ReadonlySet<string>): Promise<number> {
    const figures = await this.#worker.ask({ type: 'section-figures' }).catch(() => []);
    const pinned = figures.filter(({ tier, section }) => tier === 'pinned' && sections.has(section));
    return pinned.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Asks anew what is pinned. Without a worker, nothing is. */
  refresh(): Promise<void> {
    this.#again = true;
    this.#refreshing ??= this.#askAnew().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #askAnew(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        this.#set(await this.#worker.ask({ type: 'pinning' }));
      } catch (error) {
        // Busy, or only just starting: that is not to say that nothing is pinned.
        if (failureOfWorker(error) === 'no-reply') this.#again = true;
      }
    }
  }

  #hearCleared(tiers: readonly StoredTier[]): void {
    // Whatever was cleared, there is room now.
    if (this.#pinning.progress.state === 'storage-full') this.retry().catch(() => {});
    else if (tiers.includes('pinned')) void this.refresh();
  }

  #hear(progress: PinProgress): void {
    const { photos, state } = this.#pinning.progress;
    this.#set({ ...this.#pinning, progress });
    const { wanted, failed } = progress.photos;
    // Another tab may have pinned something, or a photo has failed: progress alone does not say which.
    if (wanted !== photos.wanted || failed !== photos.failed || progress.state !== state) void this.refresh();
  }

  #set(pinning: Pinning): void {
    if (pinning.pins !== this.#pinning.pins)
      this.#pins = new Map(pinning.pins.map((pin) => [scopeKey(pin.scope), pin]));
    this.#pinning = pinning;
    const toDo = isUnderWay(pinning.progress);
    if (toDo && this.#asking === undefined) this.#asking = setInterval(() => this.#goOn(), ASK_EVERY_MS);
    if (!toDo) {
      clearInterval(this.#asking);
      this.#asking = undefined;
    }
    if (this.#signal.aborted) clearInterval(this.#asking);
    for (const listener of this.#listeners) listener(pinning);
  }

  #goOn(): void {
    // A worker that does not reply is asked again.
    this.#worker.ask({ type: 'work' }).catch(() => {});
  }
}

/** Whether there is something to do that can be done without anybody's help. */
function isUnderWay({ state }: PinProgress): boolean {
  return state === 'working' || state === 'offline';
}

/** The wishes that keep any of these photos: their own, their months', and that for everything. */
export function pinsCovering(
  pins: readonly Pin[],
  photos: readonly { readonly photo: Pick<Photo, 'id'>; readonly section: string }[],
): Pin[] {
  const own = new Set<string>(photos.map(({ photo }) => photo.id));
  const months = new Set(photos.map(({ section }) => section));
  return pins.filter(({ scope }) => {
    switch (scope.kind) {
      case 'photo':
        return own.has(scope.photo);
      case 'section':
        return months.has(scope.section);
      case 'library':
        return true;
      default:
        return scope satisfies never;
    }
  });
}
