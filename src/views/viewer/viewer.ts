import type { Library, Place } from '../../library/library.ts';
import type { ImageLoader, Loaded } from '../../loading/image-loader.ts';
import { isAbort, LoadError } from '../../loading/load-error.ts';
import type { Thumbnail, ThumbnailLoader } from '../../loading/thumbnail-loader.ts';
import type { Photo, Rendition } from '../../shared/photo.ts';
import { create } from '../dom.ts';
import type { Painted } from '../grid/tile.ts';
import { formatTaken, texts } from '../texts.ts';
import { paintThumbHash } from '../thumbhash.ts';
import { CanvasPicture } from './canvas-picture.ts';
import { viewerControls } from './viewer-controls.ts';

/** What the viewer needs from the rest of the app. */
export interface ViewerContext {
  readonly library: Library;
  readonly images: ImageLoader;
  readonly thumbnails: ThumbnailLoader;
  /** The thumbnail that the grid shows for the photo, to begin with in the very first frame. */
  readonly tileOf: (photo: Photo) => Painted | undefined;
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
  readonly #title = create('h1', { className: 'viewer-title' });
  readonly #date = create('p', { className: 'viewer-date' });
  readonly #notice = create('p', { className: 'viewer-notice' }, { role: 'status' });
  #place: Place | undefined;
  #showing: AbortController | undefined;

  constructor(context: ViewerContext, signal: AbortSignal) {
    this.#context = context;
    this.#picture = new CanvasPicture(signal);
    const caption = create('header', { className: 'viewer-caption' }, {}, this.#title, this.#date);
    const controls = viewerControls({
      previous: () => void this.#step(-1),
      next: () => void this.#step(1),
      close: () => context.onClose(),
    });
    this.element = create(
      'dialog',
      { className: 'viewer' },
      // It takes the focus itself when it opens, so that no button looks chosen.
      { 'aria-label': texts.viewer.name, tabindex: '-1', autofocus: '' },
      ...[this.#picture.element, caption, this.#notice, ...controls.elements],
    );
    // On the window: focus may be in the tier overlay.
    const onKey = (event: KeyboardEvent) => this.element.open && controls.onKey(event);
    window.addEventListener('keydown', onKey, { signal });
    // Whatever kept the picture from getting sharp may be over.
    const tryAgain = () => this.#place && this.#notice.textContent && this.show(this.#place);
    window.addEventListener('online', tryAgain, { signal });
  }

  /** The place of the photo that is shown. */
  get place(): Place | undefined {
    return this.#place;
  }

  /** Shows the photo at `place`, which has to be loaded. */
  show(place: Place): void {
    const photo = this.#context.library.photoAt(place);
    if (!photo) return;
    this.#showing?.abort();
    const showing = new AbortController();
    this.#showing = showing;
    this.#place = place;
    this.#title.textContent = photo.title;
    this.#date.textContent = formatTaken(photo.taken);
    this.#notice.textContent = '';
    this.open();
    void this.#sharpen(photo, showing.signal);
  }

  /** Says why there is nothing to show. */
  showMissing(reason: string): void {
    this.#notice.textContent = reason;
    this.open();
  }

  /** Opens it, black until `show`. Not modal for the browser, which would put the tier overlay out of reach. */
  open(): void {
    if (this.element.open) return;
    this.element.show();
    this.#context.onCover(true);
  }

  close(): void {
    this.#showing?.abort();
    this.#place = undefined;
    this.#picture.clear();
    for (const words of [this.#title, this.#date, this.#notice]) words.textContent = '';
    if (!this.element.open) return;
    this.element.close();
    this.#context.onCover(false);
  }

  /** From what is at hand to the full picture, each step sharper than the one before. */
  async #sharpen(photo: Photo, signal: AbortSignal): Promise<void> {
    const { images } = this.#context;
    const full = images.peek(photo, 'full');
    if (full) return this.#paint(photo, 'full', full);
    const screen = images.peek(photo, 'screen');
    if (screen) this.#paint(photo, 'screen', screen);
    const begun = screen ? Promise.resolve() : this.#begin(photo, signal);
    try {
      // A library may lack a screen rendition and still have the original; offline there is neither.
      if (!screen) await this.#load(photo, 'screen', signal).catch(rethrowUnlessSkippable);
      await this.#load(photo, 'full', signal);
    } catch (error) {
      await begun;
      if (!signal.aborted) this.#explain(error);
    }
  }

  async #load(photo: Photo, rendition: Rendition, signal: AbortSignal): Promise<void> {
    const loaded = await this.#context.images.load(photo, rendition, signal);
    // The picture may have arrived in the same moment in which the viewer went on.
    if (signal.aborted) loaded.lease.release();
    signal.throwIfAborted();
    this.#paint(photo, rendition, loaded);
  }

  #paint(photo: Photo, sharpness: Rendition, { lease, tier }: Loaded): void {
    this.#picture.show({ photo, sharpness, source: lease.value, tier, release: () => lease.release() });
  }

  /** The first frame: the grid's thumbnail, or the blurred placeholder until the thumbnail is there. */
  async #begin(photo: Photo, signal: AbortSignal): Promise<void> {
    const nothing = () => {};
    const tile = this.#context.tileOf(photo);
    if (tile) {
      const source = copyOf(tile.picture);
      return this.#picture.show({ photo, sharpness: 'thumbnail', source, tier: tile.tier, release: nothing });
    }
    const source = create('canvas');
    paintThumbHash(source, photo.thumbhash);
    this.#picture.show({ photo, sharpness: 'placeholder', source, tier: undefined, release: nothing });
    const thumbnail = await this.#context.thumbnails.load(photo, signal).catch((): Thumbnail | undefined => undefined);
    if (!thumbnail) return;
    const { bitmap, tier } = thumbnail;
    // Something sharper may have been faster.
    if (signal.aborted || this.#picture.sharpness !== 'placeholder') bitmap.close();
    else this.#picture.show({ photo, sharpness: 'thumbnail', source: bitmap, tier, release: () => bitmap.close() });
  }

  #explain(error: unknown): void {
    if (isOffline(error)) {
      const blurred = this.#picture.sharpness === 'placeholder';
      this.#notice.textContent = blurred ? texts.viewer.offlineNothing : texts.viewer.offlinePreview;
    } else {
      this.#notice.textContent = texts.viewer.stays(error instanceof Error ? error.message : String(error));
    }
  }

  async #step(step: 1 | -1): Promise<void> {
    const from = this.#place;
    const place = from && (await this.#context.library.neighbour(from, step));
    const photo = place && this.#context.library.photoAt(place);
    // Meanwhile the viewer may have been closed, or have moved on.
    if (!photo || this.#place !== from) return;
    this.show(place);
    this.#context.onStep(photo);
  }
}

/** A copy to keep: the grid takes its tile's pixels back when it is scrolled on. */
function copyOf(picture: HTMLCanvasElement): HTMLCanvasElement {
  const { width, height } = picture;
  const copy = create('canvas', { width, height });
  copy.getContext('2d')?.drawImage(picture, 0, 0);
  return copy;
}

function isOffline(error: unknown): boolean {
  return error instanceof LoadError && error.reason === 'offline';
}

/** A screen rendition that is missing or broken can be skipped; nothing else can. */
function rethrowUnlessSkippable(error: unknown): void {
  if (isAbort(error) || isOffline(error)) throw error;
}
