import { trustedScriptUrl } from '../../shared/trusted-url.ts';
import type { CollageReply, CollageRequest } from './messages.ts';
import url from './worker/collage-worker.ts?worker&url';

interface Waiting {
  readonly resolve: (reply: CollageReply) => void;
  readonly reject: (error: unknown) => void;
}

/** The page's side of the talk with the worker that draws one collage. It ends with the `signal`, in the middle of whatever. */
export class CollageWorkerClient {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  /** Why nothing can be asked any more. */
  #ended: unknown;

  /** @throws where the browser refuses workers. */
  constructor(signal: AbortSignal) {
    // The types know only strings as script URLs, but every engine with Trusted Types takes its own.
    this.#worker = new Worker(trustedScriptUrl(url) as string, { type: 'module', name: 'collage' });
    const end = (reason: unknown) => {
      this.#worker.terminate();
      this.#ended = reason;
      for (const { reject } of this.#waiting.splice(0)) reject(reason);
    };
    this.#worker.addEventListener('message', ({ data }: MessageEvent<CollageReply>) => {
      this.#waiting.shift()?.resolve(data);
    });
    this.#worker.addEventListener('error', ({ message }) => end(new Error(message)));
    this.#worker.addEventListener('messageerror', () => end(new Error('An answer could not be read.')));
    signal.addEventListener('abort', () => end(signal.reason), { once: true });
  }

  /**
   * Asks, and resolves with the reply of that type.
   * @throws the reason of `signal`; an `Error` of the worker's, for developers.
   */
  async ask<T extends CollageReply['type']>(
    request: CollageRequest,
    type: T,
    transfer: Transferable[] = [],
  ): Promise<Extract<CollageReply, { type: T }>> {
    if (this.#ended !== undefined) throw this.#ended;
    const reply = await new Promise<CollageReply>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(request, transfer);
    });
    if (isOf(reply, type)) return reply;
    throw new Error(reply.type === 'failed' ? reply.cause : `A reply of the type ${reply.type}.`);
  }
}

function isOf<T extends CollageReply['type']>(
  reply: CollageReply,
  type: T,
): reply is Extract<CollageReply, { type: T }> {
  return reply.type === type;
}
