import { button, create } from './dom.ts';
import { texts } from './texts.ts';

export interface Question {
  readonly title: string;
  /** What will happen, a paragraph each. */
  readonly lines: readonly string[];
  /** The button that does it. */
  readonly action: string;
  /** What somebody has to tick before it can be done, where nothing brings back what goes. */
  readonly acknowledge?: string | undefined;
}

const AGREED = 'agreed';

/** Asks before something that cannot be taken back; resolves with whether to do it. */
export function confirm({ title, lines, action, acknowledge }: Question): Promise<boolean> {
  const agree = button(action, () => dialog.close(AGREED));
  agree.classList.add('danger');
  const cancel = button(texts.dialog.cancel, () => dialog.close());
  cancel.autofocus = true;
  const dialog = create(
    'dialog',
    { className: 'dialog' },
    { 'aria-label': title },
    create('h2', {}, {}, title),
    ...lines.map((line) => create('p', {}, {}, line)),
  );
  if (acknowledge) {
    const tick = create('input', { type: 'checkbox' });
    const follow = () => {
      agree.disabled = !tick.checked;
    };
    tick.addEventListener('change', follow);
    follow();
    dialog.append(create('label', { className: 'tick' }, {}, tick, acknowledge));
  }
  dialog.append(create('div', { className: 'dialog-buttons' }, {}, cancel, agree));
  // The viewer, which it may stand over, listens for the same keys.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    const answer = () => {
      dialog.remove();
      resolve(dialog.returnValue === AGREED);
    };
    dialog.addEventListener('close', answer, { once: true });
  });
}
