import type { Library, Place } from '../../library/library.ts';
import type { Prefetcher } from '../../loading/prefetcher.ts';
import type { Photo } from '../../shared/photo.ts';
import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import { Fading } from './fading.ts';
import { FullScreen } from './full-screen.ts';
import { Information, type OfflineCopies } from './information.ts';
import { lookAhead } from './look-ahead.ts';
import type { PictureSources } from './sharpener.ts';
import { Slideshow } from './slideshow.ts';
import { Stage } from './stage.ts';
import { ViewerControls } from './viewer-controls.ts';
import { ViewerWords } from './viewer-words.ts';

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
  readonly copies: OfflineCopies;
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
  readonly #stage: Stage;
  readonly #words = new ViewerWords();
  readonly #controls: ViewerControls;
  readonly #information: Information;
  readonly #slideshow: Slideshow;
  readonly #fullScreen: FullScreen;
  readonly #fading: Fading;
  #place: Place | undefined;
  #photo: Photo | undefined;
  /** Which way the user goes through the photos. */
  #direction: 1 | -1 = 1;

  constructor(context: ViewerContext, signal: AbortSignal) {
    this.#context = context;
    this.#controls = new ViewerControls({
      previous: () => void this.#stepByHand(-1),
      next: () => void this.#stepByHand(1),
      close: () => context.onClose(),
      escape: () => this.#fullScreen.leave() || context.onClose(),
      zoom: () => this.#stage.toggleZoom(),
      zoomBy: (factor) => this.#stage.zoomBy(factor),
      pan: (x, y) => this.#stage.pan(x, y),
      information: () => this.#information.toggle(),
      slideshow: () => this.#slideshow.toggle(),
      fullScreen: () => this.#fullScreen.toggle(),
    });
    this.#stage = new Stage(
      context,
      {
        neighbour: async (step) => {
          const place = this.#place && (await context.library.neighbour(this.#place, step));
          return place && context.library.photoAt(place);
        },
        step: (step) => this.#stepByHand(step),
        close: () => context.onClose(),
        zoomed: () => {
          this.#slideshow.stop();
          this.#showZoom();
        },
        painted: (painting) => this.#information.painted(painting),
        trouble: (error) =>
          error ? this.#words.explain(error, this.#stage.shown?.sharpness === 'placeholder') : this.#words.complain(''),
      },
      this.#controls.beside,
      signal,
    );
    this.#slideshow = new Slideshow(context, {
      place: () => this.#place,
      go: (photo) => this.#followSlideshow(photo),
      changed: (isOn) => this.#showSlideshow(isOn),
    });
    this.#information = new Information(() => this.element, context.copies, this.#controls.information, signal);
    this.#fullScreen = new FullScreen(this.#controls.fullScreen, signal);
    const others = [...context.controls.map(({ element }) => element), this.#slideshow.pace];
    const header = [this.#words.element, this.#controls.bar(...others), this.#controls.close];
    this.element = create(
      'dialog',
      { className: 'viewer' },
      { 'aria-label': texts.viewer.name, tabindex: '-1' },
      ...[...this.#stage.elements, ...this.#controls.beside],
      create('header', { className: 'viewer-caption' }, {}, ...header),
      ...[this.#words.notice, this.#information.element],
    );
    this.#fading = new Fading(this.element, (withMouse) => this.#holdsControls(withMouse), signal);
    this.#showSlideshow(false);
    // On the window: focus may be in the tier overlay.
    const onKey = (event: KeyboardEvent) => this.element.open && this.#controls.press(event);
    window.addEventListener('keydown', onKey, { signal });
    // Whatever kept the picture from getting sharp may be over.
    const tryAgain = () => this.#place && this.#words.complains && this.show(this.#place);
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
    this.#show(place, false);
    if (from) this.#stage.flyIn(this.element, from);
  }

  #show(place: Place, fades: boolean): void {
    const photo = this.#context.library.photoAt(place);
    if (!photo) return;
    this.#place = place;
    this.#photo = photo;
    this.#words.name(photo);
    for (const control of this.#context.controls) control.show(photo);
    this.#information.show(photo);
    this.open();
    this.#keepFocus();
    const reachable = this.#stage.show(photo, fades);
    this.#showZoom();
    const { library, prefetcher } = this.#context;
    void lookAhead(library, prefetcher, place, this.#direction, reachable);
  }

  /** Says why there is nothing to show. */
  showMissing(reason: string): void {
    this.#empty();
    this.#words.complain(reason);
    this.open();
  }

  /** Opens it, black until `show`. Not modal for the browser, which would put the tier overlay out of reach. */
  open(): void {
    if (this.element.open) return;
    // All of it before the focus, for which browsers compute the styles.
    this.#fading.wake();
    this.#context.onCover(true);
    this.element.show();
    // Browsers choose the first button, which would look as if somebody had.
    this.element.focus();
  }

  /** `to` is asked where the photo is in the window once the viewer is closed: there it seems to go back. */
  close(to?: () => DOMRect | undefined): void {
    const flyOut = this.#place && to ? this.#stage.prepareFlyOut() : () => {};
    this.#empty();
    this.#direction = 1;
    if (!this.element.open) return;
    this.#fullScreen.leave();
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
    this.#slideshow.stop();
    this.#context.prefetcher.stop();
    this.#place = undefined;
    this.#photo = undefined;
    this.#stage.clear();
    for (const control of this.#context.controls) control.show(undefined);
    this.#information.show(undefined);
    this.#words.name(undefined);
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

  #showZoom(): void {
    this.#controls.zoom.disabled = !this.#photo;
    this.#controls.zoom.ariaPressed = String(this.#stage.isClose);
  }

  /** Somebody goes on or back, and not the slideshow. */
  async #stepByHand(step: 1 | -1): Promise<void> {
    this.#slideshow.stop();
    const [from, before] = [this.#place, this.#photo];
    const place = from && (await this.#context.library.neighbour(from, step));
    // Meanwhile the viewer may have been closed, or have moved on.
    if (place && this.#photo === before) this.#go(place, step, false);
  }

  #followSlideshow({ id }: Photo): void {
    const place = this.#context.library.place(id);
    if (place) this.#go(place, 1, true);
  }

  #go(place: Place, direction: 1 | -1, fades: boolean): void {
    const photo = this.#context.library.photoAt(place);
    if (!photo) return;
    this.#context.prefetcher.stepped();
    this.#direction = direction;
    this.#show(place, fades);
    this.#context.onStep(photo);
  }

  #showSlideshow(isOn: boolean): void {
    this.#controls.slideshow.ariaPressed = String(isOn);
    // Readers would say at each photo why it is not sharp.
    this.#words.tellReaders(!isOn);
  }

  /** Whether somebody is about to use the controls. A mouse that only lies on the button is not, while photos go by. */
  #holdsControls(withMouse: boolean): boolean {
    if (this.#information.isOpen || this.element.querySelector(':is(button, select):focus-visible')) return true;
    return withMouse && !this.#slideshow.isOn && this.element.querySelector(':is(button, select):hover') !== null;
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
