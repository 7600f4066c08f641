import { screenColours } from '../canvas-colours.ts';
import { create } from '../dom.ts';
import type { Origin } from './origin.ts';
import type { Paint } from './paints.ts';
import type { Box } from './rows.ts';

/** Height of a sheet in CSS px: a few of them cover a screen, and not many more are held than are near it. */
const HEIGHT = 512;

interface Sheet {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D | null;
  /** Those who painted on it. */
  readonly owners: Set<object>;
}

/**
 * The pictures of the grid, painted on a few large canvases behind its tiles. Sixty tiles with a canvas each took 70 ms from
 * the last picture to the frame that shows it in Chromium, and these take 10: every canvas is a layer of its own. They are
 * given back where nobody paints any more.
 */
export class Sheets {
  readonly element = create('div', { className: 'sheets' }, { 'aria-hidden': 'true' });
  readonly #sheets = new Map<number, Sheet>();
  readonly #boxes = new Map<object, Box>();
  readonly #origin: Origin;
  /** CSS px. */
  #width = 0;
  /** Device pixels in a CSS px. */
  #scale = 1;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  /** Whether they are made for a grid so many CSS px wide, on this screen. */
  fit(width: number): boolean {
    return this.#width === width && this.#scale === window.devicePixelRatio;
  }

  /** Empties them, for a grid that is so many CSS px wide; whoever has a picture paints it anew. */
  reset(width: number): void {
    for (const { canvas } of this.#sheets.values()) discard(canvas);
    this.#sheets.clear();
    this.#boxes.clear();
    this.#width = width;
    this.#scale = window.devicePixelRatio;
  }

  /** Paints what `owner` shows in a box, in place of what it showed before. */
  paint(owner: object, box: Box, paint: Paint): void {
    if (this.#boxes.get(owner) !== box) this.erase(owner);
    this.#boxes.set(owner, box);
    for (const number of numbersOf(box)) {
      const sheet = this.#sheets.get(number) ?? this.#add(number);
      sheet.owners.add(owner);
      if (sheet.context) paint(sheet.context, this.#inDevice(box, number));
    }
  }

  /** Takes away what `owner` shows. */
  erase(owner: object): void {
    const box = this.#boxes.get(owner);
    if (!box) return;
    this.#boxes.delete(owner);
    for (const number of numbersOf(box)) {
      const sheet = this.#sheets.get(number);
      if (!sheet?.owners.delete(owner)) continue;
      const { x, y, width, height } = this.#inDevice(box, number);
      if (sheet.owners.size > 0) sheet.context?.clearRect(x, y, width, height);
      else {
        discard(sheet.canvas);
        this.#sheets.delete(number);
      }
    }
  }

  /** Another part of the grid lies in its element. */
  shift(): void {
    for (const [number, { canvas }] of this.#sheets) this.#place(canvas, number);
  }

  #place({ style }: HTMLCanvasElement, number: number): void {
    style.top = `${number * HEIGHT - this.#origin.y}px`;
  }

  #add(number: number): Sheet {
    const canvas = create('canvas', {
      width: Math.ceil(this.#width * this.#scale),
      height: Math.ceil(HEIGHT * this.#scale),
    });
    this.#place(canvas, number);
    canvas.style.width = `${canvas.width / this.#scale}px`;
    canvas.style.height = `${canvas.height / this.#scale}px`;
    this.element.append(canvas);
    const sheet = {
      canvas,
      context: canvas.getContext('2d', { colorSpace: screenColours() }),
      owners: new Set<object>(),
    };
    this.#sheets.set(number, sheet);
    return sheet;
  }

  /** The box on a sheet, in whole device pixels, so that its edges are sharp and nothing is left of it when it is erased. */
  #inDevice({ x, y, width, height }: Box, number: number): Box {
    const top = y - number * HEIGHT;
    const [left, upper] = [Math.round(x * this.#scale), Math.round(top * this.#scale)];
    const [right, lower] = [Math.round((x + width) * this.#scale), Math.round((top + height) * this.#scale)];
    return { x: left, y: upper, width: right - left, height: lower - upper };
  }
}

/** The sheets that a box lies on, from the top. */
function numbersOf({ y, height }: Box): number[] {
  const first = Math.floor(y / HEIGHT);
  const last = Math.max(first, Math.ceil((y + height) / HEIGHT) - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Browsers give the pixels of a canvas back at once when it has none. */
function discard(canvas: HTMLCanvasElement): void {
  canvas.remove();
  canvas.width = 0;
  canvas.height = 0;
}
