import { parentPort } from 'node:worker_threads';
import libheif from 'libheif-js/wasm-bundle.js';

/** What the worker is asked. */
export interface HeicRequest {
  bytes: Uint8Array;
  /** Pictures with more pixels than this are refused from their header, before they are decoded. */
  maxPixels: number;
}

/** What the worker answers. */
export type HeicAnswer =
  | { kind: 'pixels'; width: number; height: number; rgba: Uint8Array<ArrayBuffer> }
  | { kind: 'too-large'; width: number; height: number }
  | { kind: 'broken'; detail: string };

async function decode({ bytes, maxPixels }: HeicRequest): Promise<HeicAnswer> {
  const images = new libheif.HeifDecoder().decode(bytes);
  try {
    const image = images.find((candidate) => candidate.is_primary()) ?? images[0];
    if (image === undefined) return { kind: 'broken', detail: 'it holds no picture that can be decoded' };
    // libheif applies rotation and mirroring itself: these are the sizes after it.
    const width = image.get_width();
    const height = image.get_height();
    if (width * height > maxPixels) return { kind: 'too-large', width, height };
    const data = new Uint8ClampedArray(width * height * 4);
    const decoded = await new Promise<boolean>((resolve) => {
      image.display({ data, width, height }, (result) => resolve(result !== null));
    });
    if (!decoded) return { kind: 'broken', detail: 'its picture cannot be decoded' };
    return { kind: 'pixels', width, height, rgba: new Uint8Array(data.buffer) };
  } finally {
    for (const image of images) image.free();
  }
}

parentPort?.on('message', (request: HeicRequest) => {
  void decode(request)
    .catch((error: unknown): HeicAnswer => ({ kind: 'broken', detail: String(error) }))
    .then((answer) => parentPort?.postMessage(answer, answer.kind === 'pixels' ? [answer.rgba.buffer] : []));
});
