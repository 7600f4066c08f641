import { isOffline } from '../../loading/load-error.ts';
import type { Photo } from '../../shared/photo.ts';
import { CanvasPicture, type Painting } from './canvas-picture.ts';
import { flyIn, prepareCrossFade, prepareFlyOut } from './flight.ts';
import type { Point } from './framing.ts';
import { type PictureSources, Sharpener } from './sharpener.ts';
import { StageGestures } from './stage-gestures.ts';
import { Swipe } from './swipe.ts';

/** What the stage tells, and asks. */
export interface StageActions {
  /** The next photo, or the one before; `undefined` at the ends. */
  readonly neighbour: (step: 1 | -1) => Promise<Photo | undefined>;
  /** A finger drew the neighbour into the place of the photo. */
  readonly step: (step: 1 | -1) => Promise<void>;
  /** A finger pulled the photo down. */
  readonly close: () => void;
  /** Somebody went closer to the photo or back; `isClose` is whether it is seen whole no more. */
  readonly zoomed: (isClose: boolean) => void;
  /** Something else, or something sharper, is on the screen. */
  readonly painted: (painting: Painting) => void;
  /** It got no sharper; `undefined` once there is nothing to complain about. */
  readonly trouble: (error: unknown) => void;
}

/** The picture of one photo, which gets sharper by steps, with what hands do to it: swiping, pulling, going close. */
export class Stage {
  readonly #actions: StageActions;
  readonly #picture: CanvasPicture;
  readonly #sharpener: Sharpener;
  /** The next photo, or the one before, while a finger draws it into sight. */
  readonly #neighbour: CanvasPicture;
  readonly #gestures: StageGestures;
  readonly #swipe: Swipe;
  #photo: Photo | undefined;
  #showing = new AbortController();
  /** Ends when the user steps back from a photo that they went close to. */
  #closeUp = new AbortController();

  /** Swipes may begin `beside` the picture too, on buttons that stand over it. */
  constructor(sources: PictureSources, actions: StageActions, beside: readonly HTMLElement[], signal: AbortSignal) {
    this.#actions = actions;
    this.#picture = new CanvasPicture(() => this.#resized(), signal, actions.painted);
    this.#sharpener = new Sharpener(sources, this.#picture);
    this.#neighbour = new CanvasPicture(() => {}, signal);
    this.#neighbour.element.className = 'viewer-neighbour';
    this.#neighbour.element.ariaHidden = 'true';
    this.#swipe = this.#makeSwipe(new Sharpener(sources, this.#neighbour));
    this.#gestures = new StageGestures(
      this.#picture.element,
      beside,
      {
        pan: (x, y) => this.pan(x, y),
        zoomBy: (factor, at) => this.zoomBy(factor, at),
        toggleZoom: (at) => this.toggleZoom(at),
        press: () => this.#swipe.hurry(),
        drag: (by) => this.#swipe.drag(by),
        drop: (by, speed) => void this.#swipe.drop(by, speed),
      },
      signal,
    );
  }

  /** What is put into the page. */
  get elements(): readonly HTMLElement[] {
    return [this.#picture.element, this.#neighbour.element];
  }

  /** What is on the screen now. */
  get shown(): Painting | undefined {
    return this.#picture.shown;
  }

  /** Whether the photo is seen from close by, and not whole. */
  get isClose(): boolean {
    return this.#photo !== undefined && this.#picture.closeTo(this.#photo);
  }

  /**
   * Shows a photo at once, from the best picture at hand, or lets it fade in. Resolves when it is as sharp as is wanted, or
   * failed: with whether pictures can be had at all.
   */
  show(photo: Photo, fades: boolean): Promise<boolean> {
    const before = this.#photo;
    this.#showing.abort();
    this.#showing = new AbortController();
    this.#gestures.stop();
    this.#photo = photo;
    this.#picture.name(photo);
    const fade = fades ? prepareCrossFade(this.#picture.canvas) : () => {};
    const reachable = this.#sharpen(photo, this.#showing.signal);
    // What is shown comes in place of what a finger may be drawing.
    if (before?.id !== photo.id) this.#swipe.reset();
    fade();
    return reachable;
  }

  /** Shows nothing, and stops whatever is on its way. */
  clear(): void {
    this.#showing.abort();
    this.#gestures.stop();
    this.#swipe.reset();
    this.#photo = undefined;
    this.#picture.clear();
  }

  /** The picture seems to come from a place in the window, while what is `behind` it gets dark. */
  flyIn(behind: HTMLElement, from: DOMRect): void {
    flyIn(this.#picture.canvas, behind, from);
  }

  /** Makes a copy of the picture, which flies by itself to a place in the window once that is known. */
  prepareFlyOut(): (to: DOMRect | undefined) => void {
    return prepareFlyOut(this.#picture.canvas);
  }

  /** Goes close to what is under `at`, or shows all of the photo again. */
  toggleZoom(at?: Point): void {
    const { isClose } = this;
    this.#zoom(() => (isClose ? this.#picture.stepBack() : this.#picture.approach(at)));
  }

  /** Makes the picture so many times larger. */
  zoomBy(factor: number, at?: Point): void {
    this.#zoom(() => this.#picture.zoomBy(factor, at));
  }

  /** Moves the picture by so many CSS px; `false` when all of it is seen. */
  pan(x: number, y: number): boolean {
    return this.#picture.pan(x, y);
  }

  /** The full picture is wanted from close by, and only there. */
  #zoom(change: () => void): void {
    const photo = this.#photo;
    if (!photo) return;
    const wasClose = this.isClose;
    change();
    const { isClose } = this;
    // A full picture that is still on its way is wanted no more, or anew.
    if (isClose !== wasClose) this.#closeUp.abort();
    if (isClose && !wasClose) {
      this.#closeUp = new AbortController();
      this.#actions.trouble(undefined);
      void this.#sharpen(photo, AbortSignal.any([this.#showing.signal, this.#closeUp.signal]));
    }
    this.#actions.zoomed(isClose);
  }

  async #sharpen(photo: Photo, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#sharpener.sharpen(photo, { signal, priority: 'visible' });
      this.#actions.trouble(undefined);
      return true;
    } catch (error) {
      if (!signal.aborted) this.#actions.trouble(error);
      return !isOffline(error);
    }
  }

  /** The window, or the screen that it is on, may have become too fine for the picture. */
  #resized(): void {
    const photo = this.#photo;
    if (photo && this.#sharpener.isSoft(photo)) void this.#sharpen(photo, this.#showing.signal);
  }

  #makeSwipe(sharpener: Sharpener): Swipe {
    const { neighbour, step, close } = this.#actions;
    return new Swipe(this.#picture.element, this.#picture.canvas, this.#neighbour.canvas, {
      paintNeighbour: async (side, isWanted) => {
        const photo = await neighbour(side);
        if (!photo || !isWanted()) return false;
        sharpener.preview(photo);
        return true;
      },
      clearNeighbour: () => this.#neighbour.clear(),
      ...{ step, close },
    });
  }
}
