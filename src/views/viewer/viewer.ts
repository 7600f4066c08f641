import type { Library, Place } from '../../library/library.ts';
import { isOffline } from '../../loading/load-error.ts';
import type { Prefetcher } from '../../loading/prefetcher.ts';
import type { Photo } from '../../shared/photo.ts';
import { create } from '../dom.ts';
import { formatTaken } from '../formats.ts';
import { texts } from '../texts.ts';
import { whyNot } from '../why-not.ts';
import { CanvasPicture } from './canvas-picture.ts';
import { flyIn, prepareFlyOut } from './flight.ts';
import type { Point } from './framing.ts';
import { type PictureSources, Sharpener } from './sharpener.ts';
import { StageGestures } from './stage-gestures.ts';
import { Swipe } from './swipe.ts';
import { viewerControls } from './viewer-controls.ts';

/** A control that is about the photo that is shown. */
export interface ViewerControl {
  readonly element: HTMLElement;
  readonly show: (photo: Photo | undefined) => void;
}

/** What the viewer needs from the rest of the app. */
export interface ViewerContext extends PictureSources {
  readonly library: Library;
  readonly prefetcher: Prefetcher;
  /** What else can be done with the photo that is shown. */
  readonly controls: readonly ViewerControl[];
  /** The viewer went to another photo by itself. */
  readonly onStep: (photo: Photo) => void;
  /** The user closed it. */
  readonly onClose: () => void;
  /** The viewer covers what is behind it, or does so no longer. */
  readonly onCover: (covered: boolean) => void;
}

/** One photo over the whole window, from the best picture at hand, sharper by steps: never blank, never a step back. */
export class Viewer {
  readonly element: HTMLDialogElement;
  readonly #context: ViewerContext;
  readonly #picture: CanvasPicture;
  readonly #sharpener: Sharpener;
  /** The next photo, or the one before, while a finger draws it into sight. */
  readonly #neighbour: CanvasPicture;
  readonly #title = create('h1', { className: 'viewer-title', dir: 'auto' });
  readonly #date = create('p', { className: 'viewer-date' });
  readonly #notice = create('p', { className: 'viewer-notice' }, { role: 'status' });
  readonly #zoom: HTMLButtonElement;
  readonly #gestures: StageGestures;
  readonly #swipe: Swipe;
  #place: Place | undefined;
  #photo: Photo | undefined;
  /** Which way the user goes through the photos. */
  #direction: 1 | -1 = 1;
  #showing: AbortController | undefined;
  /** Ends when the user steps back from a photo that they went close to. */
  #closeUp = new AbortController();

