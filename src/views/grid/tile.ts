import { isAbort } from '../../loading/load-error.ts';
import type { ThumbnailLoader } from '../../loading/thumbnail-loader.ts';
import type { Priority, Wish } from '../../loading/wish.ts';
import type { Photo } from '../../shared/photo.ts';
import type { Tier } from '../../shared/tier.ts';
import { create } from '../dom.ts';
import { type Heading, MonthHeading } from './month-heading.ts';
import type { Origin } from './origin.ts';
import type { Box } from './rows.ts';
import type { Sheets } from './sheets.ts';
import { TilePicture } from './tile-picture.ts';

/** What a tile's elements have whatever they show. */
const KEPT: ReadonlySet<string> = new Set(['class']);

/** Where a photo stands in the whole library, for screen readers. */
export interface Position {
  /** From 1. */
  readonly number: number;
  readonly total: number;
}

/** The thumbnail on a tile, and where it came from. */
export interface Painted {
  readonly picture: ImageBitmap;
  readonly tier: Tier;
  /** How long the tier took. */
  readonly ms: number;
}

/** The elements of a tile, which serve one photo after the other. */
export interface TileElements {
  readonly item: HTMLLIElement;
  readonly link: HTMLAnchorElement;
}

export function makeTileElements(): TileElements {
  const link = create('a');
  return { item: create('li', { className: 'tile' }, {}, link), link };
}

/** One photo of the grid, in its list; while it is near the screen, painted on the sheet behind it. */
export class Tile {
  readonly element: HTMLLIElement;
  readonly photo: Photo;
  readonly link: HTMLAnchorElement;
  readonly #picture: TilePicture;
  readonly #origin: Origin;
  #heading: MonthHeading | undefined;
  #box: Box | undefined;
  #served: Pick<Painted, 'tier' | 'ms'> | undefined;
  /** How urgently the thumbnail is wanted, while it is loading too. */
  priority: Priority = 'prefetch';
  #loading: AbortController | undefined;
  /** It was flung past, and the storage did not have it. */
  #isPassed = false;

  /** `sheets` is what the photo is painted on. */
  constructor(photo: Photo, sheets: Sheets, origin: Origin, { item, link } = makeTileElements()) {
    this.photo = photo;
    this.#origin = origin;
    this.element = item;
    this.link = link;
    link.href = `photo/${photo.id}`;
    item.ariaLabel = photo.title;
    link.ariaLabel = photo.title;
    item.dataset['photo'] = photo.id;
    item.dataset['state'] = 'placeholder';
    this.#picture = new TilePicture(link, photo.thumbhash, sheets);
  }

  /** Where it lies, in CSS px from the top left of the grid. */
  get box(): Box | undefined {
    return this.#box;
  }

  /** Ends the tile, and gives back its elements as if they were new. */
  end(): TileElements {
    this.unload();
    this.#picture.end();
    const { element: item, link } = this;
    this.#heading?.end();
    item.remove();
    // By name: an object that was made of an attribute lives as long as its element.
    for (const element of [item, link]) {
      for (const name of element.getAttributeNames()) if (!KEPT.has(name)) element.removeAttribute(name);
    }
    return { item, link };
  }

  /** Moves the tile. */
  place(box: Box): void {
    this.#box = box;
    const { style } = this.element;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
    this.#move();
    this.#picture.place(box);
  }

  /** Another part of the grid lies in its element. */
  shift(): void {
    this.#move();
  }

  /** What sticks to the window does not see the transforms of what it is in, which cost less where nothing does. */
  #move(): void {
    const { style } = this.element;
    const x = this.#box?.x ?? 0;
    const y = this.#y;
    style.transform = this.#heading ? '' : `translate(${x}px, ${y}px)`;
    style.left = this.#heading ? `${x}px` : '';
    style.top = this.#heading ? `${y}px` : '';
  }

  /** From the top of the grid's element, in CSS px. */
  get #y(): number {
    return this.#box ? this.#origin.inElement(this.#box) : 0;
  }

  /** Says where the photo stands. */
  count({ number, total }: Position): void {
    this.element.ariaPosInSet = String(number);
    this.element.ariaSetSize = String(total);
  }

  /** Puts the month above the first tile of a section, or takes it away. What stays the same stays in its place. */
  head(heading: Heading | undefined): void {
    if (!heading) {
      if (!this.#heading) return;
      this.#heading.end();
      this.#heading = undefined;
      this.#move();
      return;
    }
    if (!this.#heading) {
      this.#heading = new MonthHeading();
      this.element.prepend(this.#heading.element);
      this.#move();
    }
    const room = this.#origin.clip(heading.box);
    this.#heading.show(heading, { y: room.y - this.#y, height: room.height });
  }

  /**
   * Loads and paints the thumbnail, unless that is done or under way; until then there is the placeholder. One that is flung
   * past is shown only where it is stored.
   * @throws {LoadError} when it fails, which leaves the placeholder; not when it is cancelled by `unload`.
   */
  async load(loader: ThumbnailLoader): Promise<void> {
    this.approach();
    const isPassing = this.priority === 'passing';
    if (this.#served || this.#loading || (isPassing && this.#isPassed)) return;
    this.#isPassed = isPassing;
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const { bitmap, tier, ms } = await loader.load(this.photo, this.#wish(loading.signal));
      // It may have arrived in the same moment in which the tile was unloaded.
      if (loading.signal.aborted) bitmap.close();
      else this.#show(bitmap, { tier, ms });
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
    this.#picture.leave();
    if (!this.#served) return;
    this.#served = undefined;
    delete this.element.dataset['tier'];
    delete this.element.dataset['ms'];
    this.element.dataset['state'] = 'placeholder';
  }

  /** What the viewer can begin with. */
  get painted(): Painted | undefined {
    const picture = this.#picture.thumbnail;
    return picture && this.#served && { picture, ...this.#served };
  }

  /** The tile is near the screen, where it lies now: it is blank no longer. */
  approach(): void {
    this.#picture.approach();
  }

  /** Lets the picture move by itself, or puts it back among the others. */
  lift(lifted: boolean): void {
    void this.#picture.lift(lifted);
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

  #show(bitmap: ImageBitmap, served: Pick<Painted, 'tier' | 'ms'>): void {
    // A stored picture is there as soon as it is read, and never fades.
    this.#picture.show(bitmap, served.tier === 'network');
    this.#served = served;
    delete this.element.dataset['missing'];
    this.element.dataset['tier'] = served.tier;
    this.element.dataset['ms'] = served.ms.toFixed(0);
    this.element.dataset['state'] = 'thumbnail';
  }
}
