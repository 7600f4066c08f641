import type { Library, Place } from '../../library/library.ts';
import type { Photo, PhotoId } from '../../shared/photo.ts';
import { firstEndingBelow, Layout, type LayoutOptions, type SectionBox, tileBox } from './layout.ts';
import type { Box } from './rows.ts';

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

/** A photo and where it stands. */
export interface PlacedPhoto {
  readonly photo: Photo;
  readonly place: Place;
}

/** A month as it was laid out: the library may have changed since. */
export interface LaidOutSection {
  readonly id: string;
  readonly photos: readonly Photo[] | undefined;
  readonly box: SectionBox;
}

/** What lies where in the grid, in CSS px from its top left. */
export class GridPlan {
  readonly #library: Pick<Library, 'index' | 'photos' | 'place'>;
  readonly #layout = new Layout();
  #sections: readonly LaidOutSection[] = [];
  #boxes: readonly SectionBox[] = [];

  constructor(library: Pick<Library, 'index' | 'photos' | 'place'>) {
    this.#library = library;
  }

  layOut(options: LayoutOptions): void {
    const shapes = this.#library.index.sections.map(({ id, count }, section) => ({
      ...{ id, count },
      photos: this.#library.photos(section),
    }));
    this.#boxes = this.#layout.layOut(shapes, options);
    this.#sections = this.#boxes.flatMap((box, section) => {
      const shape = shapes[section];
      return shape ? [{ id: shape.id, photos: shape.photos, box }] : [];
    });
  }

  /** The months, in the order of the library. */
  get sections(): readonly LaidOutSection[] {
    return this.#sections;
  }

  /** How many photos there are, loaded or not. */
  get total(): number {
    return this.#library.index.total;
  }

  get height(): number {
    // Those of the last line may be of any height.
    return Math.max(0, ...this.#boxes.slice(-20).map(({ y, height }) => y + height));
  }

  boxOf({ section, index }: Place): Box | undefined {
    const box = this.#boxes[section];
    return box && tileBox(box, index);
  }

  /** The index of the month at a height; of the last one below all of them, and −1 where there is none. */
  sectionAt(y: number): number {
    return Math.min(firstEndingBelow(this.#boxes, y), this.#boxes.length - 1);
  }

  /** What is at a height. */
  anchorAt(y: number): Anchor | undefined {
    const section = this.#sections[firstEndingBelow(this.#boxes, y)];
    if (!section) return undefined;
    const { id, photos, box } = section;
    const index = firstEndingBelow(box.tiles, y - box.top);
    const photo = photos?.[index]?.id;
    return { section: id, offset: (tileBox(box, index)?.y ?? box.top) - y, ...(photo && { photo }) };
  }

  /** Which height has the anchor at its distance below it. */
  heightOf({ section, photo, offset }: Anchor): number | undefined {
    const place = photo && this.#library.place(photo);
    const box = place ? this.#boxes[place.section] : this.#sections.find(({ id }) => id === section)?.box;
    return box && (tileBox(box, place?.index ?? 0)?.y ?? box.top) - offset;
  }

  /** The indices of the months in a stretch. */
  sectionsBetween(from: number, to: number): readonly number[] {
    const found: number[] = [];
    for (let section = firstEndingBelow(this.#boxes, from); section < this.#boxes.length; section += 1) {
      const box = this.#boxes[section];
      if (!box || box.y > to) break;
      found.push(section);
    }
    return found;
  }

  /** The months in a stretch of which no photos are loaded. */
  missingBetween(from: number, to: number): readonly LaidOutSection[] {
    const sections = this.sectionsBetween(from, to).flatMap((section) => this.#sections[section] ?? []);
    return sections.filter(({ photos }) => !photos);
  }

  /** The loaded photos in a stretch. */
  photosBetween(from: number, to: number): readonly PlacedPhoto[] {
    const found: PlacedPhoto[] = [];
    for (const section of this.sectionsBetween(from, to)) {
      const { photos = [], box } = this.#sections[section] ?? {};
      if (!box) continue;
      for (let index = firstEndingBelow(box.tiles, from - box.top); index < photos.length; index += 1) {
        const [photo, tile] = [photos[index], box.tiles[index]];
        if (!photo || !tile || tile.y > to - box.top) break;
        found.push({ photo, place: { section, index } });
      }
    }
    return found;
  }

  /** The loaded photo that is nearest to a point, of those that lie within so many CSS px above or below and that `fit`. */
  nearest(point: Pick<Box, 'x' | 'y'>, within: number, fits: (box: Box) => boolean | undefined): Place | undefined {
    let [nearest, least]: [Place | undefined, number] = [undefined, Number.POSITIVE_INFINITY];
    for (const { place } of this.photosBetween(point.y - within, point.y + within)) {
      const box = this.boxOf(place);
      if (!box || !fits(box)) continue;
      // Rows first: in another column something may be nearer, and not be where somebody wants to go.
      const distance = 1000 * beyond(point.y, box.y, box.height) + beyond(point.x, box.x, box.width);
      if (distance < least) [nearest, least] = [place, distance];
    }
    return nearest;
  }
}

/** How far a coordinate is from a stretch. */
function beyond(at: number, from: number, length: number): number {
  return Math.max(from - at, at - from - length, 0);
}