  constructor(context: ViewerContext, signal: AbortSignal) {
    this.#context = context;
    this.#picture = new CanvasPicture(() => this.#resized(), signal);
    this.#sharpener = new Sharpener(context, this.#picture);
    const caption = create('header', { className: 'viewer-caption' }, {}, this.#title, this.#date);
    this.#neighbour = new CanvasPicture(() => {}, signal);
    this.#neighbour.element.className = 'viewer-neighbour';
    this.#neighbour.element.ariaHidden = 'true';
    const actions = {
      previous: () => void this.#step(-1),
      next: () => void this.#step(1),
      close: () => context.onClose(),
      zoom: () => this.#toggleZoom(undefined),
      zoomBy: (factor: number, at?: Point) => this.#zoomTo(() => this.#picture.zoomBy(factor, at)),
      pan: (x: number, y: number) => this.#picture.pan(x, y),
    };
    const controls = viewerControls(actions);
    this.#swipe = this.#makeSwipe();
    this.#gestures = new StageGestures(
      this.#picture.element,
      {
        ...actions,
        toggleZoom: (at) => this.#toggleZoom(at),
        press: () => this.#swipe.hurry(),
        drag: (by) => this.#swipe.drag(by),
        drop: (by, speed) => void this.#swipe.drop(by, speed),
      },
      signal,
    );
    this.#zoom = controls.zoom;
    this.element = create(
      'dialog',
      { className: 'viewer' },
      { 'aria-label': texts.viewer.name, tabindex: '-1' },
      ...[this.#picture.element, this.#neighbour.element, caption, this.#notice, ...controls.elements],
      ...context.controls.map(({ element }) => element),
    );
    // On the window: focus may be in the tier overlay.
    const onKey = (event: KeyboardEvent) => this.element.open && controls.onKey(event);
    window.addEventListener('keydown', onKey, { signal });
    // Whatever kept the picture from getting sharp may be over.
    const tryAgain = () => this.#place && this.#notice.textContent && this.show(this.#place);
    window.addEventListener('online', tryAgain, { signal });
    context.library.listen(() => void this.#keepPlace(), signal);
    signal.addEventListener('abort', () => this.close(), { once: true });
  }

  /** The place of the photo that is shown. */
  get place(): Place | undefined {
    return this.#place;
  }

  /** Shows the photo at `place`, which has to be loaded; it seems to come out of a place in the window, if that is given. */
  show(place: Place, from?: DOMRect): void {
    const photo = this.#context.library.photoAt(place);
    if (!photo) return;
    this.#showing?.abort();
    this.#gestures.stop();
    // What is shown next comes in place of what a finger may be drawing.
    const before = this.#photo;
    const showing = new AbortController();
    this.#showing = showing;
    this.#place = place;
    this.#photo = photo;
    this.#title.textContent = photo.title;
    this.#picture.name(photo);
    this.#date.textContent = formatTaken(photo.taken);
    this.#notice.textContent = '';
    for (const control of this.#context.controls) control.show(photo);
    this.open();
    this.#keepFocus();
    const reachable = this.#sharpen(photo, showing.signal);
    if (before?.id !== photo.id) this.#swipe.reset();
    this.#showZoom();
    void this.#lookAhead(reachable);
    if (from) flyIn(this.#picture.canvas, this.element, from);
  }

  /** Says why there is nothing to show. */
  showMissing(reason: string): void {
    this.#empty();
    this.#notice.textContent = reason;
    this.open();
  }

  /** Opens it, black until `show`. Not modal for the browser, which would put the tier overlay out of reach. */
  open(): void {
    if (this.element.open) return;
    this.element.show();
    // Browsers choose the first button, which would look as if somebody had.
    this.element.focus();
    this.#context.onCover(true);
  }

  /** `to` is asked where the photo is in the window once the viewer is closed: there it seems to go back. */
  close(to?: () => DOMRect | undefined): void {
    const flyOut = this.#place && to ? prepareFlyOut(this.#picture.canvas) : () => {};
    this.#empty();
    this.#direction = 1;
    if (!this.element.open) return;
    this.element.close();
    this.#context.onCover(false);
    flyOut(to?.());
  }

  /** What had the focus may be about photos of another kind: the keys still belong to the viewer. */
  #keepFocus(): void {
    const focused = document.activeElement;
    const isGone = focused === document.body || (this.element.contains(focused) && !focused?.getClientRects().length);
    if (isGone) this.element.focus();
  }

  #empty(): void {
    this.#showing?.abort();
    this.#gestures.stop();
    this.#swipe.reset();
    this.#context.prefetcher.stop();
    this.#place = undefined;
    this.#photo = undefined;
    this.#picture.clear();
    for (const control of this.#context.controls) control.show(undefined);
    for (const words of [this.#title, this.#date, this.#notice]) words.textContent = '';
    this.#showZoom();
  }

  /** The library changed: the photo may stand elsewhere now, or be gone; then the next is shown, or the one before. */
  async #keepPlace(): Promise<void> {
    const { library, onStep, onClose } = this.#context;
    const [photo, from] = [this.#photo, this.#place];
    if (!photo || !from) return;
    const found = library.place(photo.id);
    const now = found && library.photoAt(found);
    if (now) {
      this.#place = found;
      if (!isSamePicture(now, photo)) this.show(found);
      return;
    }
    const place = library.photoAt(from) ? from : ((await library.neighbour(from, -1)) ?? { section: 0, index: 0 });
    if (this.#photo !== photo) return;
    const next = library.photoAt(place);
    if (!next) return onClose();
    this.show(place);
    onStep(next);
  }

  /** Resolves when it is as sharp as is wanted, or failed: with whether pictures can be had at all. */
  async #sharpen(photo: Photo, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#sharpener.sharpen(photo, { signal, priority: 'visible' });
      this.#notice.textContent = '';
      return true;
    } catch (error) {
      if (!signal.aborted) this.#explain(error);
      return !isOffline(error);
    }
  }

  async #lookAhead(reachable: Promise<boolean>): Promise<void> {
    const { library, prefetcher } = this.#context;
    const [from, direction] = [this.#place, this.#direction];
    await prefetcher.follow(async (steps) => {
      const step = Math.sign(steps) * direction;
      let place = from;
      for (let left = Math.abs(steps); left > 0 && place; left -= 1) {
        place = await library.neighbour(place, step > 0 ? 1 : -1);
      }
      return place && library.photoAt(place);
    }, reachable);
  }

  #toggleZoom(at: Point | undefined): void {
    const isClose = this.#photo && this.#picture.closeTo(this.#photo);
    this.#zoomTo(() => (isClose ? this.#picture.stepBack() : this.#picture.approach(at)));
  }

  /** Goes closer or back; the full picture is wanted from close by, and only there. */
  #zoomTo(change: () => void): void {
    const photo = this.#photo;
    if (!photo || !this.#showing) return;
    const wasClose = this.#picture.closeTo(photo);
    change();
    const isClose = this.#picture.closeTo(photo);
    // A full picture that is still on its way is wanted no more, or anew.
    if (isClose !== wasClose) this.#closeUp.abort();
    if (isClose && !wasClose) {
      this.#closeUp = new AbortController();
      this.#notice.textContent = '';
      void this.#sharpen(photo, AbortSignal.any([this.#showing.signal, this.#closeUp.signal]));
    }
    this.#showZoom();
  }

  #makeSwipe(): Swipe {
    const sharpener = new Sharpener(this.#context, this.#neighbour);
    return new Swipe(this.#picture.element, this.#picture.canvas, this.#neighbour.canvas, {
      paintNeighbour: async (step, isWanted) => {
        const { library } = this.#context;
        const place = this.#place && (await library.neighbour(this.#place, step));
        const photo = place && library.photoAt(place);
        if (!photo || !isWanted()) return false;
        sharpener.preview(photo);
        return true;
      },
      clearNeighbour: () => this.#neighbour.clear(),
      step: (step) => this.#step(step),
      close: () => this.#context.onClose(),
    });
  }

  /** The window, or the screen that it is on, may have become too fine for the picture. */
  #resized(): void {
    const photo = this.#photo;
    if (photo && this.#showing && this.#sharpener.isSoft(photo)) void this.#sharpen(photo, this.#showing.signal);
  }

  #showZoom(): void {
    const photo = this.#photo;
    this.#zoom.disabled = !photo;
    this.#zoom.ariaPressed = String(photo !== undefined && this.#picture.closeTo(photo));
  }

  #explain(error: unknown): void {
    const blurred = this.#picture.shown?.sharpness === 'placeholder';
    if (isOffline(error)) {
      this.#notice.textContent = blurred ? texts.viewer.offlineNothing : texts.viewer.offlinePreview;
    } else {
      const reason = whyNot(error);
      this.#notice.textContent = blurred ? reason : texts.viewer.stays(reason);
    }
  }

  async #step(step: 1 | -1): Promise<void> {
    const [from, before] = [this.#place, this.#photo];
    const place = from && (await this.#context.library.neighbour(from, step));
    const photo = place && this.#context.library.photoAt(place);
    // Meanwhile the viewer may have been closed, or have moved on.
    if (!photo || this.#photo !== before) return;
    this.#context.prefetcher.stepped();
    this.#direction = step;
    this.show(place);
    this.#context.onStep(photo);
  }
}

/** A photo of the server that was added to this device, or deleted from it, comes from somewhere else. */
function isSamePicture(one: Photo, other: Photo): boolean {
  return (
    one.source === other.source &&
    one.title === other.title &&
    one.original.href === other.original.href &&
    one.thumbnail.href === other.thumbnail.href
  );
}
