import type { ServiceWorkerClient } from '../../loading/service-worker-client.ts';
import { forgetSettings } from '../../settings.ts';
import type { StoredTier } from '../../shared/tier.ts';

const EVERYTHING: readonly StoredTier[] = ['thumbnails', 'pinned', 'device'];

/** Calls back when everything of this app was deleted from this device, by whichever window, after forgetting its settings. */
export function onEverythingDeleted(worker: ServiceWorkerClient, listener: () => void, signal: AbortSignal): void {
  worker.listen(
    'cleared',
    ({ tiers }) => {
      if (!EVERYTHING.every((tier) => tiers.includes(tier))) return;
      forgetSettings();
      listener();
    },
    signal,
  );
}
