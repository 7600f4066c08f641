import type { Size } from '../../shared/rendition-size.ts';
import type { Rect } from './layouts.ts';

/** Which part of a photo is seen where not all of it is: 0 is its left or top edge, 1 its right or bottom one. */
export interface Focus {
  readonly x: number;
  readonly y: number;
}

export const CENTRE: Focus = { x: 0.5, y: 0.5 };

/** The part of a picture, in its pixels, that fills a cell of this shape: as CSS does with `object-fit: cover`. */
export function cropOf(picture: Size, cell: Size, focus: Focus): Rect {
  const scale = Math.min(picture.width / cell.width, picture.height / cell.height);
  const [width, height] = [cell.width * scale, cell.height * scale];
  return { x: (picture.width - width) * focus.x, y: (picture.height - height) * focus.y, width, height };
}

/** The part of a picture's area that is not seen in a cell, between 0 and 1. */
export function lostIn(picture: Size, cell: Size): number {
  const { width, height } = cropOf(picture, cell, CENTRE);
  return 1 - (width * height) / (picture.width * picture.height);
}

/** The focus after the picture was moved by so many px within a cell of this size, in px. */
export function moved(focus: Focus, picture: Size, cell: Size, by: Readonly<{ x: number; y: number }>): Focus {
  const scale = Math.max(cell.width / picture.width, cell.height / picture.height);
  return {
    x: along(focus.x, picture.width * scale - cell.width, by.x),
    y: along(focus.y, picture.height * scale - cell.height, by.y),
  };
}

/** `hidden` is how many px of the picture are out of sight in this direction: where there are none, nothing moves. */
function along(focus: number, hidden: number, by: number): number {
  return hidden < 1 ? focus : Math.min(1, Math.max(0, focus - by / hidden));
}
