/** A part of a picture or a frame: fractions of its width and height, or pixels, as is said where it is used. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Rows of equal height, or columns of equal width, and how many photos share each equally. */
export interface Layout {
  readonly lines: 'rows' | 'columns';
  readonly counts: readonly number[];
}

/** How many photos a collage has. */
export const FEWEST = 2;
export const MOST = 9;

/** By the number of photos. */
const LAYOUTS: readonly (readonly string[])[] = [
  ['rows-2', 'rows-1-1'],
  ['rows-3', 'rows-1-1-1', 'rows-1-2', 'rows-2-1', 'columns-1-2', 'columns-2-1'],
  ['rows-2-2', 'rows-1-3', 'rows-3-1', 'columns-1-3', 'columns-3-1', 'rows-1-2-1', 'rows-4', 'rows-1-1-1-1'],
  ['rows-2-3', 'rows-3-2', 'columns-2-3', 'columns-3-2', 'rows-1-4', 'columns-1-4', 'columns-1-2-2'],
  ['rows-3-3', 'rows-2-2-2', 'rows-1-2-3', 'columns-1-2-3', 'rows-2-4', 'columns-2-4'],
  ['rows-3-4', 'rows-2-3-2', 'columns-2-3-2', 'rows-1-3-3', 'columns-1-3-3', 'columns-3-4'],
  ['rows-4-4', 'rows-2-2-2-2', 'rows-3-2-3', 'rows-2-3-3', 'columns-3-2-3', 'columns-2-3-3'],
  ['rows-3-3-3', 'rows-4-5', 'rows-2-3-4', 'columns-2-3-4', 'columns-4-5', 'rows-1-4-4'],
];

/** The layouts for so many photos; none for more or fewer than a collage has. */
export function layoutsFor(count: number): readonly Layout[] {
  return (LAYOUTS[count - FEWEST] ?? []).flatMap((name) => parseLayout(name, count) ?? []);
}

/** A layout out of its name, such as `rows-2-3`; `undefined` when it is none for so many photos. */
export function parseLayout(name: string, count: number): Layout | undefined {
  if (!LAYOUTS[count - FEWEST]?.includes(name)) return undefined;
  const [lines, ...counts] = name.split('-');
  return { lines: lines === 'columns' ? 'columns' : 'rows', counts: counts.map(Number) };
}

/** The name that `parseLayout` reads. */
export function layoutName({ lines, counts }: Layout): string {
  return [lines, ...counts].join('-');
}

/**
 * Where the photos lie, in order, as fractions of the whole. `ratio` is the whole's width by its height; `gap` is what is left
 * between the photos and around them, as a fraction of the shorter side.
 */
export function cellsOf({ lines, counts }: Layout, ratio: number, gap: number): readonly Rect[] {
  const [gapX, gapY] = [gap / Math.max(1, ratio), gap * Math.min(1, ratio)];
  const [across, along] = lines === 'rows' ? [gapY, gapX] : [gapX, gapY];
  return counts.flatMap((count, line) => {
    const [from, thickness] = part(line, counts.length, across);
    return Array.from({ length: count }, (_, index) => {
      const [start, length] = part(index, count, along);
      return lines === 'rows'
        ? { x: start, y: from, width: length, height: thickness }
        : { x: from, y: start, width: thickness, height: length };
    });
  });
}

/** Where one of so many equal parts begins, and how long it is, with gaps between and around them. */
function part(index: number, count: number, gap: number): [number, number] {
  const length = (1 - (count + 1) * gap) / count;
  return [gap + index * (length + gap), length];
}
