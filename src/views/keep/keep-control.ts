import type { PinnedState, PinningState } from '../../shared/pin.ts';
import { create } from '../dom.ts';
import { texts } from '../texts.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** An arrow into a disc, and a tick in it: 24 × 24. */
const DISC = 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z';
const ICONS = { keep: `${DISC}M12 7.5v8m-3.5-3.5 3.5 3.5 3.5-3.5`, kept: `${DISC}m-4 9 2.8 2.8 5.2-6` };

/** What the button is called: while nothing is kept, while it is on its way, when some could not be had, and when all is here. */
export interface KeepLabels {
  readonly keep: string;
  readonly coming: string;
  readonly failed: string;
  readonly remove: string;
}

/** A button that keeps something offline or removes it again: its name says which, and its icon what is. */
export class KeepControl {
  readonly element: HTMLButtonElement;
  readonly #labels: KeepLabels;
  readonly #path = document.createElementNS(SVG, 'path');
  #state: PinnedState = 'not-pinned';
  #work: PinningState = 'idle';

  constructor(labels: KeepLabels, onclick: () => void) {
    this.#labels = labels;
    const icon = document.createElementNS(SVG, 'svg');
    icon.setAttribute('viewBox', '0 0 24 24');
    icon.setAttribute('aria-hidden', 'true');
    icon.append(this.#path);
    const click = (event: MouseEvent) => {
      // It may stand inside what opens on a click.
      event.stopPropagation();
      onclick();
    };
    this.element = create('button', { type: 'button', className: 'keep-control', onclick: click });
    this.element.append(icon);
    this.#describe();
  }

  get state(): PinnedState {
    return this.#state;
  }

  /** `work` is how pinning as a whole stands: what is wanted comes only while that goes on. */
  show(state: PinnedState, work: PinningState): void {
    if (state === this.#state && work === this.#work) return;
    this.#state = state;
    this.#work = work;
    this.#describe();
  }

  #describe(): void {
    const isKept = this.#state === 'kept';
    const isWanted = this.#state === 'wanted';
    const { keep, coming, failed, remove } = this.#labels;
    const name = { 'not-pinned': keep, wanted: coming, failed, kept: remove }[this.#state];
    this.element.setAttribute('aria-label', name);
    this.element.title = this.#title(name);
    this.element.dataset['keep'] = this.#state;
    this.element.ariaBusy = String(isWanted && this.#work === 'working');
    this.#path.setAttribute('d', isKept ? ICONS.kept : ICONS.keep);
  }

  #title(name: string): string {
    if (this.#state === 'failed') return texts.keep.standing.failed;
    return this.#state === 'wanted' ? texts.keep.standing[this.#work] : name;
  }
}
