import { isAbort } from '../../loading/load-error.ts';
import type { Wish } from '../../loading/wish.ts';
import type { Photo } from '../../shared/photo.ts';
import { type Size, screenSize } from '../../shared/rendition-size.ts';
import type { Tier } from '../../shared/tier.ts';
import { screenColours } from '../canvas-colours.ts';
import { create } from '../dom.ts';
import { paintThumbHash } from '../thumbhash.ts';
import { drawNow } from './draw-now.ts';
import type { CollageSources } from './make-collage.ts';

/** The long side of a preview, in px: nine of them take 38 MB at most. */
const PREVIEW_SIDE = 1024;

/** A photo as it is seen while a collage is put together: all of it, of which CSS shows the part that is wanted. */
export class CellPicture {
  readonly canvas = create('canvas', {}, { 'aria-hidden': 'true' });
  readonly #photo: Photo;

  constructor(photo: Photo) {
    this.#photo = photo;
    paintThumbHash(this.canvas, photo.thumbhash);
    this.canvas.dataset['state'] = 'placeholder';
  }

  /** Paints it sharper by steps, from what is at hand; what cannot be had leaves what is there. Never fails. */
  async sharpen({ images, thumbnails }: CollageSources, signal: AbortSignal): Promise<void> {
    const wish: Wish = { signal, priority: 'visible' };
    const atHand = images.peek(this.#photo, 'screen');
    if (atHand) {
      this.#paint(atHand.lease.value, 'screen', atHand.tier);
      atHand.lease.release();
      return;
    }
    const small = thumbnails.load(this.#photo, wish).then(({ bitmap, tier }) => {
      if (!signal.aborted && this.canvas.dataset['state'] === 'placeholder') this.#paint(bitmap, 'thumbnail', tier);
      bitmap.close();
    });
    const large = images.load(this.#photo, 'screen', wish).then(({ lease, tier }) => {
      if (!signal.aborted) this.#paint(lease.value, 'screen', tier);
      lease.release();
    });
    for (const { reason } of (await Promise.allSettled([small, large])).filter((end) => end.status === 'rejected')) {
      // It is told when the collage is made, where it matters.
      if (!isAbort(reason)) console.info(`${this.#photo.title} is shown less sharp.`, reason);
    }
  }

  #paint(picture: ImageBitmap, state: 'thumbnail' | 'screen', tier: Tier): void {
    Object.assign(this.canvas, previewSize(picture));
    const context = this.canvas.getContext('2d', { colorSpace: screenColours() });
    if (!context) return;
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, this.canvas.width, this.canvas.height);
    drawNow(context);
    Object.assign(this.canvas.dataset, { state, tier });
  }
}

function previewSize(picture: Size): Size {
  const { width, height } = screenSize(picture);
  const scale = Math.min(1, PREVIEW_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
