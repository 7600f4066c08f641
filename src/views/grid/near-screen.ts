import type { Library, Place } from '../../library/library.ts';
import type { ThumbnailLoader } from '../../loading/thumbnail-loader.ts';
import type { Priority } from '../../loading/wish.ts';
import type { PhotoId } from '../../shared/photo.ts';
import { Attempts } from '../attempts.ts';
import type { GridPlan, PlacedPhoto } from './grid-plan.ts';
import { photoOf } from './photo-of.ts';
import type { Box } from './rows.ts';
import type { TileWindow } from './tile-window.ts';

/** Screens above and below the visible one in which tiles exist, and in which they hold their thumbnail. */
interface Reach {
  readonly tiles: number;
  readonly pictures: number;
}
const USUAL_REACH: Reach = { tiles: 3, pictures: 1 };
/** While photos are flung past, and in the first frame after a leap, only what is seen matters. */
const LEAST_REACH: Reach = { tiles: 0.25, pictures: 0.25 };

/** How long a month waits for those above it, in ms: longer than they take, and too short for anybody to miss it. */
const ORDER_MS = 1000;

/** Where the screen is, in CSS px from the top of the grid, and what somebody does. */
export interface Screen {
  readonly top: number;
  readonly screen: number;
  readonly isFlung: boolean;
  /** Something lies over the grid: all of it can wait. */
  readonly isCovered: boolean;
}

/** Has the tiles near the screen exist, and loads what they show: what is seen first, then what comes next. */
export class NearScreen {
  readonly #library: Library;
  readonly #loader: ThumbnailLoader;
  readonly #plan: GridPlan;
  readonly #tiles: TileWindow;
  readonly #sections = new Attempts<string>();
  readonly #pictures = new Attempts<PhotoId>();
  readonly #onSettled: () => void;
  #lastTop = Number.NEGATIVE_INFINITY;
  /** Updates since the last leap. */
  #calmFrames = 0;

  /** `onSettled` is called whenever pictures are there that were wanted in the same frame, or cannot be had. */
  constructor(library: Library, loader: ThumbnailLoader, plan: GridPlan, tiles: TileWindow, onSettled: () => void) {
    this.#library = library;
    this.#loader = loader;
    this.#plan = plan;
    this.#tiles = tiles;
    this.#onSettled = onSettled;
  }

  /** What failed may be tried again at once. */
  forgive(): void {
    this.#sections.forgive();
    this.#pictures.forgive();
  }

  /** Shows what is near the screen; `false` when it is to be called again in the next frame, as there is more to show. */
  show(at: Screen): boolean {
    const { top, screen, isFlung, isCovered } = at;
    const reach = this.#reachAt(at);
    const [from, to] = [top - reach.tiles * screen, top + (1 + reach.tiles) * screen];
    this.#tiles.show(this.#withOthers(this.#plan.photosBetween(from, to)));
    if (!isFlung) this.#loadSections(from, to, top);
    const forward = top >= this.#lastTop;
    this.#lastTop = top;
    const wanted: Promise<void>[] = [];
    for (const tile of this.#tiles) {
      const { box } = tile;
      if (box) tile.priority = isFlung ? 'passing' : isCovered ? 'prefetch' : priorityOf(box, at, forward);
      const near = box && box.y + box.height > top - reach.pictures * screen;
      if (near && box.y < top + (1 + reach.pictures) * screen) {
        tile.approach();
        void this.#pictures.attempt(tile.photo.id, () => {
          const loaded = tile.load(this.#loader);
          wanted.push(loaded);
          return loaded;
        });
      } else tile.unload();
    }
    if (wanted.length > 0) void Promise.allSettled(wanted).then(this.#onSettled);
    return isFlung || reach.tiles === USUAL_REACH.tiles;
  }

  /** How far to reach now: after a leap a little further in each frame, as a few hundred tiles at once would take too long. */
  #reachAt({ top, screen, isFlung }: Screen): Reach {
    const leapt = Math.abs(top - this.#lastTop) > screen;
    this.#calmFrames = isFlung || leapt ? 0 : this.#calmFrames + 1;
    const tiles = Math.min(LEAST_REACH.tiles + this.#calmFrames / 2, USUAL_REACH.tiles);
    return { tiles, pictures: Math.min(tiles, USUAL_REACH.pictures) };
  }

  /** With the tiles that stay however far away they are, in the order of the library: moving one would cost it the focus. */
  #withOthers(wanted: readonly PlacedPhoto[]): readonly PlacedPhoto[] {
    const all = [...wanted];
    for (const place of [headingOf(wanted), this.#focused()]) {
      const photo = place && this.#library.photoAt(place);
      if (photo && !all.some((placed) => placed.photo.id === photo.id)) all.push({ photo, place });
    }
    return all.length === wanted.length ? wanted : all.sort((one, other) => compare(one.place, other.place));
  }

  /** The photo that has the focus: its tile keeps it. */
  #focused(): Place | undefined {
    const id = this.#tiles.list.contains(document.activeElement) ? photoOf(document.activeElement) : undefined;
    return id && this.#library.place(id);
  }

  /** Those that are seen from `top` on come in their order: one that is there before it is known how high those above are, moves. */
  #loadSections(from: number, to: number, top: number): void {
    let above: Promise<unknown> | undefined;
    for (const section of this.#plan.sectionsBetween(from, to)) {
      if (this.#library.isComplete(section)) continue;
      const { id, box } = this.#plan.sections[section] ?? {};
      // Offline, and this month was never seen: it shows what is on this device until the rest can be had. In another
      // file than the one that could not be had it is tried at once.
      const file = this.#library.index.sections[section]?.server?.url.href;
      const before = above;
      const load = () => this.#library.load(section, before && inTime(before));
      const loaded = this.#sections.attempt(`${id} ${file}`, load);
      if (box && box.y + box.height > top) above = loaded;
    }
  }
}

function inTime(work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, ORDER_MS))]);
}

/** The first photo of the month that the first of these is in: the heading belongs to its tile, and stays in sight. */
function headingOf([first]: readonly PlacedPhoto[]): Place | undefined {
  return first && { section: first.place.section, index: 0 };
}

function compare(one: Place, other: Place): number {
  return one.section - other.section || one.index - other.index;
}

function priorityOf(box: Box, { top, screen }: Screen, forward: boolean): Priority {
  const [above, below] = [box.y + box.height <= top, box.y >= top + screen];
  if (!above && !below) return 'visible';
  return forward === below ? 'next' : 'prefetch';
}
