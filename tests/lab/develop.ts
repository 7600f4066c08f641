/// <reference types="vite/client" />
import type { DevelopedPhoto } from '../../src/library/device/worker/develop-photo.ts';
import { paintThumbHash } from '../../src/views/thumbhash.ts';

export interface DevelopRequest {
  readonly original: Blob;
  readonly cancelAfterMs: number | undefined;
}

export type DevelopReply = { readonly photo: DevelopedPhoto } | { readonly failed: string };

/** What a picture looks like: `image/jpeg 640x400`, and the colours in the middle of its quarters, row by row. */
export interface Seen {
  readonly picture: string;
  readonly quarters: readonly number[][];
}

/** A developed photo as a test can look at it. */
export interface Developed {
  readonly size: string;
  readonly thumbnail: Seen;
  readonly screen: Seen | undefined;
  readonly thumbhash: Seen;
  /** Encoded, of the thumbnail. */
  readonly thumbnailBytes: number;
}

export interface DevelopLab {
  /** Develops the file at `url` in the lab's one worker. */
  develop(url: string, cancelAfterMs?: number): Promise<Developed | { readonly failed: string }>;
}

const worker = new Worker(new URL('./develop-worker.ts', import.meta.url), { type: 'module' });

function ask(request: DevelopRequest): Promise<DevelopReply> {
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<DevelopReply>) => resolve(data), { once: true });
    worker.postMessage(request);
  });
}

async function look(picture: Blob): Promise<Seen> {
  const bitmap = await createImageBitmap(picture);
  return { ...quartersOf(bitmap), picture: `${picture.type} ${bitmap.width}x${bitmap.height}` };
}

function lookAtThumbHash(thumbhash: string): Seen {
  const canvas = document.createElement('canvas');
  paintThumbHash(canvas, thumbhash);
  return quartersOf(canvas);
}

function quartersOf(source: ImageBitmap | HTMLCanvasElement): Seen {
  const { width, height } = source;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('There is no canvas.');
  context.drawImage(source, 0, 0);
  const at = (x: number, y: number) => [...context.getImageData(width * x, height * y, 1, 1).data].slice(0, 3);
  const quarters = [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
  return { picture: `${width}x${height}`, quarters };
}

const api: DevelopLab = {
  develop: async (url, cancelAfterMs) => {
    const reply = await ask({ original: await (await fetch(url)).blob(), cancelAfterMs });
    if ('failed' in reply) return reply;
    const { width, height, thumbnail, screen, thumbhash } = reply.photo;
    return {
      size: `${width}x${height}`,
      thumbnail: await look(thumbnail),
      screen: screen && (await look(screen)),
      thumbhash: lookAtThumbHash(thumbhash),
      thumbnailBytes: thumbnail.size,
    };
  },
};

declare global {
  // How tests reach it from inside `evaluate`.
  var developLab: DevelopLab;
}
globalThis.developLab = api;
