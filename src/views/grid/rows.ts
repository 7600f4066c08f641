/** A rectangle in CSS px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Width and height in any unit. */
export interface Shape {
  readonly width: number;
  readonly height: number;
}

/** CSS px, like all lengths here. */
export interface RowOptions {
  readonly width: number;
  /** Height that rows aim at; full rows come out a little lower. */
  readonly rowHeight: number;
  readonly gap: number;
}

/** Most photos are 3:2 or 4:3, some upright: what an unloaded photo is taken for. */
const TYPICAL_RATIO = 1.4;
/** Panoramas and scrolls are cropped to these, or one photo would take a row as thin as a line. */
const NARROWEST = 0.5;
const WIDEST = 3;

/** The rows of a section. */
export interface Rows {
  readonly width: number;
  readonly height: number;
  /** From the corner of the first of them. */
  readonly tiles: readonly Box[];
}

/** Rows may be this much lower or higher than they aim at, to end a section without a hole. */
const LOWEST = 0.7;
const HIGHEST = 1.4;

/**
 * Breaks a section into rows so that their heights are as near as possible to the wanted one, and the last row is
 * full where it can be: like a paragraph's lines (Knuth and Plass, "Breaking paragraphs into lines", 1981).
 */
export function justify(photos: readonly Shape[], options: RowOptions): Rows {
  const shown = photos.map(({ width, height }) => Math.min(Math.max(width / height, NARROWEST), WIDEST));
  const tiles: Box[] = [];
  let y = 0;
  let widest = 0;
  for (const { from, to, height } of bestRows(shown, options)) {
    let x = 0;
    for (const ratio of shown.slice(from, to)) {
      tiles.push({ x, y, width: ratio * height, height });
      x += ratio * height + options.gap;
    }
    widest = Math.max(widest, x - options.gap);
    y += height + options.gap;
  }
  return { width: Math.min(widest, options.width), height: y - options.gap, tiles };
}

/** Tiles `from` up to but not including `to`. */
interface Row {
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

/** The cheapest way to reach the end of tile `to`, and its last row. */
interface Best extends Row {
  readonly cost: number;
}

function bestRows(ratios: readonly number[], options: RowOptions): Row[] {
  const best: Best[] = [{ from: 0, to: 0, height: 0, cost: 0 }];
  for (let to = 1; to <= ratios.length; to += 1) {
    let cheapest: Best = { from: to - 1, to, height: 0, cost: Number.POSITIVE_INFINITY };
    let sum = 0;
    for (let from = to - 1; from >= 0; from -= 1) {
      sum += ratios[from] ?? 0;
      const height = (options.width - options.gap * (to - from - 1)) / sum;
      // A photo too wide for any row of the wanted height has a low row of its own.
      if (height < LOWEST * options.rowHeight && to - from > 1) break;
      const row = cheaperEnd(height, options.rowHeight, to === ratios.length);
      const cost = row.cost + (best[from]?.cost ?? Number.POSITIVE_INFINITY);
      if (cost < cheapest.cost) cheapest = { from, to, height: row.height, cost };
    }
    best.push(cheapest);
  }
  const rows: Row[] = [];
  for (let row = best.at(-1); row && row.to > 0; row = best[row.from]) rows.push(row);
  return rows.reverse();
}

/** A row either fills the width, at `fullHeight`, or keeps the wanted height and leaves a hole at its end. */
function cheaperEnd(fullHeight: number, rowHeight: number, isLast: boolean): { height: number; cost: number } {
  const full = { height: fullHeight, cost: (fullHeight / rowHeight - 1) ** 2 };
  if (fullHeight <= rowHeight) return full;
  // A hole in the middle of a month is a last resort; at its end it is what it costs to the eye.
  const hole = (isLast ? 0.1 : 10) + 0.3 * (1 - rowHeight / fullHeight);
  return fullHeight <= HIGHEST * rowHeight && full.cost <= hole ? full : { height: rowHeight, cost: hole };
}

/** What `justify` would give for `count` photos of the typical shape, without making them. */
export function estimate(count: number, { width, rowHeight, gap }: RowOptions): Rows {
  const perRow = Math.max(1, Math.ceil((width + gap) / (TYPICAL_RATIO * rowHeight + gap)));
  const fullHeight = (width - gap * (perRow - 1)) / (perRow * TYPICAL_RATIO);
  const fullRows = Math.floor(count / perRow);
  const rest = count % perRow;
  const height = fullRows * (fullHeight + gap) + (rest > 0 ? rowHeight + gap : 0) - gap;
  const lastWidth = rest * (TYPICAL_RATIO * rowHeight + gap) - gap;
  return { width: fullRows > 0 ? width : lastWidth, height, tiles: [] };
}
