import { isQuotaExceeded } from '../shared/quota.ts';
import { type AnsweringTier, tierOf } from '../shared/tier-header.ts';
import { LoadError } from './load-error.ts';
import { network } from './network.ts';
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
 * could not see, which would hold most bytes twice, and which would outlive "Delete everything". To `renew` means to ask
 * past what the service worker has stored, and to have it store what comes.
 * @throws {LoadError} and `AbortError`.
 */
export async function fetchRendition(url: URL, signal: AbortSignal, renew = false): Promise<Fetched> {
  const response = await network
    .fetch(url, { signal, cache: renew ? 'reload' : 'no-store' })
    .catch((error: unknown) => {
      // `fetch` throws a TypeError for every failure to reach the server, and says no more.
      throw signal.aborted ? signal.reason : new LoadError('offline', error);
    });
  const refusal = refusalOf(response);
  if (refusal) {
    // Unread, it would hold the connection.
    await response.body?.cancel().catch(() => {});
    throw refusal;
  }
  const blob = await response.blob().catch((error: unknown) => {
    if (signal.aborted) throw signal.reason;
    // Browsers put large answers on the disk, which may be full.
    throw new LoadError(isQuotaExceeded(error) ? 'storage-full' : 'network', error);
  });
  const named = tierOf(response.headers);
  return { blob, tier: named ?? 'network', throughWorker: named !== undefined };
}

/** What is wrong with an answer, before its body is read. */
function refusalOf({ ok, status, headers }: Response): LoadError | undefined {
  if (status === 404 || status === 410) return new LoadError('not-found', new HttpError(status));
  if (!ok) return new LoadError('network', new HttpError(status));
  const type = headers.get('Content-Type');
  return type?.startsWith('image/') ? undefined : new LoadError('not-an-image', new Error(`Content-Type: ${type}`));
}
