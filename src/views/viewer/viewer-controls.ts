import { create } from '../dom.ts';
import { texts } from '../texts.ts';

export interface ViewerActions {
  readonly previous: () => void;
  readonly next: () => void;
  readonly close: () => void;
  /** Looks at the full picture from close by, or at all of it again. */
  readonly zoom: () => void;
  /** Makes it so many times larger. */
  readonly zoomBy: (factor: number) => void;
  /** Moves the picture by so many CSS px; `false` when all of it is seen. */
  readonly pan: (x: number, y: number) => boolean;
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

/** The viewer's buttons, and the same by keyboard. */
export function viewerControls(actions: ViewerActions): {
  elements: HTMLElement[];
  /** Those at the sides of the picture, on which swipes may begin. */
  beside: HTMLElement[];
  zoom: HTMLButtonElement;
  onKey: (event: KeyboardEvent) => void;
} {
  const button = (name: string, className: string, onclick: () => void) =>
    create('button', { type: 'button', className: `viewer-button ${className}`, onclick }, { 'aria-label': name });
  const zoom = button(texts.viewer.zoom, 'viewer-zoom', () => actions.zoom());
  const beside = [
    button(texts.viewer.previous, 'viewer-previous', actions.previous),
    button(texts.viewer.next, 'viewer-next', actions.next),
  ];
  return {
    ...{ zoom, beside },
    elements: [...beside, zoom, button(texts.viewer.close, 'viewer-close', actions.close)],
    onKey: (event) => {
      const { key, altKey, ctrlKey, metaKey, repeat } = event;
      if (altKey || ctrlKey || metaKey) return;
      const step = PAN_STEPS[key];
      if (step && actions.pan(...step)) event.preventDefault();
      else if (key === 'ArrowRight') actions.next();
      else if (key === 'ArrowLeft') actions.previous();
      else if (key === 'Escape') actions.close();
      else if (key === 'z' && !repeat) actions.zoom();
      else if (key === '+' || key === '=') actions.zoomBy(KEY_ZOOM);
      else if (key === '-') actions.zoomBy(1 / KEY_ZOOM);
    },
  };
}
