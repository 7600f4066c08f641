import type { Use } from '../shared/messages.ts';

/** How long notes are collected, in ms: the books need not know sooner, and each message may have to start the worker. */
const MOMENT_MS = 1000;

/** Tells the service worker which stored pictures were used, at most once a second. */
export class UseNotes {
  readonly #tell: (uses: readonly Use[]) => void;
  readonly #signal: AbortSignal;
  readonly #uses = new Map<string, Use>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** After `signal` is aborted nothing is noted or told any more. */
  constructor(tell: (uses: readonly Use[]) => void, signal: AbortSignal) {
    this.#tell = tell;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#forget(), { once: true });
  }

  note(use: Use): void {
    if (this.#signal.aborted) return;
    this.#uses.set(`${use.tier} ${use.url}`, use);
    this.#timer ??= setTimeout(() => this.flush(), MOMENT_MS);
  }

  /** Tells what is noted, at once: the page may be about to end. */
  flush(): void {
    const uses = [...this.#uses.values()];
    this.#forget();
    if (uses.length > 0) this.#tell(uses);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#uses.clear();
  }
}
