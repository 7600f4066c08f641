import { type AnsweringTier, tierOf } from '../shared/tier-header.ts';
import { isAbort, isQuotaExceeded, LoadError } from './load-error.ts';
import { HttpError } from './retry.ts';

export interface Fetched {
  /** Encoded bytes, with an image type. */
  readonly blob: Blob;
  readonly tier: AnsweringTier;
  /** Whether a service worker took part, which stores what is to be stored. */
  readonly throughWorker: boolean;
}

/**
 * Fetches an encoded picture. `no-store` keeps it out of the HTTP cache: that would be a third tier, which the overlay
 * could not see, which would hold most bytes twice, and which would outlive "Delete everything".
 * @throws {LoadError} and `AbortError`.
 */
export async function fetchRendition(url: URL, signal: AbortSignal): Promise<Fetched> {
  const response = await fetch(url, { signal, cache: 'no-store' }).catch((error: unknown) => {
    // `fetch` throws a TypeError for every failure to reach the server, and says no more.
    throw isAbort(error) ? error : new LoadError('offline', error);
  });
  if (response.status === 404 || response.status === 410) throw new LoadError('not-found');
  if (!response.ok) throw new LoadError('network', new HttpError(response.status));
  if (!response.headers.get('Content-Type')?.startsWith('image/')) throw new LoadError('not-an-image');
  const blob = await response.blob().catch((error: unknown) => {
    if (isAbort(error)) throw error;
    // Browsers put large answers on the disk, which may be full.
    throw new LoadError(isQuotaExceeded(error) ? 'storage-full' : 'network', error);
  });
  const named = tierOf(response.headers);
  return { blob, tier: named ?? 'network', throughWorker: named !== undefined };
}
