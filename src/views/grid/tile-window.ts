import type { Library, Place } from '../../library/library.ts';
import type { LibrarySection } from '../../library/merge.ts';
import type { Photo, PhotoId } from '../../shared/photo.ts';
import { formatMonth } from '../formats.ts';
import { texts } from '../texts.ts';
import type { GridPlan, PlacedPhoto } from './grid-plan.ts';
import type { Origin } from './origin.ts';
import type { Box } from './rows.ts';
import type { Sheets } from './sheets.ts';
import { Tile, type TileElements } from './tile.ts';

/** What can be done with a month: always the same element for the same month. */
export type MonthControl = (section: LibrarySection) => HTMLElement | undefined;

/** Elements that are kept for the next tiles: about as many as a screen has. */
const MOST_SPARE = 100;

/** The tiles that exist: those of a stretch of the library, in its order. */
export class TileWindow {
  readonly list: HTMLElement;
  readonly #library: Library;
  readonly #control: MonthControl | undefined;
  readonly #tiles = new Map<PhotoId, Tile>();
  readonly #sheets: Sheets;
  /** Number of the first photo of each section in the whole library, from 1. */
  #firstNumber: readonly number[] = [];
  readonly #plan: GridPlan;
  readonly #origin: Origin;
  /** The origin by which the tiles lie where they are. */
  #placedBy = 0;
  readonly #spare: TileElements[] = [];
  readonly #marks = new Set<(tile: Tile) => void>();

  /** `list` is the element that the tiles are children of, and `sheets` lie behind it. */
  constructor(
    list: HTMLElement,
    sheets: Sheets,
    library: Library,
    plan: GridPlan,
    origin: Origin,
    control?: MonthControl,
  ) {
    this.list = list;
    this.#plan = plan;
    this.#origin = origin;
    this.#sheets = sheets;
    this.#library = library;
    this.#control = control;
  }

  get(id: PhotoId): Tile | undefined {
    return this.#tiles.get(id);
  }

  [Symbol.iterator](): Iterator<Tile> {
    return this.#tiles.values();
  }

  /** Has each tile marked: those that exist, and those that come into being. */
  addMark(mark: (tile: Tile) => void): void {
    this.#marks.add(mark);
    for (const tile of this) mark(tile);
  }

  /** Marks all tiles anew. */
  mark(): void {
    for (const tile of this) for (const mark of this.#marks) mark(tile);
  }

  /** Moves the tiles to where the plan has them now. Most of the time, none of them moves. */
  place(): void {
    let next = 1;
    this.#firstNumber = this.#library.index.sections.map(({ count }) => {
      next += count;
      return next - count;
    });
    const width = this.list.clientWidth;
    const stay = [...this.#tiles.values()].every((tile) => isSameBox(tile.box, this.#boxOf(tile.photo)));
    if (stay && this.#sheets.fit(width)) return;
    this.#sheets.reset(width);
    for (const tile of this.#tiles.values()) this.#place(tile);
  }

  /** Moves the tiles, and what is painted behind them, where another part of the grid lies in its element. */
  shift(): void {
    if (this.#placedBy === this.#origin.y) return;
    this.#placedBy = this.#origin.y;
    this.#sheets.shift();
    for (const tile of this) tile.shift();
  }

  /** Makes the tiles of `wanted` exist, in this order, and no others. */
  show(wanted: readonly PlacedPhoto[]): void {
    const kept = new Map(wanted.map(({ photo }) => [photo.id, photo.thumbnail.href]));
    for (const [id, tile] of this.#tiles) {
      // A photo of the server that is added to this device comes from there now, and may be called something else.
      if (kept.get(id) === tile.photo.thumbnail.href) continue;
      this.#tiles.delete(id);
      const elements = tile.end();
      if (this.#spare.length < MOST_SPARE) this.#spare.push(elements);
    }
    let next = this.list.firstElementChild;
    for (const placed of wanted) {
      const tile = this.#tiles.get(placed.photo.id) ?? this.#make(placed.photo);
      this.#describe(tile, placed.place);
      if (tile.element === next) next = next.nextElementSibling;
      else this.list.insertBefore(tile.element, next);
    }
  }

  #make(photo: Photo): Tile {
    const tile = new Tile(photo, this.#sheets, this.#origin, this.#spare.pop());
    this.#tiles.set(photo.id, tile);
    this.#place(tile);
    for (const mark of this.#marks) mark(tile);
    return tile;
  }

  /** Says where the tile stands, which changes with the library. */
  #describe(tile: Tile, { section, index }: Place): void {
    tile.count({ number: (this.#firstNumber[section] ?? 1) + index, total: this.#library.index.total });
    const month = index === 0 ? this.#library.index.sections[section] : undefined;
    const box = this.#plan.sections[section]?.box;
    tile.head(
      month &&
        box && {
          box,
          name: formatMonth(month.id),
          shortName: formatMonth(month.id, 'short'),
          count: texts.photoCount(month.count),
          control: this.#control?.(month),
        },
    );
  }

  #place(tile: Tile): void {
    const box = this.#boxOf(tile.photo);
    if (box) tile.place(box);
  }

  #boxOf(photo: Photo): Box | undefined {
    const place = this.#library.place(photo.id);
    return place && this.#plan.boxOf(place);
  }
}

function isSameBox(one: Box | undefined, other: Box | undefined): boolean {
  return one?.x === other?.x && one?.y === other?.y && one?.width === other?.width && one?.height === other?.height;
}
