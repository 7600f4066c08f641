/// <reference types="vite/client" />
/// <reference types="trusted-types" />
import { Decoder } from '../../src/loading/decode/decoder.ts';
import { startDecodeWorker } from '../../src/loading/decode/start-decode-worker.ts';

export interface LookOptions {
  /** As for `Decoder.decode`. */
  readonly longSide?: number;
  /** `page` has no worker. `browser` is plain `createImageBitmap`, to compare with. */
  readonly where?: 'worker' | 'page' | 'browser';
  readonly colorSpace?: PredefinedColorSpace;
}

/** What a picture looks like: `640x400`, and the colours in the middle of its quarters, row by row; or how it failed. */
export type Look = { readonly size: string; readonly quarters: readonly number[][] } | { readonly failed: string };

export interface DecodeLab {
  readonly Decoder: typeof Decoder;
  readonly startDecodeWorker: typeof startDecodeWorker;
  /** One with a worker. */
  readonly decoder: Decoder;
  look(url: string, options?: LookOptions): Promise<Look>;
  /** The mean difference of all channels (0 to 255) to what `createImageBitmap` makes of the picture at the same size. */
  difference(url: string, longSide: number): Promise<number>;
}

const signal = new AbortController().signal;
const decoder = new Decoder(startDecodeWorker);
const onPage = new Decoder(() => {
  throw new Error('The lab wants none.');
});

async function fetchBlob(url: string): Promise<Blob> {
  return (await fetch(url)).blob();
}

async function decode(blob: Blob, { longSide, where }: LookOptions): Promise<ImageBitmap> {
  if (where === 'browser') return createImageBitmap(blob);
  return (where === 'page' ? onPage : decoder).decode(blob, { ...(longSide && { longSide }), signal });
}

function pixels(bitmap: ImageBitmap, width: number, height: number, colorSpace: PredefinedColorSpace = 'srgb') {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true, colorSpace });
  if (!context) throw new Error('There is no canvas.');
  context.imageSmoothingQuality = 'medium';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context.getImageData(0, 0, width, height).data;
}

const decodeLab: DecodeLab = {
  Decoder,
  startDecodeWorker,
  decoder,

  look: async (url, options = {}) => {
    try {
      const bitmap = await decode(await fetchBlob(url), options);
      const { width, height } = bitmap;
      const data = pixels(bitmap, width, height, options.colorSpace);
      const at = (x: number, y: number) => {
        const start = (Math.floor(height * y) * width + Math.floor(width * x)) * 4;
        return [...data.slice(start, start + 3)];
      };
      const quarters = [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
      return { size: `${width}x${height}`, quarters };
    } catch (error) {
      return { failed: error instanceof Error && 'reason' in error ? `${error.name} ${error.reason}` : String(error) };
    }
  },

  difference: async (url, longSide) => {
    const blob = await fetchBlob(url);
    const ours = await decode(blob, { longSide });
    const { width, height } = ours;
    const [one, other] = [pixels(ours, width, height), pixels(await createImageBitmap(blob), width, height)];
    return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length;
  },
};

declare global {
  // How tests reach it from inside `evaluate`.
  var lab: DecodeLab;
}
globalThis.lab = decodeLab;
