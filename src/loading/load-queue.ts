import { moreUrgent, type Wish } from './wish.ts';

interface Waiting {
  readonly wish: Wish;
  readonly start: () => void;
}

/**
 * Runs at most so many tasks at once: the most urgent first, and among equals the one that came first. A task that is
 * cancelled while waiting never starts.
 */
export class LoadQueue {
  readonly #limit: number;
  readonly #waiting = new Set<Waiting>();
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  run<T>(wish: Wish, task: () => Promise<T>): Promise<T> {
    const { signal } = wish;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise<T>((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', leave);
        this.#running += 1;
        task()
          .then(resolve, reject)
          .finally(() => {
            this.#running -= 1;
            this.#next();
          });
      };
      const waiting = { wish, start };
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
    while (this.#running < this.#limit && this.#waiting.size > 0) {
      // Priorities may have changed since the last time, so they are compared now. Few wait: those on and near the screen.
      const { most } = [...this.#waiting].reduce<{ most?: Waiting }>(
        ({ most }, waiting) => ({ most: most && moreUrgent(most.wish, waiting.wish) === most.wish ? most : waiting }),
        {},
      );
      if (!most) return;
      this.#waiting.delete(most);
      most.start();
    }
  }
}
