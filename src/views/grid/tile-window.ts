import type { Library, Place } from '../../library/library.ts';
import type { LibrarySection } from '../../library/merge.ts';
import type { Photo, PhotoId } from '../../shared/photo.ts';
import { formatMonth, texts } from '../texts.ts';
import { type SectionBox, tileBox } from './layout.ts';
import type { Box } from './rows.ts';
import type { Sheets } from './sheets.ts';
import { Tile } from './tile.ts';

/** A photo and where it stands. */
export interface PlacedPhoto {
  readonly photo: Photo;
  readonly place: Place;
}

/** What can be done with a month: always the same element for the same month. */
export type MonthControl = (section: LibrarySection) => HTMLElement | undefined;

/** The tiles that exist: those of a stretch of the library, in its order. */
export class TileWindow {
  readonly #list: HTMLElement;
  readonly #library: Library;
  readonly #control: MonthControl | undefined;
  readonly #tiles = new Map<PhotoId, Tile>();
  readonly #sheets: Sheets;
  /** Number of the first photo of each section in the whole library, from 1. */
  #firstNumber: readonly number[] = [];
  #boxes: readonly SectionBox[] = [];
  /** Called with each tile that comes into being. */
  onTile: ((tile: Tile) => void) | undefined;

  /** `list` is the element that the tiles are children of, and `sheets` lie behind it. */
  constructor(list: HTMLElement, sheets: Sheets, library: Library, control?: MonthControl) {
    this.#list = list;
    this.#sheets = sheets;
    this.#library = library;
    this.#control = control;
  }

  get(id: PhotoId): Tile | undefined {
    return this.#tiles.get(id);
  }

  /** All tiles with their boxes. */
  *[Symbol.iterator](): Generator<{ tile: Tile; box: Box | undefined }> {
    for (const tile of this.#tiles.values()) yield { tile, box: this.#boxOf(tile.photo) };
  }

  /** Moves the tiles into a new layout. */
  place(boxes: readonly SectionBox[]): void {
    this.#boxes = boxes;
    this.#sheets.reset(this.#list.clientWidth);
    let next = 1;
    this.#firstNumber = this.#library.index.sections.map(({ count }) => {
      next += count;
      return next - count;
    });
    for (const tile of this.#tiles.values()) this.#place(tile);
  }

  /** Makes the tiles of `wanted` exist, in this order, and no others. */
  show(wanted: readonly PlacedPhoto[]): void {
    const kept = new Map(wanted.map(({ photo }) => [photo.id, photo.thumbnail.href]));
    for (const [id, tile] of this.#tiles) {
      // A photo of the server that is added to this device comes from there now, and may be called something else.
      if (kept.get(id) === tile.photo.thumbnail.href) continue;
      tile.unload();
      tile.element.remove();
      this.#tiles.delete(id);
    }
    let next = this.#list.firstElementChild;
    for (const placed of wanted) {
      const tile = this.#tiles.get(placed.photo.id) ?? this.#make(placed.photo);
      this.#describe(tile, placed.place);
      if (tile.element === next) next = next.nextElementSibling;
      else this.#list.insertBefore(tile.element, next);
    }
  }

  #make(photo: Photo): Tile {
    const tile = new Tile(photo, this.#sheets);
    this.#tiles.set(photo.id, tile);
    this.#place(tile);
    this.onTile?.(tile);
    return tile;
  }

  /** Says where the tile stands, which changes with the library. */
  #describe(tile: Tile, { section, index }: Place): void {
    tile.count({ number: (this.#firstNumber[section] ?? 1) + index, total: this.#library.index.total });
    const month = index === 0 ? this.#library.index.sections[section] : undefined;
    tile.head(
      month && {
        name: formatMonth(month.id),
        shortName: formatMonth(month.id, 'short'),
        count: texts.photoCount(month.count),
        control: this.#control?.(month),
      },
    );
  }

  #place(tile: Tile): void {
    const section = this.#boxes[this.#library.place(tile.photo.id)?.section ?? -1];
    const box = this.#boxOf(tile.photo);
    if (section && box) tile.place(box, section.width);
  }

  #boxOf(photo: Photo): Box | undefined {
    const place = this.#library.place(photo.id);
    const section = place && this.#boxes[place.section];
    return section && tileBox(section, place.index);
  }
}
