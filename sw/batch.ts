import { pause } from './pause.ts';

/** Collects what arrives within a moment, and has it dealt with together; one batch after the other. */
export class Batch<T> {
  readonly #momentMs: number;
  readonly #most: number;
  readonly #deal: (items: readonly T[]) => Promise<void>;
  #items: T[] = [];
  #working: Promise<void> | undefined;

  /** `deal` gets `most` items at most, and settles its own errors. */
  constructor(momentMs: number, most: number, deal: (items: readonly T[]) => Promise<void>) {
    this.#momentMs = momentMs;
    this.#most = most;
    this.#deal = deal;
  }

  /** Resolves once these were dealt with: the event that brought them keeps the worker alive until then. */
  add(items: readonly T[]): Promise<void> {
    this.#items.push(...items);
    this.#working ??= this.#work();
    return this.#working;
  }

  /** Forgets what nobody has begun to deal with. */
  drop(): void {
    this.#items = [];
  }

  async #work(): Promise<void> {
    await pause(this.#momentMs);
    try {
      while (this.#items.length > 0) await this.#deal(this.#items.splice(0, this.#most));
    } finally {
      this.#working = undefined;
    }
  }
}
