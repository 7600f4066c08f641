import { LoadError } from '../load-error.ts';
import type { DecodeReply, DecodeRequest } from './messages.ts';

export interface DecodeOptions {
  /** The picture may come smaller, but never with a long side of fewer pixels than this. */
  readonly longSide?: number;
  readonly signal: AbortSignal;
}

interface Pending {
  readonly resolve: (bitmap: ImageBitmap) => void;
  readonly reject: (error: unknown) => void;
}

/** There is no worker (any more), which says nothing about the picture. */
class NoWorkerError extends Error {}

/** Decodes pictures off the main thread: in a worker, or where none can be had, with the same code on the page. */
export class Decoder {
  readonly #startWorker: () => Worker;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #lost = false;
  #lastId = 0;

  /** `startWorker` is called once, for the first picture. It may throw. */
  constructor(startWorker: () => Worker) {
    this.#startWorker = startWorker;
  }

  /**
   * The picture upright, at its full size; with `longSide` it may come smaller. The caller owns the bitmap.
   * @throws {LoadError} `decode-failed` or `too-large`; the reason of `signal` when that was aborted, even in the middle.
   */
  async decode(blob: Blob, { longSide, signal }: DecodeOptions): Promise<ImageBitmap> {
    signal.throwIfAborted();
    try {
      return await this.#decodeInWorker(blob, longSide, signal);
    } catch (error) {
      if (!(error instanceof NoWorkerError)) throw error;
    }
    // Loaded only where it is needed, which is hardly anywhere.
    const { decodePicture } = await import('./worker/decode-picture.ts').catch((error: unknown) => {
      throw new LoadError('decode-failed', error);
    });
    return decodePicture(blob, longSide, signal);
  }

  #decodeInWorker(blob: Blob, longSide: number | undefined, signal: AbortSignal): Promise<ImageBitmap> {
    const worker = this.#start();
    if (!worker) return Promise.reject(new NoWorkerError());
    const id = ++this.#lastId;
    const tell = (request: DecodeRequest) => worker.postMessage(request);
    return new Promise<ImageBitmap>((resolve, reject) => {
      const cancel = () => {
        tell({ type: 'cancel', id });
        this.#pending.delete(id);
        reject(signal.reason);
      };
      const settled = () => signal.removeEventListener('abort', cancel);
      signal.addEventListener('abort', cancel, { once: true });
      this.#pending.set(id, {
        resolve: (bitmap) => {
          settled();
          resolve(bitmap);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
      tell({ type: 'decode', id, blob, longSide });
    });
  }

  #start(): Worker | undefined {
    if (this.#worker || this.#lost) return this.#worker;
    try {
      this.#worker = this.#startWorker();
    } catch (error) {
      this.#lose(error);
      return undefined;
    }
    this.#worker.addEventListener('message', ({ data }: MessageEvent<DecodeReply>) => this.#settle(data));
    this.#worker.addEventListener('error', ({ message }) => this.#lose(message));
    this.#worker.addEventListener('messageerror', () => this.#lose('an answer could not be read'));
    return this.#worker;
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

  /** From now on the page decodes, and first what the worker left unanswered. */
  #lose(cause: unknown): void {
    console.info('Afterimage decodes pictures on the page, without its worker.', cause);
    this.#lost = true;
    this.#worker?.terminate();
    this.#worker = undefined;
    const left = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of left) reject(new NoWorkerError());
  }
}
