import { create } from '../dom.ts';
import { icon } from '../icon.ts';

/** A button over the picture: a drawing, and its name for readers and for whoever rests on it. */
export function viewerButton(name: string, drawing: string, onclick: () => void): HTMLButtonElement {
  const attributes = { 'aria-label': name, title: name };
  return create('button', { type: 'button', className: 'viewer-button', onclick }, attributes, icon(drawing));
}
