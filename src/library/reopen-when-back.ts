import { network } from '../loading/network.ts';
import type { Library } from './library.ts';

/** Browsers say that there is a network before it carries anything: pauses before each attempt, in ms. */
const PAUSES = [0, 2000, 10_000];

/**
 * Looks for the library's server again, where it was not reached: once there is a network, and when somebody comes back to the
 * page. A server that was away under a network that stayed is announced by nobody.
 */
export function reopenWhenBack(library: Library, signal: AbortSignal): void {
  const tryAgain = async () => {
    for (const pause of PAUSES) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (signal.aborted || library.reached || !network.online()) return;
      await library.reopen();
    }
  };
  window.addEventListener('online', () => void tryAgain(), { signal });
  const look = () => document.visibilityState === 'visible' && void tryAgain();
  document.addEventListener('visibilitychange', look, { signal });
}
