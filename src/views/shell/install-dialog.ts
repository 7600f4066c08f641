import { button, create } from '../dom.ts';
import { texts } from '../texts.ts';
import type { InstallWay } from './install-way.ts';

/** Says how to install the app in this browser, step by step. */
export function showInstallSteps(way: InstallWay): void {
  const { installTitle, installSteps, installHints } = texts.shell;
  const close = button(texts.dialog.close, () => dialog.close());
  close.autofocus = true;
  const dialog = create(
    'dialog',
    { className: 'dialog' },
    { 'aria-label': installTitle },
    create('h2', {}, {}, installTitle),
    create('ol', { className: 'install-steps' }, {}, ...installSteps[way].map((step) => create('li', {}, {}, step))),
    create('p', { className: 'install-hint' }, {}, installHints[way]),
    create('div', { className: 'dialog-buttons' }, {}, close),
  );
  // What it stands over listens for the same keys.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('close', () => dialog.remove(), { once: true });
  document.body.append(dialog);
  dialog.showModal();
}
