import { SMALL_DECODES, smallPictures } from './decode/small-pictures.ts';
import { LoadQueue } from './load-queue.ts';
import { network } from './network.ts';
import { RenditionLoader, type RenditionLoaderOptions } from './rendition-loader.ts';
import type { ServiceWorkerClient } from './service-worker-client.ts';
import { StoredPictures } from './stored-pictures.ts';
import { ThumbnailLoader } from './thumbnail-loader.ts';
import type { TierLog } from './tier-log.ts';
import { UseNotes } from './use-notes.ts';

/** What thumbnails and full pictures share: one line to the network, and one to the books. */
export type Loading = Omit<RenditionLoaderOptions, 'decoder' | 'decodes'>;

/** Begins loading, with the thumbnails. `relieve` frees memory, when a picture did not fit. */
export function startThumbnails(
  log: TierLog,
  worker: ServiceWorkerClient,
  relieve: () => void,
  signal: AbortSignal,
): { readonly loading: Loading; readonly thumbnails: ThumbnailLoader } {
  const notes = new UseNotes((uses) => worker.used(uses), signal);
  window.addEventListener('pagehide', () => notes.flush(), { signal });
  const loading: Loading = {
    ...{ log, relieve, online: () => network.online() },
    ...{ stored: new StoredPictures(document.baseURI), used: (use) => notes.note(use) },
    // HTTP/1.1 servers take six connections from a browser; more would only queue where they cannot be re-ranked. Two are
    // kept for what somebody looks at.
    fetches: new LoadQueue(6, 2),
  };
  const small = new RenditionLoader({ ...loading, decoder: smallPictures, decodes: new LoadQueue(SMALL_DECODES) });
  return { loading, thumbnails: new ThumbnailLoader(small, worker) };
}
