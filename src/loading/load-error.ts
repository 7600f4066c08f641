/** Why a picture could not be had. */
export type LoadFailure = 'offline' | 'not-found' | 'not-an-image' | 'decode-failed' | 'network';

const SENTENCES: Record<LoadFailure, string> = {
  offline: 'The photo library cannot be reached.',
  'not-found': 'This photo is no longer in the library.',
  'not-an-image': 'The library answered with something that is not a picture.',
  'decode-failed': 'This browser cannot show this picture.',
  network: 'The photo library answered with an error.',
};

/** The only error of loading, save `AbortError`, which stays itself. The message is a sentence for people. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly reason: LoadFailure;

  constructor(reason: LoadFailure, cause?: unknown) {
    super(SENTENCES[reason], { cause });
    this.reason = reason;
  }
}

/** Whether `error` means that somebody cancelled, which is nobody's failure. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
