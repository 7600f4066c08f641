/** Width and height, in whatever px the name says. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the viewer looks at: the point of the photo in the middle of the stage, in photo px. */
export interface View {
  readonly centre: Point;
  /** Device px for each photo px. */
  readonly scale: number;
}

/** The canvas to paint on, in device px, and the part of the photo that it shows, in photo px. */
export interface Framing {
  readonly canvas: Size;
  readonly part: Point & Size;
}

/** Hardly larger than whole is whole: nobody sees the difference, and it can be swiped. */
export const WHOLE = 1.02;

/** The scale at which all of the photo is seen. `stage` is in CSS px; a photo px never takes more than one of those. */
export function fitScale(photo: Size, stage: Size, devicePixels: number): number {
  const scale = Math.min(stage.width / photo.width, stage.height / photo.height, 1);
  return Math.max(scale * devicePixels, 1 / Math.min(photo.width, photo.height));
}

/** The scale for looking closely: pixel for pixel of the screen, or twice as large as it was where that is not more. */
export function closeScale(photo: Size, stage: Size, devicePixels: number): number {
  const fit = fitScale(photo, stage, devicePixels);
  return fit * WHOLE < 1 ? 1 : fit * 2;
}

/**
 * How to paint a picture of which `reduction` px become one. Up to two, nothing is left out by the quickest way. Beyond, the
 * engine makes smaller copies of the picture first, and Chromium keeps them, a third of its bytes, for as long as it lives.
 */
export function smoothingFor(reduction: number): ImageSmoothingQuality {
  return reduction > 2 ? 'medium' : 'low';
}

/** How to paint `view`, or all of the photo without one. The canvas is never larger than the stage. */
export function frame(photo: Size, stage: Size, devicePixels: number, view: View | undefined): Framing {
  const centre = view?.centre ?? { x: photo.width / 2, y: photo.height / 2 };
  // The stage may have grown since the view was chosen: nothing is smaller from close by than seen whole.
  const scale = Math.max(view?.scale ?? 0, fitScale(photo, stage, devicePixels));
  const along = (whole: number, room: number, middle: number) => {
    const seen = Math.min(whole, (room * devicePixels) / scale);
    const from = Math.min(Math.max(middle - seen / 2, 0), whole - seen);
    return { from, seen, pixels: Math.max(1, Math.round(seen * scale)) };
  };
  const across = along(photo.width, stage.width, centre.x);
  const down = along(photo.height, stage.height, centre.y);
  return {
    canvas: { width: across.pixels, height: down.pixels },
    part: { x: across.from, y: down.from, width: across.seen, height: down.seen },
  };
}

/** The view at `scale` that leaves what is under `pointer` where it is. `pointer` is in CSS px from the stage's middle. */
export function viewAround(framing: Framing, pointer: Point, scale: number, devicePixels: number): View {
  const { canvas, part } = framing;
  const before = canvas.width / part.width;
  const under = {
    x: part.x + part.width / 2 + (pointer.x * devicePixels) / before,
    y: part.y + part.height / 2 + (pointer.y * devicePixels) / before,
  };
  const centre = { x: under.x - (pointer.x * devicePixels) / scale, y: under.y - (pointer.y * devicePixels) / scale };
  return { centre, scale };
}
