import { expect } from 'playwright/test';
import { channelsOf } from './channels.ts';

/** Runs in the page: the colour at a point of the canvas, given in fractions of its size. */
export function colourAt(canvas: SVGElement | HTMLElement, { x, y }: { x: number; y: number }): number[] {
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('not a canvas');
  const pixel = canvas.getContext('2d')?.getImageData(canvas.width * x, canvas.height * y, 1, 1).data ?? [];
  return [...pixel].slice(0, 3);
}

/** Matches a colour, give or take what JPEG changes. */
export function near(colour: string) {
  // Within 5 of 255.
  return channelsOf(colour).map((channel) => expect.closeTo(channel, -1));
}
