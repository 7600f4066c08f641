/// <reference lib="webworker" />
import type { WorkerMessage } from '../src/shared/messages.ts';

declare const self: ServiceWorkerGlobalScope;

/** Tells every page of this copy of the app, also those that this worker does not control. */
export async function tellPages(message: WorkerMessage): Promise<void> {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) {
    if (client.url.startsWith(self.registration.scope)) client.postMessage(message);
  }
}
