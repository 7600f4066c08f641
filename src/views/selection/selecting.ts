import type { Photo, PhotoId } from '../../shared/photo.ts';
import { bringNeededBar } from '../bar.ts';
import { button } from '../dom.ts';
import { texts } from '../texts.ts';
import type { RememberedSelection, SelectMode } from './select-mode.ts';
import type { SelectingContext } from './start-selecting.ts';

/** Selecting from the first moment on: what it is done with is loaded after the grid, or when somebody begins. */
export class Selecting {
  /** Begins and ends it. */
  readonly button = button(texts.selection.select, () => void this.#toggle());
  readonly #context: SelectingContext;
  readonly #signal: AbortSignal;
  #loading: Promise<SelectMode | undefined> | undefined;
  #mode: SelectMode | undefined;
  /** What was selected before a reload, until it can be again. */
  #remembered: RememberedSelection | undefined;

  constructor(context: SelectingContext, signal: AbortSignal) {
    this.#context = context;
    this.#signal = signal;
    this.button.ariaPressed = 'false';
  }

  async #toggle(): Promise<void> {
    (await this.load())?.toggle();
    // Loading takes its time, in which people scroll.
    bringNeededBar();
  }

  /** `undefined` where it cannot be loaded: then the shell says so. */
  load(): Promise<SelectMode | undefined> {
    this.#loading ??= import('./start-selecting.ts').then(
      ({ startSelecting }) => {
        if (this.#signal.aborted) return undefined;
        this.#mode = startSelecting(this.button, this.#context, this.#signal);
        return this.#mode;
      },
      () => {
        this.#loading = undefined;
        return undefined;
      },
    );
    return this.#loading;
  }

  /** A key led to a photo. */
  walk(photo: PhotoId, event: KeyboardEvent): void {
    this.#mode?.walk(photo, event);
  }

  /** Selects these, and no others. */
  async choose(photos: readonly Photo[]): Promise<void> {
    (await this.load())?.choose(photos);
  }

  /** What is selected, to outlive a reload; `undefined` while nobody selects. */
  remember(): RememberedSelection | undefined {
    return this.#mode ? this.#mode.remember() : this.#remembered;
  }

  /** Goes on with what was selected before a reload. */
  async recall(selected: RememberedSelection): Promise<void> {
    this.#remembered = selected;
    await (await this.load())?.recall(selected);
  }

  /** Another page is about to be shown. */
  leave(): void {
    this.#mode?.leave();
  }

  /** The grid is on the page again. */
  comeBack(): void {
    this.#mode?.comeBack();
  }
}
