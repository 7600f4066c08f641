import { stepOf } from '../direction.ts';
import { create } from '../dom.ts';
import { takesKeys } from '../takes-keys.ts';
import { texts } from '../texts.ts';
import { viewerButton } from './viewer-button.ts';

export interface ViewerActions {
  readonly previous: () => void;
  readonly next: () => void;
  readonly close: () => void;
  /** Leaves what was entered last: the full screen, then the viewer. */
  readonly escape: () => void;
  /** Looks at the full picture from close by, or at all of it again. */
  readonly zoom: () => void;
  /** Makes it so many times larger. */
  readonly zoomBy: (factor: number) => void;
  /** Moves the picture by so many CSS px; `false` when all of it is seen. */
  readonly pan: (x: number, y: number) => boolean;
  /** Shows what is known of the photo, or no longer. */
  readonly information: () => void;
  readonly slideshow: () => void;
  readonly fullScreen: () => void;
}

/** How many times larger a key makes the picture. */
const KEY_ZOOM = 1.5;

/** How far an arrow key moves a picture that is seen from close by, in CSS px: towards what lies in that direction. */
const PAN_STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [-80, 0],
  ArrowLeft: [80, 0],
  ArrowDown: [0, -80],
  ArrowUp: [0, 80],
};

const ICONS = {
  previous: 'M15 5 8 12l7 7',
  next: 'm9 5 7 7-7 7',
  zoom: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm4.8 11.3L20 20M10.5 7.8v5.4m-2.7-2.7h5.4',
  close: 'm5.5 5.5 13 13m0-13-13 13',
  information: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zm0 7.5v5.5m0-9v.01',
  slideshow: 'M4 5h16v14H4zm6 4v6l5-3z',
  fullScreen: 'M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5',
};

/** The viewer's buttons, and the same by keyboard. */
export class ViewerControls {
  readonly zoom: HTMLButtonElement;
  readonly information: HTMLButtonElement;
  readonly slideshow: HTMLButtonElement;
  readonly fullScreen: HTMLButtonElement;
  readonly close: HTMLButtonElement;
  /** Those at the sides of the picture, on which swipes may begin. */
  readonly beside: readonly HTMLButtonElement[];
  readonly #actions: ViewerActions;

  constructor(actions: ViewerActions) {
    this.#actions = actions;
    this.zoom = viewerButton(texts.viewer.zoom, ICONS.zoom, actions.zoom);
    this.information = viewerButton(texts.information.name, ICONS.information, actions.information);
    this.slideshow = viewerButton(texts.viewer.slideshow, ICONS.slideshow, actions.slideshow);
    this.fullScreen = viewerButton(texts.viewer.fullScreen, ICONS.fullScreen, actions.fullScreen);
    this.close = viewerButton(texts.viewer.close, ICONS.close, actions.close);
    const previous = viewerButton(texts.viewer.previous, ICONS.previous, actions.previous);
    const next = viewerButton(texts.viewer.next, ICONS.next, actions.next);
    previous.classList.add('viewer-side', 'viewer-previous');
    next.classList.add('viewer-side', 'viewer-next');
    this.zoom.classList.add('viewer-zoom');
    this.beside = [previous, next];
  }

  /** The bar of buttons; those of `others` come first. */
  bar(...others: readonly HTMLElement[]): HTMLElement {
    const own = [this.information, this.slideshow, this.fullScreen, this.zoom];
    return create('div', { className: 'viewer-bar' }, {}, ...others, ...own);
  }

  /** Does what a key stands for. */
  press(event: KeyboardEvent): void {
    const actions = this.#actions;
    const { key, altKey, ctrlKey, metaKey, repeat, target } = event;
    if (altKey || ctrlKey || metaKey) return;
    if (takesKeys(target) && key !== 'Escape') return;
    const pan = PAN_STEPS[key];
    const step = stepOf(key);
    if (pan && actions.pan(...pan)) event.preventDefault();
    else if (step === 1) actions.next();
    else if (step === -1) actions.previous();
    else if (key === 'Escape') actions.escape();
    else if (key === '+' || key === '=') actions.zoomBy(KEY_ZOOM);
    else if (key === '-') actions.zoomBy(1 / KEY_ZOOM);
    else if (repeat) return;
    else if (key === 'z') actions.zoom();
    else if (key === 'i') actions.information();
    else if (key === 's') actions.slideshow();
    else if (key === 'f') actions.fullScreen();
  }
}
