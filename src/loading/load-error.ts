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

const SENTENCES: Record<LoadFailure, string> = {
  offline: 'The photo library cannot be reached.',
  'not-found': 'This photo is no longer in the library.',
  'not-an-image': 'The library answered with something that is not a picture.',
  'decode-failed': 'This browser cannot show this picture.',
  'too-large': 'This picture is too large for this device.',
  'storage-full': 'There is no space left on this device.',
  network: 'The photo library answered with an error.',
};

/** A picture that arrived, and where from. */
export interface Arrival {
  readonly tier: Tier;
  /** Encoded bytes. */
  readonly bytes: number;
}

/** The only error of loading, save `AbortError`, which stays itself. The message is a sentence for people. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly reason: LoadFailure;
  /** What had arrived when it failed; `undefined` when nothing did. */
  readonly arrival: Arrival | undefined;

  constructor(reason: LoadFailure, cause?: unknown, arrival?: Arrival) {
    super(SENTENCES[reason], { cause });
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
