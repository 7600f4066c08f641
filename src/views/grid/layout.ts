import { type Box, estimate, justify, type RowOptions, type Rows, type Shape } from './rows.ts';

/** What the layout needs of a section: its photos, or only how many there will be. */
export interface SectionShape {
  readonly photos: readonly Shape[] | undefined;
  readonly count: number;
}

export interface LayoutOptions extends RowOptions {
  /** Room above each section for its heading. */
  readonly headingHeight: number;
  /** Between sections that stand side by side. */
  readonly sectionGap: number;
  /** The least that a section takes, so that its heading can be read. */
  readonly sectionWidth: number;
  /** Which way the next photo lies: 1 is to the right, −1 to the left. */
  readonly forward: 1 | -1;
}

export interface SectionBox extends Box {
  /** Where its first row begins, below the heading. */
  readonly top: number;
  /** From where the first row begins, the way the photos go; empty while the section is not loaded. */
  readonly tiles: readonly Box[];
  readonly forward: 1 | -1;
}

/** Where a tile of a section lies in the grid. */
export function tileBox({ x, width, top, tiles, forward }: SectionBox, index: number): Box | undefined {
  const tile = tiles[index];
  return tile && { ...tile, x: x + fromLeft(tile, width, forward), y: tile.y + top };
}

/** How far from the left edge something lies whose `x` counts from where photos begin, in room so many CSS px wide. */
function fromLeft({ x, width }: Pick<Box, 'x' | 'width'>, room: number, forward: 1 | -1): number {
  return forward === 1 ? x : room - x - width;
}

/**
 * Justified rows by section: every row of a section but its last fills the width. Sections of a single short row
 * stand side by side, so that months with one photo do not make a page of holes.
 */
export class Layout {
  /** Most sections stay as they are when another is loaded. */
  readonly #rows = new WeakMap<readonly Shape[], { readonly options: RowOptions; readonly rows: Rows }>();

  /** Cost: O(sections) + O(photos of sections that are new, or of all loaded ones where the options are). */
  layOut(sections: readonly SectionShape[], options: LayoutOptions): SectionBox[] {
    const boxes: SectionBox[] = [];
    let x = 0;
    let y = 0;
    let lineHeight = 0;
    for (const { photos, count } of sections) {
      const rows = photos ? this.#justify(photos, options) : estimate(count, options);
      const width = Math.max(rows.width, Math.min(options.sectionWidth, options.width));
      if (x > 0 && x + width > options.width) {
        x = 0;
        y += lineHeight;
        lineHeight = 0;
      }
      const height = options.headingHeight + rows.height;
      const left = fromLeft({ x, width }, options.width, options.forward);
      boxes.push({
        ...{ x: left, y, width, height, top: y + options.headingHeight },
        ...{ tiles: rows.tiles, forward: options.forward },
      });
      x += width + options.sectionGap;
      lineHeight = Math.max(lineHeight, height + options.gap);
    }
    return boxes;
  }

  #justify(photos: readonly Shape[], options: LayoutOptions): Rows {
    const before = this.#rows.get(photos);
    if (before && isSame(before.options, options)) return before.rows;
    const rows = justify(photos, options);
    this.#rows.set(photos, { options, rows });
    return rows;
  }
}

function isSame(one: RowOptions, other: RowOptions): boolean {
  return one.width === other.width && one.rowHeight === other.rowHeight && one.gap === other.gap;
}

/** Index of the first box that ends below `y`: boxes are ordered by their line, so a binary search finds it. */
export function firstEndingBelow(boxes: readonly Box[], y: number): number {
  let low = 0;
  let high = boxes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const box = boxes[middle];
    if (box && box.y + box.height <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}
