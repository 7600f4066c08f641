import type { Point } from './framing.ts';

/** What hands do on the stage. Lengths are in CSS px, points in those of the window, speeds in CSS px each ms. */
export interface HandActions {
  /** Moves a picture that is seen from close by; `false` when all of it is seen. */
  readonly pan: (x: number, y: number) => boolean;
  /** Makes the picture so many times larger around a point. */
  readonly zoomBy: (factor: number, at: Point) => void;
  /** Looks at a point from close by, or at all of the picture again. */
  readonly toggleZoom: (at: Point) => void;
  /** A finger drew the whole picture so far aside, or down. */
  readonly drag: (by: Point) => void;
  /** A hand comes to the stage. */
  readonly press: () => void;
  /** The finger let it go at this speed. */
  readonly drop: (by: Point, speed: Point) => void;
}

/** How far a finger goes before it is clear where to, in CSS px. */
const SLACK = 8;
/** A wheel turned so far, in px, doubles the size; touchpads tell of two fingers in smaller numbers, with Ctrl. */
const WHEEL_DOUBLES = 400;
const PINCH_DOUBLES = 70;
/** What is left of the speed after a ms, as of a sheet of paper that slides; below this speed it lies still. */
const FRICTION = 0.9965;
const STILL = 0.03;
/** The speed of a hand is that of its last ms. */
const LATELY_MS = 100;

interface Move {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/** Follows fingers, the mouse and the wheel on the stage. */
export class StageGestures {
  readonly #stage: HTMLElement;
  readonly #actions: HandActions;
  readonly #pointers = new Map<number, Point>();
  #begun: Point = { x: 0, y: 0 };
  /** Which way a whole picture is drawn; `none` where a second finger came, or the mouse did. */
  #axis: 'x' | 'y' | 'none' | undefined;
  #moves: readonly Move[] = [];
  #sliding = 0;

