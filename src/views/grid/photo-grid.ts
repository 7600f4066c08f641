import type { Library, Place } from '../../library/library.ts';
import type { ThumbnailLoader } from '../../loading/thumbnail-loader.ts';
import { chooseGridZoom, chosenGridZoom } from '../../settings.ts';
import type { PhotoId } from '../../shared/photo.ts';
import { barRoom } from '../bar.ts';
import { forward } from '../direction.ts';
import { create } from '../dom.ts';
import { notePageScroll, onPageScroll, scrollPage } from '../page-scroll.ts';
import { texts } from '../texts.ts';
import { type Anchor, GridPlan } from './grid-plan.ts';
import { layoutOptions, zoomed, zoomStep } from './grid-zoom.ts';
import { NearScreen } from './near-screen.ts';
import { ScreenPlace } from './screen-place.ts';
import { REST_MS, ScrollSpeed } from './scroll-speed.ts';
import { Sheets } from './sheets.ts';
import { Skeletons } from './skeletons.ts';
import type { Tile } from './tile.ts';
import { type MonthControl, TileWindow } from './tile-window.ts';
import { onZoomGesture } from './zoom-gestures.ts';

/** Pictures that have not come by then, in ms, are not waited for. */
const SETTLED_AT_LATEST_MS = 2000;

/** The library as a grid of thumbnails by month. Only the tiles near the screen exist. */
export class PhotoGrid {
  /** The list of photos. */
  readonly element = create('ul', { className: 'grid' }, { 'aria-label': texts.photos, role: 'list' });
  /** The list with what is painted behind it. */
  readonly frame: HTMLElement;
  readonly #library: Library;
  readonly #plan: GridPlan;
  readonly #screen: ScreenPlace;
  readonly #tiles: TileWindow;
  readonly #skeletons: Skeletons;
  readonly #nearScreen: NearScreen;
  readonly #speed = new ScrollSpeed();
  /** Photos are flung past, as far as the last frame knew. */
  #isFlung = false;
  #zoom = zoomStep(chosenGridZoom());
  /** What it was laid out for, in CSS px. */
  #width = 0;
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  #settle = () => {};
  /** Until the pictures that are seen first are there, or cannot be had, or another page is: what is not needed for them waits. */
  readonly settled = new Promise<void>((resolve) => {
    // Not before the browser has painted them: the frame after theirs begins when theirs is on its way to the screen.
    this.#settle = () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
    setTimeout(resolve, SETTLED_AT_LATEST_MS);
  });
  #restoring: Anchor | undefined;
  /** Where to come back to, while another page is shown. */
  #away: Anchor | 'top' | undefined;

