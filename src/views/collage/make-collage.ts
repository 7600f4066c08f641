import type { ImageLoader, Loaded } from '../../loading/image-loader.ts';
import { LoadError } from '../../loading/load-error.ts';
import type { ThumbnailLoader } from '../../loading/thumbnail-loader.ts';
import type { Wish } from '../../loading/wish.ts';
import type { Photo } from '../../shared/photo.ts';
import type { Size } from '../../shared/rendition-size.ts';
import { CollageWorkerClient } from './collage-worker-client.ts';
import { cropOf, type Focus } from './crop.ts';
import type { Format } from './format.ts';
import type { Rect } from './layouts.ts';
import { cellIn } from './output.ts';

/** Photos that are loaded at the same time: each may take 100 MB until it is drawn. */
const AT_ONCE = 2;

/** A photo of a collage, and where it lies, as fractions of the whole. */
export interface Part {
  readonly photo: Photo;
  readonly focus: Focus;
  readonly cell: Rect;
}

/** What is to be made. */
export interface CollagePlan {
  /** Pixels of the whole. */
  readonly size: Size;
  readonly background: string;
  readonly format: Format;
  readonly parts: readonly Part[];
  /** Takes the best that is stored for a photo whose full picture cannot be had. */
  readonly takesLess: boolean;
}

/** A collage that was made. */
export interface MadeCollage {
  readonly blob: Blob;
  /** Smaller than planned where the device could not hold that. */
  readonly size: Size;
}

/** Where the pictures come from. */
export interface CollageSources {
  readonly images: ImageLoader;
  readonly thumbnails: ThumbnailLoader;
}

/** Full pictures that cannot be had; all others can. */
export class MissingPicturesError extends Error {
  override readonly name = 'MissingPicturesError';
  readonly missing: readonly { readonly photo: Photo; readonly error: LoadError }[];

  constructor(missing: MissingPicturesError['missing']) {
    super(missing.map(({ photo, error }) => `${photo.title}: ${error.message}`).join('\n'));
    this.missing = missing;
  }
}

/**
 * Makes a collage of full pictures, through the memory tier: those that it has already are not fetched again. `onDrawn` hears
 * how many photos are drawn.
 * @throws {MissingPicturesError}; an `Error` of the worker's; the reason of `signal`.
 */
export async function makeCollage(
  plan: CollagePlan,
  sources: CollageSources,
  onDrawn: (count: number) => void,
  signal: AbortSignal,
): Promise<MadeCollage> {
  const ending = new AbortController();
  const until = AbortSignal.any([signal, ending.signal]);
  try {
    until.throwIfAborted();
    const worker = new CollageWorkerClient(until);
    const { size } = await worker.ask({ type: 'begin', size: plan.size, background: plan.background }, 'begun');
    const missing = new Map<Part, LoadError>();
    let drawn = 0;
    const draw = async (part: Part) => {
      try {
        await drawPart(part, size, plan.takesLess, sources, worker, until);
        drawn += 1;
        onDrawn(drawn);
      } catch (error) {
        if (!(error instanceof LoadError)) throw error;
        missing.set(part, error);
      }
    };
    const left = [...plan.parts];
    const runner = async () => {
      for (let part = left.shift(); part; part = left.shift()) await draw(part);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, runner));
    const inOrder = plan.parts.flatMap((part) => {
      const error = missing.get(part);
      return error ? [{ photo: part.photo, error }] : [];
    });
    if (inOrder.length > 0) throw new MissingPicturesError(inOrder);
    const { blob } = await worker.ask({ type: 'encode', format: plan.format }, 'encoded');
    return { blob, size };
  } finally {
    // The worker, and whatever else is still on its way.
    ending.abort();
  }
}

async function drawPart(
  { photo, focus, cell }: Part,
  whole: Size,
  takesLess: boolean,
  sources: CollageSources,
  worker: CollageWorkerClient,
  signal: AbortSignal,
): Promise<void> {
  const wish: Wish = { signal, priority: 'visible' };
  const into = cellIn(whole, cell);
  const full = await sources.images.load(photo, 'full', wish).catch((error: unknown) => {
    if (!takesLess || !(error instanceof LoadError)) throw error;
    return bestStored(photo, sources, wish);
  });
  const bitmap = await copyOf(full);
  if (signal.aborted) bitmap.close();
  signal.throwIfAborted();
  const crop = cropOf(bitmap, into, focus);
  await worker.ask({ type: 'draw', bitmap, crop, cell: into }, 'drawn', [bitmap]);
}

/**
 * A bitmap to give away: the worker cannot have the one that the memory tier keeps. Not only the part that is seen, as Chromium
 * cuts the wrong one out of a bitmap that it keeps lying on its side.
 */
async function copyOf({ lease }: Pick<Loaded, 'lease'>): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(lease.value);
  } finally {
    lease.release();
  }
}

/** @throws {LoadError} where nothing of the photo is here. */
async function bestStored(photo: Photo, sources: CollageSources, wish: Wish): Promise<Pick<Loaded, 'lease'>> {
  return sources.images.load(photo, 'screen', wish).catch(async (error: unknown) => {
    if (!(error instanceof LoadError)) throw error;
    const atHand = sources.images.peekLargest(photo);
    if (atHand) return atHand;
    const { bitmap } = await sources.thumbnails.load(photo, wish);
    return { lease: { value: bitmap, size: 0, release: () => bitmap.close(), [Symbol.dispose]: () => bitmap.close() } };
  });
}
