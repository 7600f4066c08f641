import { LoadError } from '../load-error.ts';
import type { DecodeReply, DecodeRequest } from './messages.ts';

interface Pending {
  readonly resolve: (bitmap: ImageBitmap) => void;
  readonly reject: (error: unknown) => void;
}

/** The worker is gone, which says nothing about the picture. */
export class WorkerLostError extends Error {}

/** The page's side of the talk with one decode worker. */
export class DecodeWorkerClient {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  /** `onLost` is called at most once, when the worker cannot be had or has failed; it is not to be used again. */
  constructor(worker: Worker, onLost: (cause: string) => void) {
    this.#worker = worker;
    let lost = false;
    const lose = (cause: string) => {
      if (lost) return;
      lost = true;
      worker.terminate();
      onLost(cause);
      for (const { reject } of this.#pending.values()) reject(new WorkerLostError(cause));
      this.#pending.clear();
    };
    worker.addEventListener('message', ({ data }: MessageEvent<DecodeReply>) => this.#settle(data));
    worker.addEventListener('error', ({ message }) => lose(message));
    // Nobody knows whose answer it was, so nobody may wait any longer.
    worker.addEventListener('messageerror', () => lose('An answer could not be read.'));
  }

  /** How many pictures it is at. */
  get load(): number {
    return this.#pending.size;
  }

  /** @throws {LoadError}; {WorkerLostError}; the reason of `signal` when that is aborted. */
  decode(blob: Blob, longSide: number | undefined, signal: AbortSignal): Promise<ImageBitmap> {
    const id = ++this.#lastId;
    return new Promise<ImageBitmap>((resolve, reject) => {
      const cancel = () => {
        this.#pending.delete(id);
        this.#tell({ type: 'cancel', id });
        reject(signal.reason);
      };
      const settling = <T>(settle: (value: T) => void) => {
        return (value: T) => {
          signal.removeEventListener('abort', cancel);
          settle(value);
        };
      };
      signal.addEventListener('abort', cancel, { once: true });
      this.#pending.set(id, { resolve: settling(resolve), reject: settling(reject) });
      this.#tell({ type: 'decode', id, blob, longSide });
    });
  }

  #tell(request: DecodeRequest): void {
    this.#worker.postMessage(request);
  }

  #settle(reply: DecodeReply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    switch (reply.type) {
      case 'decoded':
        if (pending) pending.resolve(reply.bitmap);
        // Cancelled when the worker had just finished.
        else reply.bitmap.close();
        return;
      case 'failed':
        pending?.reject(new LoadError(reply.reason, reply.cause));
        return;
      default:
        reply satisfies never;
    }
  }
}
