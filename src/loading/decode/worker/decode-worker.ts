import { LoadError, OutOfMemoryError } from '../../load-error.ts';
import type { DecodeFailure, DecodeReply, DecodeRequest } from '../messages.ts';
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
    reply({ type: 'failed', id, ...failure(error) });
  } finally {
    running.delete(id);
  }
}

function reply(message: DecodeReply, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}

function failure(error: unknown): DecodeFailure {
  if (!(error instanceof LoadError)) return { reason: 'decode-failed', cause: String(error) };
  const cause = String(error.cause);
  if (error instanceof OutOfMemoryError) return { reason: 'out-of-memory', cause };
  return { reason: error.reason === 'too-large' ? 'too-large' : 'decode-failed', cause };
}
