import { drawNow } from '../draw-now.ts';
import type { CollageReply, CollageRequest } from '../messages.ts';
import { type WorkingCanvas, workingCanvas } from './working-canvas.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Of what JPEG and WebP can be: what a photo loses by it is not seen. */
const QUALITY = 0.92;

let working: WorkingCanvas | undefined;

self.addEventListener('message', ({ data }: MessageEvent<CollageRequest>) => {
  answer(data).then(
    (reply) => self.postMessage(reply),
    (error: unknown) => self.postMessage({ type: 'failed', cause: String(error) } satisfies CollageReply),
  );
});

async function answer(request: CollageRequest): Promise<CollageReply> {
  switch (request.type) {
    case 'begin':
      return begin(request);
    case 'draw':
      return draw(request);
    case 'encode':
      return encode(request);
    default:
      return request satisfies never;
  }
}

function begin({ size, background }: Extract<CollageRequest, { type: 'begin' }>): CollageReply {
  working = workingCanvas(size);
  const { canvas, context } = working;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  // Photos have several times the pixels of what they become: the default takes few of them into account.
  context.imageSmoothingQuality = 'high';
  return { type: 'begun', size: { width: canvas.width, height: canvas.height } };
}

function draw({ bitmap, crop, cell }: Extract<CollageRequest, { type: 'draw' }>): CollageReply {
  const { context } = begun();
  const from = [crop.x, crop.y, crop.width, crop.height] as const;
  context.drawImage(bitmap, ...from, cell.x, cell.y, cell.width, cell.height);
  drawNow(context);
  bitmap.close();
  return { type: 'drawn' };
}

async function encode({ format }: Extract<CollageRequest, { type: 'encode' }>): Promise<CollageReply> {
  const blob = await begun().canvas.convertToBlob({ type: format, quality: QUALITY });
  // Browsers give a PNG for what they cannot write.
  if (blob.type !== format) throw new Error(`Written as ${blob.type} instead of ${format}.`);
  return { type: 'encoded', blob };
}

function begun(): WorkingCanvas {
  if (!working) throw new Error('Nothing was begun.');
  return working;
}
