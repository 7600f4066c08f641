import type { BitmapSize } from '../../loading/bitmap-key.ts';
import type { ImageLoader, Loaded } from '../../loading/image-loader.ts';
import { isAbort, isOffline } from '../../loading/load-error.ts';
import type { Thumbnail, ThumbnailLoader } from '../../loading/thumbnail-loader.ts';
import type { Wish } from '../../loading/wish.ts';
import type { Photo } from '../../shared/photo.ts';
import { SCREEN_LONG_SIDE } from '../../shared/rendition-size.ts';
import { screenColours } from '../canvas-colours.ts';
import { create } from '../dom.ts';
import type { Painted } from '../grid/tile.ts';
import { paintThumbHash } from '../thumbhash.ts';
import type { CanvasPicture, Sharpness } from './canvas-picture.ts';

/** How many device pixels one pixel of a screen rendition may cover before the full picture is worth its bytes. */
const SOFT = 1.5;

const ORDER: readonly Sharpness[] = ['placeholder', 'thumbnail', 'screen', 'full'];

export interface PictureSources {
  readonly images: ImageLoader;
  readonly thumbnails: ThumbnailLoader;
  /** The thumbnail that the grid shows for the photo, to begin with in the very first frame. */
  readonly tileOf: (photo: Photo) => Painted | undefined;
}

/** Paints a photo from the best picture at hand, then sharper by steps: never blank, never a step back. */
export class Sharpener {
  readonly #sources: PictureSources;
  readonly #picture: CanvasPicture;

  constructor(sources: PictureSources, picture: CanvasPicture) {
    this.#sources = sources;
    this.#picture = picture;
  }

  /**
   * Paints something at once, and resolves when the picture is as sharp as is wanted.
   * @throws {LoadError} when it got no sharper than it is by then; `AbortError`.
   */
  async sharpen(photo: Photo, wish: Wish): Promise<void> {
    const { images } = this.#sources;
    const wanted = this.#sizeFor(photo);
    if (this.#shows(photo, wanted)) return;
    const shown = this.#shows(photo, 'screen');
    const atHand = images.peek(photo, wanted) ?? (shown ? undefined : images.peekLargest(photo));
    if (atHand) this.#paint(photo, atHand);
    const begun = atHand ? Promise.resolve() : this.#begin(photo, wish);
    try {
      if (!atHand) await this.#load(photo, 'screen', wish).catch((error) => rethrowUnlessSkippable(error, wanted));
      if (wanted === 'full') await this.#load(photo, 'full', wish);
    } catch (error) {
      await begun;
      throw error;
    }
  }

  /** Whether the full picture is wanted, and not there. */
  isSoft(photo: Photo): boolean {
    return this.#sizeFor(photo) === 'full' && !this.#shows(photo, 'full');
  }

  /** The full picture is for looking closely, and for screens on which the smaller one would be soft. */
  #sizeFor(photo: Photo): BitmapSize {
    return this.#picture.closeTo(photo) || this.#picture.pixelsFor(photo) > SCREEN_LONG_SIDE * SOFT ? 'full' : 'screen';
  }

  async #load(photo: Photo, size: BitmapSize, wish: Wish): Promise<void> {
    if (this.#shows(photo, size)) return;
    const loaded = await this.#sources.images.load(photo, size, wish);
    // The picture may have arrived in the same moment in which the viewer went on.
    if (wish.signal.aborted) loaded.lease.release();
    wish.signal.throwIfAborted();
    this.#paint(photo, loaded);
  }

  #paint(photo: Photo, { lease, size, tier, ms }: Loaded): void {
    // Somebody who went close meanwhile may have it already.
    if (this.#shows(photo, size)) lease.release();
    else this.#picture.show({ photo, sharpness: size, source: lease.value, tier, ms, release: () => lease.release() });
  }

  /** Whether the photo is on the screen as sharp as that, or sharper. */
  #shows(photo: Photo, sharpness: Sharpness): boolean {
    const { shown } = this.#picture;
    return shown?.photo.id === photo.id && ORDER.indexOf(shown.sharpness) >= ORDER.indexOf(sharpness);
  }

  /** Paints the best picture at hand, and loads nothing. */
  preview(photo: Photo): void {
    const atHand = this.#sources.images.glance(photo);
    if (atHand) this.#paint(photo, atHand);
    else this.#paintSmall(photo);
  }

  /** The first frame: the grid's thumbnail, or the blurred placeholder until the thumbnail is there. */
  async #begin(photo: Photo, wish: Wish): Promise<void> {
    if (this.#shows(photo, 'thumbnail') || this.#paintSmall(photo) === 'thumbnail') return;
    const thumbnail = await this.#sources.thumbnails.load(photo, wish).catch((): Thumbnail | undefined => undefined);
    if (!thumbnail) return;
    const { bitmap, tier, ms } = thumbnail;
    // Something sharper may have been faster.
    if (wish.signal.aborted || this.#shows(photo, 'thumbnail')) bitmap.close();
    else this.#picture.show({ photo, sharpness: 'thumbnail', source: bitmap, tier, ms, release: () => bitmap.close() });
  }

  /** The thumbnail that the grid shows, or else the blurred placeholder. */
  #paintSmall(photo: Photo): 'thumbnail' | 'placeholder' {
    const nothing = () => {};
    const tile = this.#sources.tileOf(photo);
    if (tile) {
      const { picture, tier, ms } = tile;
      this.#picture.show({ photo, sharpness: 'thumbnail', source: copyOf(picture), tier, ms, release: nothing });
      return 'thumbnail';
    }
    const source = create('canvas');
    paintThumbHash(source, photo.thumbhash);
    this.#picture.show({ photo, sharpness: 'placeholder', source, tier: undefined, ms: 0, release: nothing });
    return 'placeholder';
  }
}

/** A copy to keep: the grid takes its tile's pixels back when it is scrolled on. */
function copyOf(picture: ImageBitmap): HTMLCanvasElement {
  const { width, height } = picture;
  const copy = create('canvas', { width, height });
  copy.getContext('2d', { colorSpace: screenColours() })?.drawImage(picture, 0, 0);
  return copy;
}

/** On the way to the full picture, a smaller one that is missing or broken can be skipped; nothing else can. */
function rethrowUnlessSkippable(error: unknown, wanted: BitmapSize): void {
  if (wanted === 'screen' || isAbort(error) || isOffline(error)) throw error;
}
