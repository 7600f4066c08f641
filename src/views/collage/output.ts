import type { Size } from '../../shared/rendition-size.ts';
import { CENTRE, cropOf } from './crop.ts';
import type { Rect } from './layouts.ts';

/** Pixels of a canvas, at most. iOS draws nothing on what is larger, and says nothing; others could, but for their memory. */
const MOST_PIXELS = { phone: 16_777_216, desktop: 67_108_864 } as const;
/** The longest side that a WebP has room for, in px; browsers' canvases end a pixel later. */
const LONGEST_SIDE = 16_383;

/** Whether this is a device whose memory is soon used up. */
export type DeviceKind = keyof typeof MOST_PIXELS;

/**
 * The size in px in which the photo with the most pixels for its cell keeps all of them, or what the device can, if that is
 * less. `cells` are fractions of the whole, whose width by height is `ratio`.
 */
export function fullSize(pictures: readonly Size[], cells: readonly Rect[], ratio: number, device: DeviceKind): Size {
  const widths = cells.map((cell, index) => {
    const picture = pictures[index];
    if (!picture) return 1;
    return cropOf(picture, { width: cell.width * ratio, height: cell.height }, CENTRE).width / cell.width;
  });
  return within({ width: Math.max(...widths), height: Math.max(...widths) / ratio }, device);
}

/** A size whose long side is as given, in px. */
export function sized(ratio: number, longSide: number): Size {
  return rounded(
    ratio > 1 ? { width: longSide, height: longSide / ratio } : { width: longSide * ratio, height: longSide },
  );
}

/** A cell in px: cells that touch go on touching, as their edges are rounded, and not their sizes. */
export function cellIn(whole: Size, cell: Rect): Rect {
  const [left, right] = [cell.x, cell.x + cell.width].map((edge) => Math.round(edge * whole.width));
  const [top, bottom] = [cell.y, cell.y + cell.height].map((edge) => Math.round(edge * whole.height));
  if (left === undefined || right === undefined || top === undefined || bottom === undefined) return cell;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function within({ width, height }: Size, device: DeviceKind): Size {
  const byArea = Math.sqrt(MOST_PIXELS[device] / (width * height));
  const bySide = LONGEST_SIDE / Math.max(width, height);
  const scale = Math.min(1, byArea, bySide);
  // Rounded down where a pixel more would be one too many.
  const whole = scale < 1 ? Math.floor : Math.round;
  return { width: Math.max(1, whole(width * scale)), height: Math.max(1, whole(height * scale)) };
}

function rounded({ width, height }: Size): Size {
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}
