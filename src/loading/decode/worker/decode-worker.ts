import { LoadError } from '../../load-error.ts';
import type { DecodeReply, DecodeRequest } from '../messages.ts';
import { decodePicture } from './decode-picture.ts';
import { probedEngine } from './engine.ts';

declare const self: DedicatedWorkerGlobalScope;

// What is found out now, the first picture does not wait for.
void probedEngine();

const running = new Map<number, AbortController>();

self.addEventListener('message', ({ data }: MessageEvent<DecodeRequest>) => {
  switch (data.type) {
    case 'decode':
      void run(data.id, data.blob, data.longSide);
      return;
    case 'cancel':
      running.get(data.id)?.abort();
      return;
    default:
      data satisfies never;
  }
});

// Nobody knows whose request it was, so the page has to take all of them back: an uncaught error tells it.
self.addEventListener('messageerror', () => {
  throw new Error('A request could not be read.');
});

async function run(id: number, blob: Blob, longSide: number | undefined): Promise<void> {
  const cancel = new AbortController();
  running.set(id, cancel);
  try {
    const bitmap = await decodePicture(blob, longSide, cancel.signal);
    reply({ type: 'decoded', id, bitmap }, [bitmap]);
  } catch (error) {
    if (cancel.signal.aborted) return;
    const reason = error instanceof LoadError ? error.reason : 'decode-failed';
    const cause = String(error instanceof LoadError ? error.cause : error);
    reply({ type: 'failed', id, reason, cause });
  } finally {
    running.delete(id);
  }
}

function reply(message: DecodeReply, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}
