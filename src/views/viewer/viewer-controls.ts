import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import type { Point } from './framing.ts';

export interface ViewerActions {
  readonly previous: () => void;
  readonly next: () => void;
  readonly close: () => void;
  /** Looks at the full picture from close by, around a point in client px, or at all of it again. */
  readonly zoom: (at?: Point) => void;
  /** Moves the picture by so many CSS px. */
  readonly pan: (x: number, y: number) => void;
}

/** The viewer's buttons, and the same by keyboard and, on `stage`, by pointer. */
export function viewerControls(
  actions: ViewerActions,
  stage: HTMLElement,
): { elements: HTMLElement[]; zoom: HTMLButtonElement; onKey: (event: KeyboardEvent) => void } {
  const button = (name: string, className: string, onclick: () => void) =>
    create('button', { type: 'button', className: `viewer-button ${className}`, onclick }, { 'aria-label': name });
  const zoom = button(texts.viewer.zoom, 'viewer-zoom', () => actions.zoom());
  stage.addEventListener('dblclick', ({ clientX, clientY }) => actions.zoom({ x: clientX, y: clientY }));
  // Engines disagree on the unit of movementX, so the way is measured here.
  let last: Point = { x: 0, y: 0 };
  stage.addEventListener('pointerdown', ({ pointerId, clientX, clientY }) => {
    stage.setPointerCapture(pointerId);
    last = { x: clientX, y: clientY };
  });
  stage.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    if (!stage.hasPointerCapture(pointerId)) return;
    actions.pan(clientX - last.x, clientY - last.y);
    last = { x: clientX, y: clientY };
  });
  return {
    zoom,
    elements: [
      button(texts.viewer.previous, 'viewer-previous', actions.previous),
      button(texts.viewer.next, 'viewer-next', actions.next),
      zoom,
      button(texts.viewer.close, 'viewer-close', actions.close),
    ],
    onKey: ({ key, altKey, ctrlKey, metaKey }) => {
      if (altKey || ctrlKey || metaKey) return;
      if (key === 'ArrowRight') actions.next();
      else if (key === 'ArrowLeft') actions.previous();
      else if (key === 'Escape') actions.close();
      else if (key === 'z') actions.zoom();
    },
  };
}
