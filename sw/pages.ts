/// <reference lib="webworker" />
import type { WorkerMessage } from '../src/shared/messages.ts';

declare const self: ServiceWorkerGlobalScope;

/**
 * Tells every page of this copy of the app, also those that this worker does not control; not those whose ids are in `told`,
 * where they are from now on.
 */
export async function tellPages(message: WorkerMessage, told = new Set<string>()): Promise<void> {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) {
    if (!client.url.startsWith(self.registration.scope) || told.has(client.id)) continue;
    told.add(client.id);
    client.postMessage(message);
  }
}
