import type { Tier } from '../shared/tier.ts';

/** Why a picture could not be had. */
export type LoadFailure =
  | 'offline'
  | 'not-found'
  | 'not-an-image'
  | 'decode-failed'
  | 'too-large'
  | 'storage-full'
  | 'network';

/** A picture that arrived, and where from. */
export interface Arrival {
  readonly tier: Tier;
  /** Encoded bytes. */
  readonly bytes: number;
}

/** The only error of loading, save `AbortError`, which stays itself. `reason` says what to tell people. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly reason: LoadFailure;
  /** What had arrived when it failed; `undefined` when nothing did. */
  readonly arrival: Arrival | undefined;

  constructor(reason: LoadFailure, cause?: unknown, arrival?: Arrival) {
    super(`There is no picture: ${reason}.`, { cause });
    this.reason = reason;
    this.arrival = arrival;
  }
}

/** A picture was too large for the memory that was left, which may be helped; others are too large for any. */
export class OutOfMemoryError extends LoadError {
  constructor(cause?: unknown) {
    super('too-large', cause);
  }
}

/** What a failed event says of `error`. */
export function failureOf(error: unknown): { tier: Tier; bytes: number; reason: string } {
  if (!(error instanceof LoadError)) return { tier: 'network', bytes: 0, reason: String(error) };
  const { tier, bytes } = error.arrival ?? { tier: 'network', bytes: 0 };
  return { tier, bytes, reason: error.reason };
}

/** Whether `error` means that somebody cancelled, which is nobody's failure. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Whether `error` means that nobody could be reached, which may pass. */
export function isOffline(error: unknown): boolean {
  return error instanceof LoadError && error.reason === 'offline';
}
