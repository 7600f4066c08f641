import { bar } from '../bar.ts';
import { scrollPage } from '../page-scroll.ts';
import type { Anchor, GridPlan } from './grid-plan.ts';
import { Origin } from './origin.ts';

/** Where the screen is in the grid, by its height and by what is seen there. All lengths are in CSS px. */
export class ScreenPlace {
  readonly origin = new Origin();
  readonly #element: HTMLElement;
  readonly #plan: GridPlan;
  /** What was brought to its distance from the top last, and where the screen has been since then. */
  #held: { readonly anchor: Anchor; readonly top: number } | undefined;

  /** `element` is the grid's. */
  constructor(element: HTMLElement, plan: GridPlan) {
    this.#element = element;
    this.#plan = plan;
  }

  /** How far the screen is below the top of the grid. */
  get top(): number {
    return this.origin.follow(window.scrollY - this.#begin(), window.innerHeight);
  }

  /** Whether the top of the page is seen. */
  get isAtTop(): boolean {
    return window.scrollY <= 0 && this.origin.y === 0;
  }

  /** What is at the top of the screen, below the bar. */
  anchor(): Anchor | undefined {
    // While nobody scrolls it stays what it was: browsers scroll to whole pixels, and taken anew it would move with each layout.
    if (this.#held?.top === this.top) return this.#held.anchor;
    return this.anchorAt(bar.offsetHeight + 1);
  }

  /** What is so far below the top of the screen. */
  anchorAt(y: number): Anchor | undefined {
    const anchor = this.#plan.anchorAt(this.top + y);
    return anchor && { ...anchor, offset: anchor.offset + y };
  }

  /** Scrolls to a height of the grid. */
  goTo(y: number): void {
    scrollPage(this.origin.goTo(y) + this.#begin());
  }

  /** Scrolls so that the anchor is at its distance from the top again; `false` where it is no longer in the grid. */
  goToAnchor(anchor: Anchor): boolean {
    const y = this.#plan.heightOf(anchor);
    if (y === undefined) return false;
    this.goTo(y);
    const { top } = this;
    // At the end of the page it may be out of reach; and where a month is not loaded, better is to come.
    this.#held = anchor.photo && Math.abs(top - y) < 1 ? { anchor, top } : undefined;
    return true;
  }

  /** Scrolls to so far along, from 0 (the very top of the page) to 1 (the end of the grid). */
  goAlong(along: number): void {
    const begin = this.#begin();
    const end = begin + this.#plan.height - window.innerHeight;
    this.goTo(along * Math.max(end, 0) - begin);
  }

  /** Has the part of a tall grid lie in its element that is best where the screen is. */
  centre(): void {
    const { top } = this;
    if (!this.origin.isOff(top)) return;
    if (this.#held?.top === top) this.goToAnchor(this.#held.anchor);
    else this.goTo(top);
  }

  /** Where the grid begins on the page, in whole px: far down, browsers tell of no parts of them, and it has to stay the same. */
  #begin(): number {
    return Math.round(this.#element.getBoundingClientRect().top + window.scrollY);
  }
}
