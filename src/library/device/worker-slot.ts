import type { WorkerAnswer } from './import-messages.ts';
import { ImportError } from './import-problem.ts';

/** Nobody waits for longer for one picture, in ms: a file can be made to keep a decoder busy for ever. */
const PATIENCE_MS = 60_000;

/** A place for a worker that does one thing at a time. It is started when it is first needed, and ended to cancel. */
export class WorkerSlot {
  readonly #start: () => Worker;
  #worker: Worker | undefined;

  /** `start` may throw. */
  constructor(start: () => Worker) {
    this.#start = start;
  }

  /**
   * Has the worker do something; after a cancel, or when it fails as a whole, the next request gets a new one.
   * @throws {ImportError}; the reason of `signal` when that is aborted.
   */
  async ask<T>(request: unknown, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const worker = this.#worker ?? this.#start();
    this.#worker = worker;
    const ended = new AbortController();
    try {
      return await new Promise<T>((resolve, reject) => {
        const stop = ended.signal;
        const fail = (error: unknown) => {
          this.end();
          reject(error);
        };
        worker.addEventListener(
          'message',
          // Our own workers answer, and only with this.
          ({ data }: MessageEvent<WorkerAnswer<T>>) =>
            data.ok ? resolve(data.value) : reject(new ImportError(data.problem, data.cause)),
          { signal: stop },
        );
        // A script that could not be loaded has no message; one that failed has.
        const failAsWhole = ({ message }: ErrorEvent) =>
          fail(new ImportError(message === undefined ? 'no-decoder' : 'cannot-decode', message));
        worker.addEventListener('error', failAsWhole, { signal: stop });
        worker.addEventListener('messageerror', () => fail(new ImportError('cannot-decode')), { signal: stop });
        signal.addEventListener('abort', () => fail(signal.reason), { signal: stop });
        const patience = setTimeout(() => fail(new ImportError('cannot-decode', 'It took too long.')), PATIENCE_MS);
        stop.addEventListener('abort', () => clearTimeout(patience));
        worker.postMessage(request);
      });
    } finally {
      ended.abort();
    }
  }

  /** Ends the worker, whatever it is doing; the next request starts another. */
  end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
