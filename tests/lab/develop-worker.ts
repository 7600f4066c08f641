import { developPhoto } from '../../src/library/device/worker/develop-photo.ts';
import { LoadError } from '../../src/loading/load-error.ts';
import type { DevelopReply, DevelopRequest } from './develop.ts';

// What a dedicated worker has, for which there are other types than for pages.
const port = globalThis as unknown as {
  postMessage(reply: DevelopReply): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<DevelopRequest>) => void): void;
};

port.addEventListener('message', ({ data }) => void develop(data).then((reply) => port.postMessage(reply)));

async function develop({ original, cancelAfterMs }: DevelopRequest): Promise<DevelopReply> {
  const cancel = new AbortController();
  if (cancelAfterMs !== undefined) setTimeout(() => cancel.abort(), cancelAfterMs);
  try {
    return { photo: await developPhoto(original, cancel.signal) };
  } catch (error) {
    if (error === cancel.signal.reason) return { failed: 'cancelled' };
    return { failed: error instanceof LoadError ? error.reason : String(error) };
  }
}
