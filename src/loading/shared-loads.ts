import { moreUrgent, type Priority, type Wish } from './wish.ts';

interface Asker<R> {
  readonly wish: Wish;
  readonly answer: (result: R) => void;
  readonly fail: (error: unknown) => void;
}

/** A load that is under way: as urgent as its most urgent asker, and cancelled when the last of them leaves. */
class Load<R> implements Wish {
  readonly askers = new Set<Asker<R>>();
  readonly #cancel = new AbortController();

  get signal(): AbortSignal {
    return this.#cancel.signal;
  }

  get priority(): Priority {
    const wishes = [...this.askers].map(({ wish }) => wish);
    return wishes.reduce(moreUrgent, { priority: 'passing', signal: this.signal }).priority;
  }

  cancel(reason: unknown): void {
    this.#cancel.abort(reason);
  }
}

/** One load in flight for each key, shared by all who ask. */
export class SharedLoads<K, R extends Disposable> {
  readonly #loads = new Map<K, Load<R>>();

  /**
   * Joins the load of `key`, or begins it with `start`. Each asker gets its own `take` of the result, which is disposed
   * of when nobody is left to take it.
   */
  join<T>(key: K, wish: Wish, start: (shared: Wish) => Promise<R>, take: (result: R) => T): Promise<T> {
    const { signal } = wish;
    if (signal.aborted) return Promise.reject(signal.reason);
    const present = this.#loads.get(key);
    const load = present ?? new Load<R>();
    const answered = new Promise<T>((resolve, reject) => {
      const asker: Asker<R> = {
        wish,
        answer: (result) => {
          signal.removeEventListener('abort', leave);
          // What one of them makes of it is not for the others to suffer.
          try {
            resolve(take(result));
          } catch (error) {
            reject(error);
          }
        },
        fail: (error) => {
          signal.removeEventListener('abort', leave);
          reject(error);
        },
      };
      const leave = () => {
        reject(signal.reason);
        load.askers.delete(asker);
        if (load.askers.size > 0) return;
        this.#end(key, load);
        load.cancel(signal.reason);
      };
      load.askers.add(asker);
      signal.addEventListener('abort', leave, { once: true });
    });
    if (!present) this.#begin(key, load, start);
    return answered;
  }

  #begin(key: K, load: Load<R>, start: (shared: Wish) => Promise<R>): void {
    this.#loads.set(key, load);
    start(load).then(
      (result) => {
        this.#end(key, load);
        if (load.askers.size === 0) result[Symbol.dispose]();
        for (const asker of load.askers) asker.answer(result);
      },
      (error: unknown) => {
        this.#end(key, load);
        for (const asker of load.askers) asker.fail(error);
      },
    );
  }

  /** A cancelled load may have been followed by a new one for the same key, which must stay. */
  #end(key: K, load: Load<R>): void {
    if (this.#loads.get(key) === load) this.#loads.delete(key);
  }
}
