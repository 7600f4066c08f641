import type { StorageFigures } from '../shared/messages.ts';
import type { ServiceWorkerClient } from './service-worker-client.ts';

/** What is stored in each tier, and how much the browser would let the app store. */
export interface Stored {
  /** `undefined` where the worker could not say. */
  readonly figures: StorageFigures | undefined;
  /** Bytes that this origin uses by the browser's own count, which comes late and goes by blocks; not every browser tells. */
  readonly usageBytes: number | undefined;
  /** Bytes that the browser lets this origin use. */
  readonly quotaBytes: number | undefined;
}

/** Asks the worker and the browser. Never fails. */
export async function readStored(worker: ServiceWorkerClient): Promise<Stored> {
  const [figures, estimate] = await Promise.all([
    worker.ask({ type: 'figures' }).catch(() => undefined),
    navigator.storage?.estimate().catch(() => undefined),
  ]);
  return { figures, usageBytes: estimate?.usage, quotaBytes: estimate?.quota };
}
