import { LoadError } from './load-error.ts';
import { pause } from './pause.ts';

/** The server answered with a status that says it failed. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

export interface RetryOptions {
  readonly signal: AbortSignal;
  /** Pauses before the second, the third … attempt, in ms; as many retries as there are pauses. */
  readonly pauses: readonly number[];
  /** Whether the device believes that it has a network. */
  readonly online: () => boolean;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Tries again, after a pause, what failed for a reason that may pass: a server that is overloaded or starts anew, a
 * connection that broke or moved to another network. What is missing, broken or too large stays so.
 * @throws what the last attempt threw; `AbortError`, also in the middle of a pause.
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  { signal, pauses, online, sleep = pause }: RetryOptions,
): Promise<T> {
  for (const ms of pauses) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayPass(error, online())) throw error;
    }
    // Up to half as long again, so that many who failed together do not come back together.
    await sleep(ms * (1 + Math.random() / 2), signal);
  }
  return attempt();
}

function mayPass(error: unknown, online: boolean): boolean {
  if (!(error instanceof LoadError)) return false;
  if (error.reason === 'offline') return online;
  if (error.reason !== 'network') return false;
  if (!(error.cause instanceof HttpError)) return true;
  const { status } = error.cause;
  return status === 408 || status === 429 || status >= 500;
}
