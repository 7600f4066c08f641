import type { Library, Place } from '../../library/library.ts';
import type { ThumbnailLoader } from '../../loading/thumbnail-loader.ts';
import type { Priority } from '../../loading/wish.ts';
import type { Photo, PhotoId } from '../../shared/photo.ts';
import { Attempts } from '../attempts.ts';
import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import { firstEndingBelow, Layout, type LayoutOptions, type SectionBox, tileBox } from './layout.ts';
import type { Box } from './rows.ts';
import { Sheets } from './sheets.ts';
import type { Tile } from './tile.ts';
import { type MonthControl, type PlacedPhoto, TileWindow } from './tile-window.ts';

/** Screens above and below the visible one in which tiles exist, and in which they hold their thumbnail. */
const TILE_SCREENS = 3;
const PICTURE_SCREENS = 1;

/**
 * A place in the grid that stays where it is while the library around it loads and changes: a photo, or the month where its
 * photos are not loaded, and its distance from the top.
 */
export interface Anchor {
  /** The month, `2024-07`. */
  readonly section: string;
  readonly photo?: PhotoId;
  readonly offset: number;
}

/** What was laid out as one section: the library may have changed since. */
interface LaidOut {
  readonly id: string;
  readonly photos: readonly Photo[] | undefined;
}

/** The library as a grid of thumbnails by month. Only the tiles near the screen exist. */
export class PhotoGrid {
  /** The list of photos. */
  readonly element = create('ul', { className: 'grid' }, { 'aria-label': texts.photos, role: 'list' });
  /** The list with what is painted behind it. */
  readonly frame: HTMLElement;
  readonly #library: Library;
  readonly #loader: ThumbnailLoader;
  readonly #tiles: TileWindow;
  readonly #layout = new Layout();
  #boxes: readonly SectionBox[] = [];
  /** By the index of their box. */
  #laidOut: readonly LaidOut[] = [];
  readonly #sections = new Attempts<string>();
  readonly #pictures = new Attempts<PhotoId>();
  #frame = 0;
  #lastTop = 0;
  #restoring: Anchor | undefined;
  /** Where to come back to, while another page is shown. */
  #away: Anchor | 'top' | undefined;