  constructor(library: Library, loader: ThumbnailLoader, signal: AbortSignal, control?: MonthControl) {
    this.#library = library;
    this.#plan = new GridPlan(library);
    this.#screen = new ScreenPlace(this.element, this.#plan);
    const { origin } = this.#screen;
    const sheets = new Sheets(origin);
    this.#skeletons = new Skeletons(origin);
    const { element: skeletons } = this.#skeletons;
    const title = create('h1', { className: 'for-readers' }, {}, texts.photos);
    this.frame = create('div', { className: 'grid-frame' }, {}, title, skeletons, sheets.element, this.element);
    this.#tiles = new TileWindow(this.element, sheets, library, this.#plan, origin, control);
    this.#nearScreen = new NearScreen(library, loader, this.#plan, this.#tiles, this.#settle);
    let { reached } = library;
    const follow = () => {
      // The server is back: what could not be had may be there.
      if (library.reached && !reached) this.#nearScreen.forgive();
      reached = library.reached;
      this.#layOutInPlace();
    };
    library.listen(follow, signal);
    const refresh = () => this.#schedule();
    window.addEventListener('scroll', refresh, { passive: true, signal });
    const hope = () => {
      this.#nearScreen.forgive();
      refresh();
    };
    window.addEventListener('online', hope, { signal });
    // Whoever begins to move about does not want to be taken back to where a reload found them.
    const stopRestoring = () => {
      this.#restoring = undefined;
    };
    for (const intent of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
      window.addEventListener(intent, stopRestoring, { passive: true, capture: true, signal });
    }
    onPageScroll((by) => by !== 0 && stopRestoring(), signal);
    onZoomGesture(this.element, (by, y) => this.#zoomBy(by, y), signal);
    const observer = new ResizeObserver(() => {
      if (this.element.clientWidth === this.#width) refresh();
      else this.fit();
    });
    observer.observe(this.element);
    const end = () => {
      observer.disconnect();
      cancelAnimationFrame(this.#frame);
      clearTimeout(this.#rest);
      // Nothing may arrive any more, nor be tried again.
      this.#tiles.show([]);
    };
    signal.addEventListener('abort', end, { once: true });
  }

  /** Lays out for the width that there is: at once where it was put into the page, or what is below would jump. */
  fit(): void {
    this.#width = this.element.clientWidth;
    this.#layOutInPlace();
  }

  /** What lies where. */
  get plan(): GridPlan {
    return this.#plan;
  }

  /** The thumbnail that is on screen for the photo, and where it came from. */
  tile(id: PhotoId): Tile | undefined {
    return this.#tiles.get(id);
  }

  /** Calls back whenever something else may be seen. */
  listen(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** How far the screen is below the top of the grid, in CSS px. */
  get visibleTop(): number {
    return this.#screen.top;
  }

  /** The index of the month whose photos begin the screen, below the bar; −1 where there is none. */
  sectionShown(): number {
    return this.#plan.sectionAt(this.visibleTop + barRoom() + this.#options().headingHeight + 1);
  }

  /** The first photo that is on the screen. */
  firstVisible(): PhotoId | undefined {
    const top = this.visibleTop;
    return this.#plan.photosBetween(top, top + window.innerHeight)[0]?.photo.id;
  }

  /** Where the picture of a photo is in the window, as long as it is there. */
  rectOf(id: PhotoId): DOMRect | undefined {
    const tile = this.#tiles.get(id);
    const rect = tile?.painted && tile.link.getBoundingClientRect();
    return rect && rect.bottom > 0 && rect.top < window.innerHeight ? rect : undefined;
  }

  /** Has each tile marked: those that exist, and those that come into being. */
  addMark(mark: (tile: Tile) => void): void {
    this.#tiles.addMark(mark);
  }

  /** What the tiles are marked with has changed. */
  markTiles(): void {
    this.#tiles.mark();
  }

  /** What is at the top of the screen now, below the bar. */
  anchor(): Anchor | undefined {
    if (this.#away) return this.#away === 'top' ? undefined : this.#away;
    return this.#screen.anchor();
  }

  /** Scrolls so that the anchor is at its distance from the top again. */
  scrollTo(anchor: Anchor): void {
    if (this.#screen.goToAnchor(anchor)) this.#update();
  }

  /** Another page is about to be shown instead: the grid keeps its place, and its pictures. */
  leave(): void {
    this.#away ??= this.#restoring ?? this.anchor() ?? 'top';
  }

  /** Another page is there: nothing waits for the pictures any more. */
  settle(): void {
    this.#settle();
  }

  /** The grid is on the page again. */
  comeBack(): void {
    if (!this.#away) return;
    this.#restoring = this.#away === 'top' ? undefined : this.#away;
    this.#away = undefined;
    scrollPage(0);
    this.#layOutInPlace();
  }

  /** Shows what is so far along, from 0 (the very top of the page) to 1 (the end of the grid). */
  scrollAlong(along: number): void {
    this.#screen.goAlong(along);
    this.#schedule();
  }

  /** Brings a month to the top of the screen, also while it is still loading. */
  goToSection(section: string): void {
    // What was scrolled before is no reason not to go there.
    notePageScroll();
    this.#restoring = { section, offset: barRoom() + this.#options().headingHeight };
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

  /** Brings the photo's tile into view, unless it is there, and focuses it; `whole` where a part of it is not enough. */
  reveal(place: Place, whole = false): void {
    const box = this.#plan.boxOf(place);
    const photo = this.#library.photoAt(place);
    if (!box || !photo) return;
    const top = this.visibleTop;
    const visible = box.y + box.height > top && box.y < top + window.innerHeight;
    const section = this.#plan.sections[place.section]?.id ?? '';
    if (!visible) this.scrollTo({ section, photo: photo.id, offset: (window.innerHeight - box.height) / 2 });
    const link = this.#tiles.get(photo.id)?.link;
    link?.focus({ preventScroll: true });
    if (whole) link?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  #zoomBy(by: 1 | -1, y: number): void {
    const zoom = zoomed(this.#zoom, by);
    if (zoom === this.#zoom || this.#away) return;
    // What is under the hand stays there.
    const under = this.#screen.anchorAt(y);
    this.#zoom = zoom;
    chooseGridZoom(zoom);
    this.#layOut();
    if (under) this.scrollTo(under);
    else this.#update();
  }

  #schedule(): void {
    this.#frame ||= requestAnimationFrame((now) => {
      this.#frame = 0;
      this.#speed.note({ top: this.visibleTop, at: now }, window.innerHeight);
      this.#isFlung = this.#speed.isFlung(window.innerHeight, now);
      this.#update();
    });
  }

  #layOut(): void {
    if (this.element.clientWidth === 0) return;
    this.#plan.layOut(this.#options());
    const { origin } = this.#screen;
    origin.fit(this.#plan.height);
    this.element.style.height = `${origin.elementHeight}px`;
    this.#tiles.place();
  }

  #options() {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    return layoutOptions(this.element.clientWidth, this.#zoom, rem, forward());
  }

  /** Lays out anew without moving what is on screen. */
  #layOutInPlace(): void {
    if (this.#away) return;
    notePageScroll();
    const anchor = this.#restoring ?? (this.#screen.isAtTop ? undefined : this.anchor());
    this.#layOut();
    if (anchor) this.scrollTo(anchor);
    else this.#update();
    // Until its section is loaded, the place to restore is only guessed at.
    const { sections } = this.#plan;
    const restored = sections.find(({ id }) => id === this.#restoring?.section);
    if (sections.length > 0 && (!restored || restored.photos)) this.#restoring = undefined;
  }

  #update(): void {
    // While the last photo is gone, there is a page of words instead.
    if (this.#away || !this.element.isConnected) return;
    const top = this.visibleTop;
    this.#tiles.shift();
    clearTimeout(this.#rest);
    if (this.#isFlung || this.#screen.origin.isOff(top)) this.#rest = setTimeout(() => this.#comeToRest(), REST_MS);
    const isDone = this.#nearScreen.show({
      top,
      screen: window.innerHeight,
      isFlung: this.#isFlung,
      isCovered: this.element.inert,
    });
    if (!isDone) this.#schedule();
    this.#skeletons.show(this.#plan.missingBetween(top, top + window.innerHeight), this.#options());
    for (const listener of this.#listeners) listener();
  }

  #comeToRest(): void {
    this.#screen.centre();
    // In a frame, which may find that it goes on.
    this.#schedule();
  }
}
