import { forward } from '../direction.ts';
import type { Point } from './framing.ts';

/** Between two photos, in CSS px. */
const GAP = 24;
/** What part of the stage a finger has to go, or how fast, in CSS px each ms, for the picture to go on. */
const FAR = 0.3;
const FAST = 0.4;
/** How far a picture has to be pulled down to close it, in CSS px. */
const PULLED = 120;
/** What resists is drawn so much less far than the finger. */
const RESISTANCE = 0.3;
const SETTLE_MS = 200;

export interface SwipeActions {
  /**
   * Paints the next or the previous photo on the neighbour's stage, unless `isWanted` says no by then, as its month may have to
   * be read first; `false` where there is none.
   */
  readonly paintNeighbour: (step: 1 | -1, isWanted: () => boolean) => Promise<boolean>;
  readonly clearNeighbour: () => void;
  readonly step: (step: 1 | -1) => Promise<void>;
  readonly close: () => void;
}

/** A whole picture follows the finger: aside to the next one, which is there already, or down, to close it. */
export class Swipe {
  readonly #stage: HTMLElement;
  readonly #picture: HTMLElement;
  readonly #neighbour: HTMLElement;
  readonly #actions: SwipeActions;
  #side: 1 | -1 | undefined;
  /** Whether the neighbour on that side is there. */
  #hasNeighbour = false;
  /** On the way to where it comes to rest. */
  #settling: readonly Animation[] = [];
  /** Ends with the swipe, whatever is still on its way. */
  #swiping = new AbortController();

  /** The `picture` and its `neighbour` move; the `stage` stays, so that the next finger finds it. */
  constructor(stage: HTMLElement, picture: HTMLElement, neighbour: HTMLElement, actions: SwipeActions) {
    this.#stage = stage;
    this.#picture = picture;
    this.#neighbour = neighbour;
    this.#actions = actions;
  }

  /** A finger comes: what is on its way is there at once. */
  hurry(): void {
    for (const animation of this.#settling) animation.finish();
  }

  drag({ x, y }: Point): void {
    if (y !== 0) this.#pull(Math.max(y, 0));
    else this.#drawAside(x);
  }

  #drawAside(x: number): void {
    this.#look(sideOf(x));
    this.#place(this.#hasNeighbour ? x : x * RESISTANCE);
  }

  /** Goes on, closes, or goes back to where it was. Nobody is kept waiting for a neighbour that is not there yet. */
  async drop({ x, y }: Point, speed: Point): Promise<void> {
    // It stays where it was let go, from where it may seem to go back to its place in the grid.
    if (y > PULLED || (y > 0 && speed.y > FAST)) return this.#actions.close();
    const side = sideOf(x);
    const isFast = Math.abs(speed.x) > FAST && Math.sign(speed.x) === Math.sign(x);
    const steps = this.#hasNeighbour && (Math.abs(x) > FAR * this.#width || isFast);
    const { signal } = this.#swiping;
    await this.#settle(steps ? -this.#restOf(side) : 0);
    if (signal.aborted) return;
    if (steps) await this.#actions.step(side);
    if (!signal.aborted) this.reset();
  }

  /** Where the neighbour of a side is while the picture rests, in CSS px to the right of it. */
  #restOf(side: 1 | -1): number {
    return side * forward() * (this.#width + GAP);
  }

  get #width(): number {
    return this.#stage.clientWidth;
  }

  /** Has the neighbour of that side there. */
  #look(side: 1 | -1): void {
    if (this.#side === side) return;
    this.#side = side;
    this.#hasNeighbour = false;
    const { signal } = this.#swiping;
    const isWanted = () => this.#side === side && !signal.aborted;
    void this.#actions.paintNeighbour(side, isWanted).then((found) => {
      if (isWanted()) this.#hasNeighbour = found;
    });
  }

  #place(x: number): void {
    this.#picture.style.translate = `${x}px`;
    this.#neighbour.style.translate = `${x + this.#restOf(this.#side ?? 1)}px`;
  }

  #pull(y: number): void {
    this.#picture.style.translate = `0 ${y}px`;
    this.#picture.style.scale = String(Math.max(1 - y / 2000, 0.8));
  }

  /** Moves there by itself. */
  async #settle(x: number): Promise<void> {
    if (!window.matchMedia('(prefers-reduced-motion: no-preference)').matches) return;
    const from = [this.#picture, this.#neighbour].map((element) => getComputedStyle(element).translate);
    const scale = getComputedStyle(this.#picture).scale;
    this.#place(x);
    this.#picture.style.scale = '';
    const timing = { duration: SETTLE_MS, easing: 'ease-out' };
    this.#settling = [
      this.#picture.animate(
        { translate: [from[0] ?? '', this.#picture.style.translate], scale: [scale, 'none'] },
        timing,
      ),
      this.#neighbour.animate({ translate: [from[1] ?? '', this.#neighbour.style.translate] }, timing),
    ];
    // One that is cancelled has come to its end, too.
    await Promise.allSettled(this.#settling.map(({ finished }) => finished));
  }

  /** Puts everything back into its place. */
  reset(): void {
    this.#swiping.abort();
    this.#swiping = new AbortController();
    for (const animation of this.#settling) animation.cancel();
    this.#settling = [];
    this.#side = undefined;
    this.#hasNeighbour = false;
    for (const { style } of [this.#picture, this.#neighbour]) {
      style.translate = '';
      style.scale = '';
    }
    this.#actions.clearNeighbour();
  }
}

/** Which photo comes into sight while a picture is drawn so far to the right: 1 is the next. */
function sideOf(x: number): 1 | -1 {
  return x < 0 === (forward() === 1) ? 1 : -1;
}
