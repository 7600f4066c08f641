import { create } from '../dom.ts';
import { texts } from '../texts.ts';

/** The event by which Chromium offers to install the app; no standard has it yet. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** The browser's offer to install the app, as buttons that are hidden until there is one. */
export class InstallOffer {
  #prompt: InstallPrompt | undefined;
  readonly #buttons: HTMLButtonElement[] = [];

  constructor(signal: AbortSignal) {
    const follow = (prompt: InstallPrompt | undefined) => {
      this.#prompt = prompt;
      for (const button of this.#buttons) button.hidden = prompt === undefined;
    };
    window.addEventListener(
      'beforeinstallprompt',
      (event) => {
        event.preventDefault();
        // Nothing else has this name.
        follow(event as InstallPrompt);
      },
      { signal },
    );
    window.addEventListener('appinstalled', () => follow(undefined), { signal });
  }

  /** Makes a button that shows the browser's own question. Make few: each follows the offer as long as the page lives. */
  button(): HTMLButtonElement {
    const onclick = () => {
      void this.#prompt?.prompt();
      for (const button of this.#buttons) button.hidden = true;
    };
    const button = create(
      'button',
      { type: 'button', className: 'button install', hidden: this.#prompt === undefined, onclick },
      {},
      texts.shell.install,
    );
    this.#buttons.push(button);
    return button;
  }
}
