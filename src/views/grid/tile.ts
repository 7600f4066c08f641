import { isAbort } from '../../loading/load-error.ts';
import type { ThumbnailLoader } from '../../loading/thumbnail-loader.ts';
import type { Priority, Wish } from '../../loading/wish.ts';
import type { Photo } from '../../shared/photo.ts';
import type { Tier } from '../../shared/tier.ts';
import { create } from '../dom.ts';
import { paintThumbHash } from '../thumbhash.ts';
import type { Box } from './layout.ts';
import { type Heading, MonthHeading } from './month-heading.ts';

/** Where a photo stands in the whole library, for screen readers. */
export interface Position {
  /** From 1. */
  readonly number: number;
  readonly total: number;
}

/** The thumbnail on a tile, and where it came from. */
export interface Painted {
  readonly picture: HTMLCanvasElement;
  readonly tier: Tier;
}

/** One photo of the grid: the blurred placeholder at once, the thumbnail over it while the tile is near the screen. */
export class Tile {
  readonly element: HTMLLIElement;
  readonly photo: Photo;
  readonly link: HTMLAnchorElement;
  readonly #placeholder = create('canvas', { className: 'tile-placeholder' }, { 'aria-hidden': 'true' });
  #heading: MonthHeading | undefined;
  /** CSS px. */
  #sectionWidth = 0;
  #painted: Painted | undefined;
  /** How urgently the thumbnail is wanted, while it is loading too. */
  priority: Priority = 'prefetch';
  #loading: AbortController | undefined;

  constructor(photo: Photo) {
    this.photo = photo;
    paintThumbHash(this.#placeholder, photo.thumbhash);
    this.link = create('a', { href: `photo/${photo.id}` }, { 'aria-label': photo.title }, this.#placeholder);
    this.element = create(
      'li',
      { className: 'tile' },
      {
        'aria-label': photo.title,
        'data-photo': photo.id,
        'data-state': 'placeholder',
      },
      this.link,
    );
  }

  /** Moves the tile; its heading, where it has one, may be as wide as the section. */
  place({ x, y, width, height }: Box, sectionWidth: number): void {
    this.#sectionWidth = sectionWidth;
    if (this.#heading) this.#heading.element.style.width = `${sectionWidth}px`;
    const { style } = this.element;
    style.transform = `translate(${x}px, ${y}px)`;
    style.width = `${width}px`;
    style.height = `${height}px`;
  }

  /** Says where the photo stands. */
  count({ number, total }: Position): void {
    this.element.ariaPosInSet = String(number);
    this.element.ariaSetSize = String(total);
  }

  /** Puts the month above the first tile of a section, or takes it away. What stays the same stays in its place. */
  head(heading: Heading | undefined): void {
    if (!heading) {
      this.#heading?.element.remove();
      this.#heading = undefined;
      return;
    }
    this.#heading ??= new MonthHeading();
    this.#heading.show(heading);
    if (this.#heading.element.isConnected) return;
    this.#heading.element.style.width = `${this.#sectionWidth}px`;
    this.element.prepend(this.#heading.element);
  }

  /**
   * Loads and paints the thumbnail, unless that is done or under way.
   * @throws {LoadError} when it fails, which leaves the placeholder; not when it is cancelled by `unload`.
   */
  async load(loader: ThumbnailLoader): Promise<void> {
    if (this.#painted || this.#loading) return;
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const { bitmap, tier } = await loader.load(this.photo, this.#wish(loading.signal));
      // It may have arrived in the same moment in which the tile was unloaded.
      if (loading.signal.aborted) bitmap.close();
      else this.#paint(bitmap, tier);
    } catch (error) {
      if (isAbort(error)) return;
      this.element.dataset['missing'] = '';
      throw error;
    } finally {
      if (this.#loading === loading) this.#loading = undefined;
    }
  }

  /** Cancels what is under way and gives the pixels back: the tile is far from the screen. */
  unload(): void {
    this.#loading?.abort();
    this.#loading = undefined;
    if (!this.#painted) return;
    this.#painted.picture.getContext('bitmaprenderer')?.transferFromImageBitmap(null);
    this.#painted.picture.remove();
    this.#painted = undefined;
    delete this.element.dataset['tier'];
    this.element.dataset['state'] = 'placeholder';
  }

  /** What the viewer can begin with. */
  get painted(): Painted | undefined {
    return this.#painted;
  }

  #wish(signal: AbortSignal): Wish {
    const priority = () => this.priority;
    return {
      signal,
      get priority() {
        return priority();
      },
    };
  }

  #paint(bitmap: ImageBitmap, tier: Tier): void {
    // A stored picture is there in the next frame and never fades; one that had to be waited for does.
    const className = tier === 'network' ? 'tile-picture tile-picture-new' : 'tile-picture';
    const { width, height } = bitmap;
    const picture = create('canvas', { className, width, height }, { 'aria-hidden': 'true' });
    // The canvas takes the bitmap over: nothing is copied, and nothing is left to close.
    picture.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
    this.link.append(picture);
    this.#painted = { picture, tier };
    delete this.element.dataset['missing'];
    this.element.dataset['tier'] = tier;
    this.element.dataset['state'] = 'thumbnail';
  }
}