  constructor(library: Library, loader: ThumbnailLoader, signal: AbortSignal, control?: MonthControl) {
    this.#library = library;
    this.#loader = loader;
    const sheets = new Sheets();
    this.frame = create('div', { className: 'grid-frame' }, {}, sheets.element, this.element);
    this.#tiles = new TileWindow(this.element, sheets, library, control);
    library.listen(() => this.#layOutInPlace(), signal);
    const refresh = () => this.#schedule();
    window.addEventListener('scroll', refresh, { passive: true, signal });
    const hope = () => {
      this.#sections.forgive();
      this.#pictures.forgive();
      refresh();
    };
    window.addEventListener('online', hope, { signal });
    // Whoever begins to move about does not want to be taken back to where a reload found them.
    const stopRestoring = () => {
      this.#restoring = undefined;
    };
    for (const intent of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
      window.addEventListener(intent, stopRestoring, { passive: true, signal });
    }
    let width = 0;
    const observer = new ResizeObserver(() => {
      if (this.element.clientWidth === width) return refresh();
      width = this.element.clientWidth;
      this.#layOutInPlace();
    });
    observer.observe(this.element);
    const end = () => {
      observer.disconnect();
      cancelAnimationFrame(this.#frame);
      // Nothing may arrive any more, nor be tried again.
      this.#tiles.show([]);
    };
    signal.addEventListener('abort', end, { once: true });
  }

  /** The thumbnail that is on screen for the photo, and where it came from. */
  tile(id: PhotoId): Tile | undefined {
    return this.#tiles.get(id);
  }

  /** Calls back with each tile: those that exist, and those that come into being. */
  markTiles(mark: (tile: Tile) => void): void {
    for (const { tile } of this.#tiles) mark(tile);
    this.#tiles.onTile = mark;
  }

  /** What is at the top of the screen now. */
  anchor(): Anchor | undefined {
    if (this.#away) return this.#away === 'top' ? undefined : this.#away;
    const top = this.#visibleTop();
    const section = firstEndingBelow(this.#boxes, top);
    const [box, laidOut] = [this.#boxes[section], this.#laidOut[section]];
    if (!box || !laidOut) return undefined;
    const index = firstEndingBelow(box.tiles, top - box.top);
    const photo = laidOut.photos?.[index]?.id;
    return { section: laidOut.id, offset: (tileBox(box, index) ?? box).y - top, ...(photo && { photo }) };
  }

  /** Scrolls so that the anchor is at its distance from the top again. */
  scrollTo({ section, photo, offset }: Anchor): void {
    const place = photo && this.#library.place(photo);
    const box = this.#boxes[place?.section ?? this.#laidOut.findIndex(({ id }) => id === section)];
    if (!box) return;
    const y = (tileBox(box, place?.index ?? 0) ?? box).y - offset;
    window.scrollTo({ top: y + this.#top(), behavior: 'instant' });
    this.#update();
  }

  /** Another page is about to be shown instead: the grid keeps its place, and its pictures. */
  leave(): void {
    this.#away ??= this.#restoring ?? this.anchor() ?? 'top';
  }

  /** The grid is on the page again. */
  comeBack(): void {
    if (!this.#away) return;
    this.#restoring = this.#away === 'top' ? undefined : this.#away;
    this.#away = undefined;
    window.scrollTo({ top: 0, behavior: 'instant' });
    this.#layOutInPlace();
  }

  /** Brings a month to the top of the screen, also while it is still loading. */
  goToSection(section: string): void {
    this.#restoring = { section, offset: this.#top() + this.#options().headingHeight };
    this.#layOutInPlace();
  }

  /** Something lies over the grid, or does so no longer: what is covered can wait. */
  cover(covered: boolean): void {
    this.element.inert = covered;
    this.#schedule();
  }

  /** Begins at `anchor` instead of the top, once the grid knows its size. */
  restore(anchor: Anchor): void {
    this.#restoring = anchor;
  }

  /** Brings the photo's tile into view, unless it is there, and focuses it. */
  reveal(place: Place): void {
    const box = this.#boxes[place.section];
    const tile = box && tileBox(box, place.index);
    if (!tile) return;
    const top = this.#visibleTop();
    const visible = tile.y + tile.height > top && tile.y < top + window.innerHeight;
    const photo = this.#library.photoAt(place);
    if (!photo) return;
    const section = this.#laidOut[place.section]?.id ?? '';
    if (!visible) this.scrollTo({ section, photo: photo.id, offset: (window.innerHeight - tile.height) / 2 });
    this.#tiles.get(photo.id)?.element.querySelector('a')?.focus({ preventScroll: true });
  }

  #schedule(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#update();
    });
  }

  #layOut(): void {
    if (this.element.clientWidth === 0) return;
    const { sections } = this.#library.index;
    this.#laidOut = sections.map(({ id }, section) => ({ id, photos: this.#library.photos(section) }));
    const shapes = sections.map(({ count }, section) => ({ photos: this.#laidOut[section]?.photos, count }));
    this.#boxes = this.#layout.layOut(shapes, this.#options());
    this.element.style.height = `${Math.max(0, ...this.#boxes.slice(-20).map(({ y, height }) => y + height))}px`;
    this.#tiles.place(this.#boxes);
  }

  #options(): LayoutOptions {
    const width = this.element.clientWidth;
    const phone = width < 600;
    // Headings grow with the text that somebody chose.
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    // On a phone two photos of the usual shape, each of its own month, stand side by side.
    return phone
      ? { width, rowHeight: 112, gap: 4, headingHeight: Math.max(44, 2 * rem), sectionGap: 12, sectionWidth: 8 * rem }
      : { width, rowHeight: 240, gap: 4, headingHeight: Math.max(48, 2 * rem), sectionGap: 16, sectionWidth: 9 * rem };
  }

  /** Lays out anew without moving what is on screen. */
  #layOutInPlace(): void {
    if (this.#away) return;
    const anchor = this.#restoring ?? (window.scrollY > 0 ? this.anchor() : undefined);
    this.#layOut();
    if (anchor) this.scrollTo(anchor);
    else this.#update();
    // Until its section is loaded, the place to restore is only guessed at.
    const restored = this.#laidOut.find(({ id }) => id === this.#restoring?.section);
    if (this.#laidOut.length > 0 && (!restored || restored.photos)) this.#restoring = undefined;
  }

  #update(): void {
    // While the last photo is gone, there is a page of words instead.
    if (this.#away || !this.element.isConnected) return;
    const top = this.#visibleTop();
    const screen = window.innerHeight;
    const wanted = this.#photosBetween(top - TILE_SCREENS * screen, top + (1 + TILE_SCREENS) * screen);
    this.#tiles.show(wanted);
    const forward = top >= this.#lastTop;
    this.#lastTop = top;
    for (const { tile, box } of this.#tiles) {
      if (box) tile.priority = this.#priority(box, top, forward);
      const near = box && box.y + box.height > top - PICTURE_SCREENS * screen;
      if (near && box.y < top + (1 + PICTURE_SCREENS) * screen) {
        tile.approach();
        this.#pictures.attempt(tile.photo.id, () => tile.load(this.#loader));
      } else tile.unload();
    }
  }

  #priority(box: Box, top: number, forward: boolean): Priority {
    if (this.element.inert) return 'prefetch';
    const [above, below] = [box.y + box.height <= top, box.y >= top + window.innerHeight];
    if (!above && !below) return 'visible';
    return forward === below ? 'next' : 'prefetch';
  }

  /** The loaded photos in a stretch of the grid; sections that are not loaded are asked for. */
  #photosBetween(from: number, to: number): PlacedPhoto[] {
    const found: PlacedPhoto[] = [];
    for (let section = firstEndingBelow(this.#boxes, from); section < this.#boxes.length; section += 1) {
      const box = this.#boxes[section];
      if (!box || box.y > to) break;
      const { id = '', photos = [] } = this.#laidOut[section] ?? {};
      if (!this.#library.isComplete(section)) {
        // Offline, and this month was never seen: it shows what is on this device until the rest can be had. In another
        // file than the one that could not be had it is tried at once.
        const file = this.#library.index.sections[section]?.server?.url.href;
        this.#sections.attempt(`${id} ${file}`, () => this.#library.load(section));
      }
      for (let index = firstEndingBelow(box.tiles, from - box.top); index < photos.length; index += 1) {
        const photo = photos[index];
        const tile = box.tiles[index];
        if (!photo || !tile || tile.y > to - box.top) break;
        found.push({ photo, place: { section, index } });
      }
    }
    return found;
  }

  /** Where the grid begins on the page, and the part of the page that is visible, both in CSS px. */
  #top(): number {
    return this.element.getBoundingClientRect().top + window.scrollY;
  }

  #visibleTop(): number {
    return window.scrollY - this.#top();
  }
}
