import { create } from '../dom.ts';
import { texts } from '../texts.ts';

export interface ViewerActions {
  readonly previous: () => void;
  readonly next: () => void;
  readonly close: () => void;
}

/** The viewer's buttons, and the same by keyboard. */
export function viewerControls(actions: ViewerActions): {
  elements: HTMLElement[];
  onKey: (event: KeyboardEvent) => void;
} {
  const button = (name: string, className: string, onclick: () => void) =>
    create('button', { type: 'button', className: `viewer-button ${className}`, onclick }, { 'aria-label': name });
  return {
    elements: [
      button(texts.viewer.previous, 'viewer-previous', actions.previous),
      button(texts.viewer.next, 'viewer-next', actions.next),
      button(texts.viewer.close, 'viewer-close', actions.close),
    ],
    onKey: ({ key, altKey, ctrlKey, metaKey }) => {
      if (altKey || ctrlKey || metaKey) return;
      if (key === 'ArrowRight') actions.next();
      else if (key === 'ArrowLeft') actions.previous();
      else if (key === 'Escape') actions.close();
    },
  };
}
