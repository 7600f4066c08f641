interface Asker<R> {
  readonly answer: (result: R) => void;
  readonly fail: (error: unknown) => void;
}

interface Load<R> {
  readonly askers: Set<Asker<R>>;
  readonly cancel: AbortController;
}

/** One load in flight for each key, shared by all who ask, and cancelled when the last of them leaves. */
export class SharedLoads<K, R extends Disposable> {
  readonly #loads = new Map<K, Load<R>>();

  /**
   * Joins the load of `key`, or begins it with `start`. Each asker gets its own `take` of the result, which is
   * disposed of once all have taken theirs.
   */
  join<T>(key: K, signal: AbortSignal, start: (signal: AbortSignal) => Promise<R>, take: (result: R) => T): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const load = this.#loads.get(key) ?? this.#begin(key, start);
    return new Promise<T>((resolve, reject) => {
      const asker: Asker<R> = {
        answer: (result) => {
          signal.removeEventListener('abort', leave);
          resolve(take(result));
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
        load.cancel.abort(signal.reason);
      };
      load.askers.add(asker);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #begin(key: K, start: (signal: AbortSignal) => Promise<R>): Load<R> {
    const load: Load<R> = { askers: new Set(), cancel: new AbortController() };
    this.#loads.set(key, load);
    start(load.cancel.signal).then(
      (result) => {
        this.#end(key, load);
        for (const asker of load.askers) asker.answer(result);
        result[Symbol.dispose]();
      },
      (error: unknown) => {
        this.#end(key, load);
        for (const asker of load.askers) asker.fail(error);
      },
    );
    return load;
  }

  /** A cancelled load may have been followed by a new one for the same key, which must stay. */
  #end(key: K, load: Load<R>): void {
    if (this.#loads.get(key) === load) this.#loads.delete(key);
  }
}
