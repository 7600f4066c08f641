import { type Network, network } from './network.ts';
import { slowNetwork } from './slow-network.ts';

/** What the page takes its network for. */
export type Condition = 'real' | 'offline' | 'slow';

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
function fetchStored(url: URL, init: RequestInit = {}): Promise<Response> {
  // What is stored was of no use to whoever asks past it.
  if (init.cache === 'reload') return Promise.reject(new TypeError('Pretending to be offline'));
  // Browsers allow this for their own origin only (https://fetch.spec.whatwg.org/#concept-request-cache-mode).
  return real.fetch(url, { ...init, mode: 'same-origin', cache: 'only-if-cached' });
}
