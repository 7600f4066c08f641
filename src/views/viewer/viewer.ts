import type { Library, Place } from '../../library/library.ts';
import type { ImageLoader, Loaded } from '../../loading/image-loader.ts';
import { isAbort, LoadError } from '../../loading/load-error.ts';
import type { Thumbnail, ThumbnailLoader } from '../../loading/thumbnail-loader.ts';
import type { Photo, Rendition } from '../../shared/photo.ts';
import type { Tier } from '../../shared/tier.ts';
import { create } from '../dom.ts';
import { formatTaken, texts } from '../texts.ts';
import { paintThumbHash } from '../thumbhash.ts';
import { CanvasPicture, type Source } from './canvas-picture.ts';
import { viewerControls } from './viewer-controls.ts';

/** What the viewer needs from the rest of the app. */
export interface ViewerContext {
  readonly library: Library;
  readonly images: ImageLoader;
  readonly thumbnails: ThumbnailLoader;
  /** The thumbnail that the grid shows for the photo, to begin with in the very first frame. */
  readonly tileOf: (photo: Photo) => { picture: HTMLCanvasElement; tier: Tier } | undefined;
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
  readonly #picture = new CanvasPicture();
  readonly #title = create('h1', { className: 'viewer-title' });
  readonly #date = create('p', { className: 'viewer-date' });
  readonly #notice = create('p', { className: 'viewer-notice' }, { role: 'status' });
  #place: Place | undefined;
  #showing: AbortController | undefined;
  /** What is on the canvas, to paint it again at another size; `held` gives it back. */
  #source: Source | undefined;
  #held: () => void = () => {};

  constructor(context: ViewerContext, signal: AbortSignal) {
    this.#context = context;
    const stage = create('div', { className: 'viewer-stage' }, {}, this.#picture.element);
    const caption = create('header', { className: 'viewer-caption' }, {}, this.#title, this.#date);
    const controls = viewerControls({
      previous: () => void this.#step(-1),
      next: () => void this.#step(1),
      close: () => context.onClose(),
    });
    this.element = create(
      'dialog',
      { className: 'viewer' },
      { 'aria-label': texts.viewer.name },
      ...[stage, caption, this.#notice, ...controls.elements],
    );
    this.element.addEventListener('keydown', controls.onKey, { signal });
    window.addEventListener('resize', () => this.#repaint(), { signal });
    window.addEventListener('online', () => this.#place && this.show(this.#place), { signal });
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
    this.#picture.element.setAttribute('aria-label', photo.title);
    this.#open();
    void this.#sharpen(photo, showing.signal);
  }

  /** Says that there is no such photo. */
  showMissing(): void {
    this.#title.textContent = '';
    this.#date.textContent = '';
    this.#notice.textContent = texts.viewer.notFound;
    this.#open();
  }

  close(): void {
    this.#showing?.abort();
    this.#place = undefined;
    this.#hold(undefined, () => {});
    this.element.close();
    this.#context.onCover(false);
  }

  /** Not modal for the browser, which would put the tier overlay out of reach: `onCover` makes the rest inert. */
  #open(): void {
    if (this.element.open) return;
    this.element.show();
    this.#context.onCover(true);
  }

  /** From what is at hand to the full picture, each step sharper than the one before. */
  async #sharpen(photo: Photo, signal: AbortSignal): Promise<void> {
    const { images } = this.#context;
    const full = images.peek(photo, 'full');
    if (full) return this.#paintLoaded(photo, 'full', full);
    const screen = images.peek(photo, 'screen');
    if (screen) this.#paintLoaded(photo, 'screen', screen);
    else await this.#begin(photo, signal);
    try {
      if (!screen) await this.#load(photo, 'screen', signal);
      await this.#load(photo, 'full', signal);
    } catch (error) {
      if (!isAbort(error)) this.#explain(error);
    }
  }

  async #load(photo: Photo, rendition: Rendition, signal: AbortSignal): Promise<void> {
    const loaded = await this.#context.images.load(photo, rendition, signal);
    // The picture may have arrived in the same moment in which the viewer went on.
    if (signal.aborted) loaded.lease.release();
    signal.throwIfAborted();
    this.#paintLoaded(photo, rendition, loaded);
  }

  /** The first frame: the grid's thumbnail, or the blurred placeholder until the thumbnail is there. */
  async #begin(photo: Photo, signal: AbortSignal): Promise<void> {
    const tile = this.#context.tileOf(photo);
    if (tile) return this.#paint(photo, 'thumbnail', copyOf(tile.picture), tile.tier, () => {});
    const blurred = create('canvas');
    paintThumbHash(blurred, photo.thumbhash);
    this.#paint(photo, 'placeholder', blurred, undefined, () => {});
    const thumbnail = await this.#context.thumbnails.load(photo, signal).catch((): Thumbnail | undefined => undefined);
    if (!thumbnail) return;
    if (signal.aborted) thumbnail.bitmap.close();
    else this.#paint(photo, 'thumbnail', thumbnail.bitmap, thumbnail.tier, () => thumbnail.bitmap.close());
  }

  #paintLoaded(photo: Photo, state: Rendition, { lease, tier }: Loaded): void {
    this.#paint(photo, state, lease.value, tier, () => lease.release());
  }

  #paint(photo: Photo, state: Rendition | 'placeholder', source: Source, tier: Tier | undefined, release: () => void) {
    const { element } = this.#picture;
    this.#hold(source, release);
    this.#picture.fit(photo, this.#stageSize());
    this.#picture.paint(source);
    element.dataset['state'] = state;
    if (tier) element.dataset['tier'] = tier;
    else delete element.dataset['tier'];
  }

  /** Takes over what is painted now, and gives back what was painted before. */
  #hold(source: Source | undefined, release: () => void): void {
    this.#held();
    this.#source = source;
    this.#held = release;
  }

  #repaint(): void {
    const photo = this.#place && this.#context.library.photoAt(this.#place);
    if (!photo || !this.#source) return;
    this.#picture.fit(photo, this.#stageSize());
    this.#picture.paint(this.#source);
  }

  #stageSize(): { width: number; height: number } {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  #explain(error: unknown): void {
    const reason = error instanceof LoadError ? error.reason : undefined;
    const blurred = this.#picture.element.dataset['state'] === 'placeholder';
    if (reason === 'offline') {
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
