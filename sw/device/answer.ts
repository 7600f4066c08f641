/// <reference lib="webworker" />
import { fromTier } from '../from-tier.ts';
import { forgetMissing } from '../reconcile/repair.ts';
import { lookUp } from '../stored.ts';

/** Files of photos of this device: from storage or not at all, since no server has them. */
export async function answerDevice(event: FetchEvent): Promise<Response> {
  const started = performance.now();
  const { url } = event.request;
  const stored = await lookUp('device', url).catch(() => undefined);
  if (!stored) {
    // The browser may have cleared it away.
    event.waitUntil(forgetMissing('device', [url]).catch(() => {}));
    return new Response('This photo is not on this device.', { status: 404 });
  }
  return fromTier(stored, 'device', started);
}
