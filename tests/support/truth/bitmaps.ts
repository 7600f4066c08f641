import type { BrowserContext } from 'playwright/test';
import type { Tally } from '../../../src/memory/memory-tier.ts';

/** The bitmaps of a page, as somebody sees them who knows nothing of the app's books. */
export interface Bitmaps {
  /** Decoded photos that came out of a decode worker, and were neither closed nor collected. */
  readonly pictures: Tally;
  /** Those that the collector took, although nobody had closed them. */
  readonly collected: number;
  /** The decoded photo that the viewer drew last, while that lives: 0 or 1. */
  readonly drawn: Tally;
  /** Bitmaps that the page made by itself, which are thumbnails. */
  readonly thumbnails: {
    readonly alive: number;
    readonly bytes: number;
    readonly collected: number;
    readonly drawn: number;
    readonly busy: number;
  };
  /** What is being decoded. */
  readonly busy: number;
}

declare global {
  var outsideBitmaps: { read(): Bitmaps };
}

/** Has every page of the context count its bitmaps, from the start. */
export async function watchBitmaps(context: BrowserContext): Promise<void> {
  await context.addInitScript(watch);
}

/** Runs in the page. It wraps what makes, sends, draws and closes bitmaps, and holds none of them. */
function watch(): void {
  interface Known {
    readonly isPicture: boolean;
    readonly bytes: number;
    readonly ref: WeakRef<ImageBitmap>;
  }
  const alive = new Set<Known>();
  const known = new WeakMap<ImageBitmap, Known>();
  const collected = { pictures: 0, thumbnails: 0 };
  let stage: HTMLCanvasElement | undefined;
  let drawn: Known | undefined;
  const busy = { pictures: 0, thumbnails: 0 };

  const bury = (each: Known) => {
    if (alive.delete(each)) collected[each.isPicture ? 'pictures' : 'thumbnails'] += 1;
  };
  const registry = new FinalizationRegistry(bury);
  const meet = (bitmap: ImageBitmap, isPicture: boolean) => {
    const each = { isPicture, bytes: bitmap.width * bitmap.height * 4, ref: new WeakRef(bitmap) };
    alive.add(each);
    known.set(bitmap, each);
    registry.register(bitmap, each, each);
  };

  const { createImageBitmap } = globalThis;
  globalThis.createImageBitmap = async (...args: unknown[]) => {
    busy.thumbnails += 1;
    try {
      const bitmap: ImageBitmap = await Reflect.apply(createImageBitmap, globalThis, args);
      meet(bitmap, false);
      return bitmap;
    } finally {
      busy.thumbnails -= 1;
    }
  };

  const { close } = ImageBitmap.prototype;
  ImageBitmap.prototype.close = function () {
    const each = known.get(this);
    if (each && alive.delete(each)) registry.unregister(each);
    close.call(this);
  };

  const { drawImage } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.drawImage = function (...args: unknown[]) {
    const [source] = args;
    if (this.canvas.className === 'viewer-picture') {
      stage = this.canvas;
      drawn = source instanceof ImageBitmap ? known.get(source) : undefined;
    }
    Reflect.apply(drawImage, this, args);
  };

  globalThis.Worker = class extends Worker {
    readonly #decodes: boolean;
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.#decodes = options?.name === 'decode';
      if (!this.#decodes) return;
      // Before the app listens, so that it sees no bitmap that is not known here.
      this.addEventListener('message', ({ data }) => {
        busy.pictures -= 1;
        if (data.bitmap instanceof ImageBitmap) meet(data.bitmap, true);
      });
    }
    override postMessage(message: { readonly type?: string }, ...rest: unknown[]): void {
      if (this.#decodes && message.type === 'decode') busy.pictures += 1;
      Reflect.apply(super.postMessage, this, [message, ...rest]);
    }
  };

  globalThis.outsideBitmaps = {
    read: () => {
      for (const each of alive) if (!each.ref.deref()) bury(each);
      const pictures = [...alive].filter(({ isPicture }) => isPicture);
      const thumbnails = [...alive].filter(({ isPicture }) => !isPicture);
      const sum = (tally: readonly Known[]) => tally.reduce((all, { bytes }) => all + bytes, 0);
      // A viewer that is closed has no pixels.
      const onStage = stage?.width && drawn && alive.has(drawn) ? [drawn] : [];
      const drawnPicture = onStage.filter(({ isPicture }) => isPicture);
      return {
        pictures: { count: pictures.length, bytes: sum(pictures) },
        collected: collected.pictures,
        drawn: { count: drawnPicture.length, bytes: sum(drawnPicture) },
        thumbnails: {
          alive: thumbnails.length,
          bytes: sum(thumbnails),
          collected: collected.thumbnails,
          drawn: onStage.length - drawnPicture.length,
          busy: busy.thumbnails,
        },
        busy: busy.pictures + busy.thumbnails,
      };
    },
  };
}
