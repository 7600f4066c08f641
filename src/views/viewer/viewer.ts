import type { Library, Place } from '../../library/library.ts';
import { isOffline } from '../../loading/load-error.ts';
import type { Prefetcher } from '../../loading/prefetcher.ts';
import { messageOf } from '../../shared/message-of.ts';
import type { Photo } from '../../shared/photo.ts';
import { create } from '../dom.ts';
import { formatTaken } from '../formats.ts';
import { texts } from '../texts.ts';
import type { PictureSources } from './sharpener.ts';
import { Stage } from './stage.ts';
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
  readonly #stage: Stage;
  readonly #title = create('h1', { className: 'viewer-title' });
  readonly #date = create('p', { className: 'viewer-date' });
  readonly #notice = create('p', { className: 'viewer-notice' }, { role: 'status' });
  readonly #zoom: HTMLButtonElement;
  #place: Place | undefined;
  #photo: Photo | undefined;
  /** Which way the user goes through the photos. */
  #direction: 1 | -1 = 1;

  constructor(context: ViewerContext, signal: AbortSignal) {
    this.#context = context;
    const controls = viewerControls({
      previous: () => void this.#step(-1),
      next: () => void this.#step(1),
      close: () => context.onClose(),
      zoom: () => this.#stage.toggleZoom(),
      zoomBy: (factor) => this.#stage.zoomBy(factor),
      pan: (x, y) => this.#stage.pan(x, y),
    });
    this.#zoom = controls.zoom;
    this.#stage = new Stage(
      context,
      {
        neighbour: async (step) => {
          const place = this.#place && (await context.library.neighbour(this.#place, step));
          return place && context.library.photoAt(place);
        },
        step: (step) => this.#step(step),
        close: () => context.onClose(),
        zoomed: () => this.#showZoom(),
        painted: () => {},
        trouble: (error) => this.#explain(error),
      },
      controls.beside,
      signal,
    );
    const caption = create('header', { className: 'viewer-caption' }, {}, this.#title, this.#date);
    this.element = create(
      'dialog',
      { className: 'viewer' },
      { 'aria-label': texts.viewer.name, tabindex: '-1' },
      ...[...this.#stage.elements, caption, this.#notice, ...controls.elements],
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
    this.#place = place;
    this.#photo = photo;
    this.#title.textContent = photo.title;
    this.#date.textContent = formatTaken(photo.taken);
    this.#notice.textContent = '';
    for (const control of this.#context.controls) control.show(photo);
    this.open();
    this.#keepFocus();
    const reachable = this.#stage.show(photo, false);
    this.#showZoom();
    void this.#lookAhead(reachable);
    if (from) this.#stage.flyIn(this.element, from);
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
    const flyOut = this.#place && to ? this.#stage.prepareFlyOut() : () => {};
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
    this.#context.prefetcher.stop();
    this.#place = undefined;
    this.#photo = undefined;
    this.#stage.clear();
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

  #showZoom(): void {
    this.#zoom.disabled = !this.#photo;
    this.#zoom.ariaPressed = String(this.#stage.isClose);
  }

  #explain(error: unknown): void {
    const blurred = this.#stage.shown?.sharpness === 'placeholder';
    if (!error) {
      this.#notice.textContent = '';
    } else if (isOffline(error)) {
      this.#notice.textContent = blurred ? texts.viewer.offlineNothing : texts.viewer.offlinePreview;
    } else {
      const reason = messageOf(error);
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
