import { type Network, network } from './network.ts';
import { pause } from './pause.ts';

/**
 * "Slow 4G" of Chromium's DevTools (`Slow4GConditions` in its `NetworkManager.ts`): ms until an answer begins, and bytes per ms
 * that all answers share.
 */
export const SLOW_4G = { latencyMs: 150 * 3.75, bytesPerMs: ((1.6e6 / 8) * 0.9) / 1000 } as const;

/** The same network, only slower; what the service worker answers out of the storage comes as fast as ever. */
export function slowNetwork(real: Network): Network {
  /** When the line has carried all that was put on it, in ms since the page started. */
  let freeAt = 0;
  async function carry(bytes: number, signal: AbortSignal): Promise<void> {
    // Whoever goes back to the real network does not wait for the end of a large file.
    if (network.fetch !== slow.fetch) return;
    const now = performance.now();
    freeAt = Math.max(now, freeAt) + bytes / SLOW_4G.bytesPerMs;
    await pause(freeAt - now, signal);
  }
  const slow: Network = {
    fetch: async (url, init) => {
      const response = await real.fetch(url, init);
      if (isFromStorage(response.headers)) return response;
      const signal = init?.signal ?? new AbortController().signal;
      await pause(SLOW_4G.latencyMs, signal);
      const { body, status, statusText, headers } = response;
      return new Response(body && paced(body, carry, signal), { status, statusText, headers });
    },
    online: real.online,
  };
  return slow;
}

/** The same bytes, each part of them once `carry` has carried it. Whoever cancels waits for nothing. */
function paced(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  carry: (bytes: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const left = new AbortController();
  const ended = AbortSignal.any([signal, left.signal]);
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      await carry(value.length, ended);
      controller.enqueue(value);
    },
    cancel: (reason) => {
      left.abort(reason);
      return reader.cancel(reason);
    },
  });
}

/** Whether the service worker answered out of the storage, be it a picture or a file of the library. */
function isFromStorage(headers: Headers): boolean {
  return /^afterimage-[a-z]+; hit$/.test(headers.get('Cache-Status') ?? '');
}
