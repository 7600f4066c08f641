import { button, create } from '../dom.ts';
import { texts } from '../texts.ts';

/** Something to do with the selected photos. */
export interface SelectionAction {
  readonly label: string;
  readonly run: () => void;
  /** Whether it makes sense for what is selected now. */
  readonly applies: () => boolean;
  /** Takes something away that may not come back. */
  readonly isDangerous?: boolean;
}

/** What can be done with the selected photos, at the foot of the window, where thumbs are. */
export class SelectionBar {
  readonly element: HTMLElement;
  readonly #count = create('p', { className: 'selection-count' }, { role: 'status' });
  readonly #buttons: readonly { readonly action: SelectionAction; readonly element: HTMLButtonElement }[];

  constructor(actions: readonly SelectionAction[], onClear: () => void) {
    this.#buttons = actions.map((action) => ({
      action,
      element: button(action.label, action.run, action.isDangerous ? 'button danger' : 'button'),
    }));
    this.element = create(
      'section',
      { className: 'selection-bar', hidden: true },
      { 'aria-label': texts.selection.name },
      this.#count,
      ...this.#buttons.map(({ element }) => element),
      button(texts.selection.clear, onClear, 'button selection-clear'),
    );
  }

  /** `count` is the number of selected photos; `undefined` hides the bar. */
  show(count: number | undefined): void {
    this.element.hidden = count === undefined;
    this.#count.textContent = count === undefined ? '' : texts.selection.count(count);
    for (const { action, element } of this.#buttons) element.hidden = count === 0 || !action.applies();
  }
}
