import { developPhoto } from '../../../src/library/device/worker/develop-photo.ts';
import { createImageBitmapOnce, createImageBitmapTwice } from '../peers/resizing.ts';

/** How to make the renditions of a photo: as the app does, or as people write it. */
export type Way = 'ours' | 'once' | 'twice';

export interface ImportRequest {
  readonly way: Way;
  readonly original: Blob;
}

const { signal } = new AbortController();
const ways: Record<Way, (original: Blob) => Promise<unknown>> = {
  ours: (original) => developPhoto(original, signal),
  once: createImageBitmapOnce,
  twice: createImageBitmapTwice,
};

// What a dedicated worker has, for which there are other types than for pages.
const port = globalThis as unknown as {
  postMessage(done: true): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ImportRequest>) => void): void;
};

port.addEventListener('message', ({ data: { way, original } }) => {
  void ways[way](original).then(() => port.postMessage(true));
});
