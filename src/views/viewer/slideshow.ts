import type { Library, Place } from '../../library/library.ts';
import type { Wish } from '../../loading/wish.ts';
import { chooseSlideshowSeconds, chosenSlideshowSeconds } from '../../settings.ts';
import type { Photo } from '../../shared/photo.ts';
import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import type { PictureSources } from './sharpener.ts';
import { keepAwake } from './wake-lock.ts';

/** How long each photo may be shown, in seconds, and how long it is where nobody chose. */
const PACES = [2, 4, 8];
const USUAL = 4;
/** After so many photos of which there is nothing to show, as without a network, there is no more to come. */
const MOST_SKIPPED = 50;

export interface SlideshowActions {
  /** Where the photo is that is shown. */
  readonly place: () => Place | undefined;
  /** Goes on to a photo. */
  readonly go: (photo: Photo) => void;
  /** It begins, or has ended. */
  readonly changed: (isOn: boolean) => void;
}

/** Goes from photo to photo by itself, each when it can be seen and the one before was seen for long enough, to the last. */
export class Slideshow {
  /** The choice of how long each photo is shown; there while it runs. */
  readonly pace = create('select', { className: 'viewer-pace', hidden: true }, { 'aria-label': texts.viewer.pace });
  readonly #sources: PictureSources & { readonly library: Library };
  readonly #actions: SlideshowActions;
  #running: AbortController | undefined;

  constructor(sources: PictureSources & { readonly library: Library }, actions: SlideshowActions) {
    this.#sources = sources;
    this.#actions = actions;
    for (const seconds of PACES) {
      this.pace.append(create('option', { value: String(seconds) }, {}, texts.viewer.seconds(seconds)));
    }
    const chosen = chosenSlideshowSeconds() ?? USUAL;
    this.pace.value = String(PACES.includes(chosen) ? chosen : USUAL);
    this.pace.addEventListener('change', () => chooseSlideshowSeconds(Number(this.pace.value)));
  }

  get isOn(): boolean {
    return this.#running !== undefined;
  }

  toggle(): void {
    if (this.#running) this.stop();
    else if (this.#actions.place()) void this.#start();
  }

  /** Somebody goes their own way. */
  stop(): void {
    if (!this.#running) return;
    this.#running.abort();
    this.#running = undefined;
    this.pace.hidden = true;
    this.#actions.changed(false);
  }

  async #start(): Promise<void> {
    const running = new AbortController();
    const { signal } = running;
    this.#running = running;
    this.pace.hidden = false;
    this.#actions.changed(true);
    keepAwake(signal);
    for (let next: Photo | undefined; ; this.#actions.go(next)) {
      const seen = this.#seenLongEnough(signal);
      next = await this.#next(signal);
      await seen;
      // It may have taken until nobody was looking any more.
      if (document.hidden && !signal.aborted) await this.#seenLongEnough(signal);
      if (signal.aborted) return;
      if (!next) break;
    }
    this.stop();
  }

  /** The next photo of which there is something to show, which is at hand by then. */
  async #next(signal: AbortSignal): Promise<Photo | undefined> {
    const { library } = this.#sources;
    let place = this.#actions.place();
    for (let skipped = 0; place && skipped < MOST_SKIPPED && !signal.aborted; skipped += 1) {
      place = await library.neighbour(place, 1);
      const photo = place && library.photoAt(place);
      if (photo && (await this.#canBeSeen(photo, signal))) return photo;
    }
    return undefined;
  }

  /** Waits until a photo is sharp; without a network, its thumbnail has to do. */
  async #canBeSeen(photo: Photo, signal: AbortSignal): Promise<boolean> {
    const { images, thumbnails } = this.#sources;
    const wish: Wish = { signal, priority: 'next' };
    try {
      await images.loadAhead(photo, 'screen', wish);
    } catch {
      const thumbnail = await thumbnails.load(photo, wish).catch(() => undefined);
      thumbnail?.bitmap.close();
      return thumbnail !== undefined;
    }
    return true;
  }

  /** Resolves when a photo has been seen for as long as was chosen; what happens while nobody looks does not count. */
  #seenLongEnough(signal: AbortSignal): Promise<void> {
    const waiting = new AbortController();
    return new Promise<void>((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const wait = () => {
        clearTimeout(timer);
        if (!document.hidden) timer = setTimeout(resolve, Number(this.pace.value) * 1000);
      };
      const end = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener('abort', end, { signal: waiting.signal });
      document.addEventListener('visibilitychange', wait, { signal: waiting.signal });
      wait();
    }).finally(() => waiting.abort());
  }
}
