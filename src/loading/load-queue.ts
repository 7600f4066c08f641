interface Waiting {
  readonly start: () => void;
}

/** Runs at most so many tasks at once, first come first served; a task that is cancelled while waiting never starts. */
export class LoadQueue {
  readonly #limit: number;
  readonly #waiting = new Set<Waiting>();
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting = {
        start: () => {
          signal.removeEventListener('abort', leave);
          this.#running += 1;
          task()
            .then(resolve, reject)
            .finally(() => {
              this.#running -= 1;
              this.#next();
            });
        },
      };
      const leave = () => {
        this.#waiting.delete(waiting);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(waiting);
      this.#next();
    });
  }

  #next(): void {
    for (const waiting of this.#waiting) {
      if (this.#running >= this.#limit) return;
      this.#waiting.delete(waiting);
      waiting.start();
    }
  }
}
