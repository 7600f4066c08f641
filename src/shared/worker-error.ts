import type { RefusalCode } from './messages.ts';

/**
 * Why asking the service worker came to nothing. `no-worker`: there is none, or the page is over. `no-reply`: it may be
 * late, and do yet what it was asked.
 */
export type WorkerFailure = RefusalCode | 'no-worker' | 'no-reply';

/** The worker refused, or could not be asked. The message is for developers; `code` says what to tell people. */
export class WorkerError extends Error {
  override readonly name = 'WorkerError';
  /** `undefined` when the worker refused for a reason of its own. */
  readonly code: WorkerFailure | undefined;

  constructor(message: string, code?: WorkerFailure) {
    super(message);
    this.code = code;
  }
}

/** Why `error` says that the worker did not do it, if it says so. */
export function failureOfWorker(error: unknown): WorkerFailure | undefined {
  return error instanceof WorkerError ? error.code : undefined;
}
