import { BACKGROUND_FETCH_ID } from '../shared/background-fetch.ts';
import type { PinningClient } from './pinning-client.ts';
import type { ServiceWorkerClient } from './service-worker-client.ts';

/** What is left of less than so many bytes is fetched before anybody closes the page. */
const LARGE_BYTES = 20_000_000;
/** Time between two offers, in ms. */
const BETWEEN_MS = 2000;
/** The worker may be busy; after ten seconds it takes back what it named. In ms. */
const PATIENCE_MS = 8000;

/**
 * Has the browser itself fetch what is pinned, where it can, so that this goes on with every page closed. A page has to begin
 * it, as Chromium refuses that to service workers, and long before it goes, as Chromium refuses it to pages that are closing.
 * The browser shows `title` meanwhile. Whatever goes wrong, the worker fetches by itself.
 */
export function fetchInBackground(
  pinning: PinningClient,
  worker: ServiceWorkerClient,
  title: string,
  signal: AbortSignal,
): void {
  if (!('serviceWorker' in navigator) || !('BackgroundFetchManager' in globalThis)) return;
  let offeredAt = Number.NEGATIVE_INFINITY;
  let isRefused = false;
  const offer = async () => {
    const { state, bytes } = pinning.now.progress;
    const isWorth = bytes.wanted - bytes.kept > LARGE_BYTES || document.visibilityState === 'hidden';
    if (isRefused || !isWorth || state !== 'working' || performance.now() - offeredAt < BETWEEN_MS) return;
    offeredAt = performance.now();
    isRefused = !(await handOver(worker, title));
  };
  const tryOffer = () => void offer().catch(() => {});
  pinning.listen(tryOffer, signal);
  document.addEventListener('visibilitychange', tryOffer, { signal });
}

/** Whether the browser took what the worker named; the worker names nothing while the browser is at it. */
async function handOver(worker: ServiceWorkerClient, title: string): Promise<boolean> {
  const { backgroundFetch } = await navigator.serviceWorker.ready;
  const { files } = await worker.ask({ type: 'hand-over' }, PATIENCE_MS);
  if (files.length === 0) return true;
  const requests = files.map(({ url }) => new Request(url, { cache: 'no-store' }));
  const isKnown = files.every(({ bytes }) => bytes > 0);
  try {
    await backgroundFetch?.fetch(BACKGROUND_FETCH_ID, requests, {
      title,
      icons: [{ src: new URL('icons/icon-192.png', document.baseURI).href, sizes: '192x192', type: 'image/png' }],
      downloadTotal: isKnown ? files.reduce((sum, { bytes }) => sum + bytes, 0) : 0,
    });
    return true;
  } catch {
    await worker.ask({ type: 'take-back' });
    return false;
  }
}
