import type { PinFailure } from '../../src/shared/pin.ts';
import type { DownloadError } from './download.ts';
import type { PinnedPhoto } from './records.ts';

/** Pauses before the second, third … attempt, in ms. */
const PAUSES_MS = [1000, 3000, 10_000];

/** What can never be had at this address, however often it is asked for. */
const LASTING: ReadonlySet<DownloadError['reason']> = new Set(['not-found']);

/**
 * A photo after an attempt that failed: to be tried again later, or given up. What got further than before is not counted:
 * a large original over a weak connection takes as many attempts as it takes.
 */
export function afterFailure(photo: PinnedPhoto, error: DownloadError, now: number): PinnedPhoto {
  const attempts = error.gotFurther ? 0 : photo.attempts + 1;
  const pause = error.gotFurther ? 0 : PAUSES_MS[attempts - 1];
  if (pause === undefined || LASTING.has(error.reason)) return { ...photo, state: 'failed', reason: toReason(error) };
  return { ...photo, attempts, dueAt: now + pause };
}

function toReason({ reason }: DownloadError): PinFailure['reason'] {
  return reason === 'unreachable' ? 'network' : reason;
}

/** A photo of which every byte is here. `sizes` are its files' bytes, in their order. */
export function afterSuccess(photo: PinnedPhoto, sizes: readonly number[]): PinnedPhoto {
  const { reason: _, ...rest } = photo;
  const files = photo.files.map(({ url, bytes }, index) => ({ url, bytes: sizes[index] ?? bytes }));
  return { ...rest, files, state: 'kept', attempts: 0, dueAt: 0 };
}
