import type { Use } from '../shared/messages.ts';

/** How long notes are collected, in ms: the books need not know sooner, and each message may have to start the worker. */
const MOMENT_MS = 1000;

/** Tells the service worker which stored pictures were used, at most once a second. */
export class UseNotes {
  readonly #tell: (uses: readonly Use[]) => void;
  #uses = new Map<string, Use>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (uses: readonly Use[]) => void) {
    this.#tell = tell;
  }

  note(use: Use): void {
    this.#uses.set(`${use.tier} ${use.url}`, use);
    this.#timer ??= setTimeout(() => this.flush(), MOMENT_MS);
  }

  /** Tells what is noted, at once: the page may be about to end. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#uses.size === 0) return;
    this.#tell([...this.#uses.values()]);
    this.#uses = new Map();
  }
}
