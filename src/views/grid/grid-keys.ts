import type { Library, Place } from '../../library/library.ts';
import type { PhotoId } from '../../shared/photo.ts';
import { stepOf } from '../direction.ts';
import type { PhotoGrid } from './photo-grid.ts';
import { photoOf } from './photo-of.ts';
import type { Box } from './rows.ts';

/** How much of a screen the page keys go on by: something of what was seen stays. */
const PAGE = 0.9;

type Move = (place: Place) => Promise<Place | undefined> | Place | undefined;

/**
 * Walking about the grid by keyboard. It is one stop for the Tab key, at the photo where somebody was last; the arrow keys go
 * on from there (WAI-ARIA Authoring Practices, "Managing Focus Within Components Using a Roving tabindex").
 */
export class GridKeys {
  readonly #grid: PhotoGrid;
  readonly #library: Library;
  readonly #onMove: (photo: PhotoId, event: KeyboardEvent) => void;
  /** Where somebody was last. */
  #current: PhotoId | undefined;
  /** What had the focus before a reload, until its tile is there. */
  #restoring: PhotoId | undefined;
  /** Where the Tab key stops. */
  #stop: PhotoId | undefined;
  readonly #moves: Readonly<Record<string, Move>> = {
    ArrowDown: (place) => this.#upOrDown(place, 1, 0),
    ArrowUp: (place) => this.#upOrDown(place, -1, 0),
    PageDown: (place) => this.#upOrDown(place, 1, PAGE * window.innerHeight),
    PageUp: (place) => this.#upOrDown(place, -1, PAGE * window.innerHeight),
    Home: () => this.#end(0, () => 0),
    End: () => this.#end(this.#library.index.sections.length - 1, (count) => count - 1),
  };

  /** `onMove` is told of the photo that a key led to. */
  constructor(
    grid: PhotoGrid,
    library: Library,
    onMove: (photo: PhotoId, event: KeyboardEvent) => void,
    signal: AbortSignal,
  ) {
    this.#grid = grid;
    this.#library = library;
    this.#onMove = onMove;
    grid.addMark(({ photo, link }) => {
      link.tabIndex = photo.id === this.#stop ? 0 : -1;
    });
    grid.listen(() => {
      this.#restoreFocus();
      this.#moveStop();
    });
    // Somebody is elsewhere by now.
    const forget = () => {
      this.#restoring = undefined;
    };
    for (const type of ['pointerdown', 'keydown', 'focusin'] as const) {
      window.addEventListener(type, forget, { capture: true, signal });
    }
    grid.element.addEventListener('focusin', ({ target }) => this.#follow(target), { signal });
    grid.element.addEventListener('keydown', (event) => void this.#onKey(event), { signal });
  }

  /** Gives the photo the focus as soon as it has a tile, unless something else gets it before. */
  restore(photo: PhotoId): void {
    this.#restoring = photo;
    this.#current = photo;
  }

  #restoreFocus(): void {
    const tile = this.#restoring && this.#grid.tile(this.#restoring);
    if (tile) tile.link.focus({ preventScroll: true });
  }

  #follow(target: EventTarget | null): void {
    this.#current = photoOf(target) ?? this.#current;
    this.#moveStop();
  }

  /** Tab stops where somebody was last, as long as that has a tile, else at the first photo that is seen. */
  #moveStop(): void {
    const stop = this.#current && this.#grid.tile(this.#current) ? this.#current : this.#grid.firstVisible();
    if (stop === this.#stop) return;
    for (const [photo, tabIndex] of [
      [this.#stop, -1],
      [stop, 0],
    ] as const) {
      const tile = photo && this.#grid.tile(photo);
      if (tile) tile.link.tabIndex = tabIndex;
    }
    this.#stop = stop;
  }

  async #onKey(event: KeyboardEvent): Promise<void> {
    const { key, altKey, ctrlKey, metaKey, target } = event;
    const move = altKey || ctrlKey || metaKey ? undefined : this.#moveOf(key);
    const photo = photoOf(target);
    const place = photo && this.#library.place(photo);
    if (!move || !place) return;
    event.preventDefault();
    const to = await move(place);
    const next = to && this.#library.photoAt(to);
    // Months may have had to be loaded, and somebody have gone elsewhere meanwhile.
    if (!next || photoOf(document.activeElement) !== photo) return;
    this.#grid.reveal(to, true);
    this.#onMove(next.id, event);
  }

  #moveOf(key: string): Move | undefined {
    const step = stepOf(key);
    return step ? (place) => this.#library.neighbour(place, step) : this.#moves[key];
  }

  /** The photo of another row that is nearest to so many CSS px below or above; `undefined` where there is none. */
  async #upOrDown(place: Place, by: 1 | -1, distance: number): Promise<Place | undefined> {
    const { plan } = this.#grid;
    const screen = window.innerHeight;
    const edge = ({ y, height }: Box) => (by === 1 ? y + height : y);
    const goal = (own: Box) => Math.min(Math.max(edge(own) + by * distance, 0), plan.height);
    const before = plan.boxOf(place);
    const sections = before ? plan.sectionsBetween(goal(before) - screen, goal(before) + screen) : [];
    await Promise.all(sections.map((section) => this.#library.load(section).catch(() => [])));
    // Where it lies now: what was loaded may be larger than was thought.
    const own = plan.boxOf(place);
    const isBeyond = ({ y, height }: Box) => own && (by === 1 ? y > edge(own) : y + height < edge(own));
    return own && plan.nearest({ x: own.x + own.width / 2, y: goal(own) }, screen, isBeyond);
  }

  async #end(section: number, indexOf: (count: number) => number): Promise<Place | undefined> {
    const photos = await this.#library.load(section).catch(() => this.#library.photos(section) ?? []);
    return photos.length > 0 ? { section, index: indexOf(photos.length) } : undefined;
  }
}
