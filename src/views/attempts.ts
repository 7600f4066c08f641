/** Time to wait before something that failed is tried again, in ms, unless the network is known to be back. */
const RETRY_AFTER_MS = 5000;

/** Work that is asked for at every scroll, and must not be tried at every scroll when it fails. */
export class Attempts<K> {
  readonly #running = new Map<K, Promise<unknown>>();
  readonly #failedAt = new Map<K, number>();

  /**
   * Starts the work of `key`, unless it is under way or failed a moment ago. Ends when nothing of it is under way any more,
   * whatever came of it.
   */
  attempt(key: K, start: () => Promise<unknown>): Promise<unknown> {
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const failedAt = this.#failedAt.get(key) ?? Number.NEGATIVE_INFINITY;
    if (performance.now() - failedAt < RETRY_AFTER_MS) return Promise.resolve();
    const work = start()
      .then(
        () => this.#failedAt.delete(key),
        () => this.#failedAt.set(key, performance.now()),
      )
      .finally(() => this.#running.delete(key));
    this.#running.set(key, work);
    return work;
  }

  /** Forgets the failures: there is a reason to hope. */
  forgive(): void {
    this.#failedAt.clear();
  }
}
