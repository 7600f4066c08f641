import { type Network, network } from './network.ts';
import { slowNetwork } from './slow-network.ts';

/** What the page takes its network for. */
export type Condition = 'real' | 'offline' | 'slow';

/** As the service worker answers where nothing is stored and the network must not be asked. */
const NOT_STORED = 504;

const real: Network = { ...network };

const CONDITIONS: Record<Condition, () => Network> = {
  real: () => real,
  offline: () => ({ fetch: fetchStored, online: () => false }),
  slow: () => slowNetwork(real),
};

/**
 * Has this page behave as under another condition, until the next call or until the page ends. What is on its way already
 * arrives. Whoever follows the network hears `online` and `offline` as from the browser.
 * @throws {RangeError} when there is no such condition.
 */
export function pretend(condition: Condition): void {
  if (!Object.hasOwn(CONDITIONS, condition)) throw new RangeError(`Not a condition of the network: ${condition}`);
  const before = network.online();
  Object.assign(network, CONDITIONS[condition]());
  const now = network.online();
  if (now !== before) window.dispatchEvent(new Event(now ? 'online' : 'offline'));
}

/** As without a network: the service worker answers out of the storage, and nobody else does. */
async function fetchStored(url: URL, init: RequestInit = {}): Promise<Response> {
  // Without a worker nothing is stored, and what is stored was of no use to whoever asks past it.
  if (navigator.serviceWorker?.controller && init.cache !== 'reload') {
    // Browsers allow this for their own origin only (https://fetch.spec.whatwg.org/#concept-request-cache-mode).
    const response = await real.fetch(url, { ...init, mode: 'same-origin', cache: 'only-if-cached' });
    if (response.status !== NOT_STORED) return response;
  }
  throw new TypeError('Pretending to be offline');
}