  /** Fingers may come down `beside` the stage too, on buttons: these are pressed only where the finger stays. */
  constructor(stage: HTMLElement, beside: readonly HTMLElement[], actions: HandActions, signal: AbortSignal) {
    this.#stage = stage;
    this.#actions = actions;
    for (const element of [stage, ...beside]) {
      element.addEventListener('pointerdown', (event) => this.#down(event), { signal });
      element.addEventListener('pointermove', (event) => this.#move(event), { signal });
      // The browser takes the finger for something else: nothing was meant by what it did so far.
      element.addEventListener('pointercancel', ({ pointerId }) => this.#cancel(pointerId), { signal });
      element.addEventListener('lostpointercapture', (event) => this.#up(event), { signal });
    }
    stage.addEventListener('dblclick', ({ clientX: x, clientY: y }) => actions.toggleZoom({ x, y }), { signal });
    stage.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    signal.addEventListener('abort', () => this.stop(), { once: true });
  }

  /** What slides comes to rest. */
  stop(): void {
    cancelAnimationFrame(this.#sliding);
  }

  #down({ pointerId, pointerType, clientX: x, clientY: y, button, currentTarget }: PointerEvent): void {
    const onStage = currentTarget === this.#stage;
    // A mouse that goes down on a button presses it.
    if (button !== 0 || (!onStage && pointerType === 'mouse')) return;
    this.stop();
    this.#actions.press();
    if (onStage) this.#stage.setPointerCapture(pointerId);
    this.#pointers.set(pointerId, { x, y });
    if (this.#pointers.size > 1) {
      this.#giveUpDrag();
      return;
    }
    this.#begun = { x, y };
    this.#moves = [];
    // A mouse has buttons for that.
    this.#axis = pointerType === 'mouse' ? 'none' : undefined;
  }

  #move({ pointerId, clientX: x, clientY: y, timeStamp: at }: PointerEvent): void {
    const before = this.#pointers.get(pointerId);
    if (!before) return;
    const other = [...this.#pointers].find(([id]) => id !== pointerId)?.[1];
    this.#pointers.set(pointerId, { x, y });
    if (other) this.#pinch(before, { x, y }, other);
    else this.#draw(pointerId, before, { at, x, y });
  }

  /** One finger, or the mouse. */
  #draw(pointerId: number, before: Point, { at, x, y }: Move): void {
    const by = { x: x - this.#begun.x, y: y - this.#begun.y };
    this.#moves = [...this.#moves.filter((move) => at - move.at < LATELY_MS), { at, x, y }];
    if (this.#actions.pan(x - before.x, y - before.y) || this.#axis === 'none') return;
    if (!this.#axis && Math.hypot(by.x, by.y) < SLACK) return;
    this.#axis ??= Math.abs(by.x) > Math.abs(by.y) ? 'x' : 'y';
    // From a button, which is not what was meant.
    if (!this.#stage.hasPointerCapture(pointerId)) this.#stage.setPointerCapture(pointerId);
    this.#actions.drag(along(this.#axis, by));
  }

  #pinch(before: Point, now: Point, other: Point): void {
    const apart = (one: Point) => Math.max(Math.hypot(one.x - other.x, one.y - other.y), 1);
    this.#actions.zoomBy(apart(now) / apart(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    this.#actions.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  }

  #up({ pointerId, pointerType, clientX: x, clientY: y, timeStamp }: PointerEvent): void {
    // Only the button lost it.
    if (this.#stage.hasPointerCapture(pointerId)) return;
    if (!this.#pointers.delete(pointerId) || this.#pointers.size > 0) return;
    const speed = this.#speedAt(timeStamp);
    if (this.#axis === 'x' || this.#axis === 'y') {
      this.#actions.drop(along(this.#axis, { x: x - this.#begun.x, y: y - this.#begun.y }), along(this.#axis, speed));
    } else if (pointerType !== 'mouse') this.#slide(speed);
    this.#axis = undefined;
  }

  #cancel(pointer: number): void {
    if (!this.#pointers.delete(pointer)) return;
    this.#giveUpDrag();
    if (this.#pointers.size === 0) this.#axis = undefined;
  }

  /** With a second finger it becomes something else. */
  #giveUpDrag(): void {
    if (this.#axis === 'x' || this.#axis === 'y') this.#actions.drop({ x: 0, y: 0 }, { x: 0, y: 0 });
    this.#axis = 'none';
    this.#moves = [];
  }

  #speedAt(at: number): Point {
    const [first, last] = [this.#moves[0], this.#moves.at(-1)];
    const ms = first && last ? last.at - first.at : 0;
    if (!first || !last || ms === 0 || at - last.at > LATELY_MS) return { x: 0, y: 0 };
    return { x: (last.x - first.x) / ms, y: (last.y - first.y) / ms };
  }

  /** Goes on by itself, slower and slower. */
  #slide({ x, y }: Point): void {
    if (!window.matchMedia('(prefers-reduced-motion: no-preference)').matches) return;
    let last = performance.now();
    const step = (now: number) => {
      const ms = Math.max(now - last, 0);
      last = now;
      const slowed = FRICTION ** ms;
      [x, y] = [x * slowed, y * slowed];
      if (Math.hypot(x, y) > STILL && this.#actions.pan(x * ms, y * ms)) this.#sliding = requestAnimationFrame(step);
    };
    if (Math.hypot(x, y) > STILL) this.#sliding = requestAnimationFrame(step);
  }

  #wheel(event: WheelEvent): void {
    // Browsers would zoom, or scroll, the page.
    event.preventDefault();
    this.stop();
    const { deltaY, deltaMode, ctrlKey, clientX: x, clientY: y } = event;
    const pixels = deltaMode === WheelEvent.DOM_DELTA_PIXEL ? deltaY : deltaY * 40;
    this.#actions.zoomBy(2 ** (-pixels / (ctrlKey ? PINCH_DOUBLES : WHEEL_DOUBLES)), { x, y });
  }
}

function along(axis: 'x' | 'y', { x, y }: Point): Point {
  return axis === 'x' ? { x, y: 0 } : { x: 0, y };
}
