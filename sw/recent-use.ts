/** Writing recency at each hit would cost more than the hit: uses of one second are written together. */
const BATCH_MS = 1000;

/** Collects which thumbnails were used, and when. At most the last second is lost when the worker is stopped. */
export class RecentUse {
  readonly #write: (uses: ReadonlyMap<string, number>) => Promise<void>;
  #uses = new Map<string, number>();
  #written: Promise<void> | undefined;

  constructor(write: (uses: ReadonlyMap<string, number>) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves once the use of `url` is written: the event that caused it waits for that. */
  note(url: string): Promise<void> {
    this.#uses.set(url, Date.now());
    this.#written ??= new Promise((resolve) => setTimeout(resolve, BATCH_MS)).then(() => {
      const uses = this.#uses;
      this.#uses = new Map();
      this.#written = undefined;
      return this.#write(uses);
    });
    return this.#written;
  }
}
