import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import { installWay } from './install-way.ts';

/** The event by which Chromium offers to install the app; no standard has it yet. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/**
 * Buttons that install the app: by the browser's own question where it offers that, and by a few steps where it can only be
 * done by hand. Elsewhere, and in the installed app, they are hidden.
 */
export class InstallOffer {
  #prompt: InstallPrompt | undefined;
  readonly #way = isInstalled() ? undefined : installWay(navigator);
  readonly #buttons: HTMLButtonElement[] = [];

  constructor(signal: AbortSignal) {
    window.addEventListener(
      'beforeinstallprompt',
      (event) => {
        event.preventDefault();
        // Nothing else has this name.
        this.#follow(event as InstallPrompt);
      },
      { signal },
    );
    window.addEventListener('appinstalled', () => this.#follow(undefined), { signal });
  }

  /** Makes a button that installs. Make few: each follows the offer as long as the page lives. */
  button(): HTMLButtonElement {
    const onclick = () => void this.#install();
    const button = create(
      'button',
      { type: 'button', className: 'button install', hidden: this.#isHidden, onclick },
      {},
      texts.shell.install,
    );
    this.#buttons.push(button);
    return button;
  }

  get #isHidden(): boolean {
    return this.#prompt === undefined && this.#way === undefined;
  }

  #follow(prompt: InstallPrompt | undefined): void {
    this.#prompt = prompt;
    for (const button of this.#buttons) button.hidden = this.#isHidden;
  }

  async #install(): Promise<void> {
    if (this.#prompt) {
      void this.#prompt.prompt();
      // It can be asked once.
      this.#follow(undefined);
    } else if (this.#way) {
      // Where it cannot be loaded the shell says so.
      const loaded = await import('./install-dialog.ts').catch(() => undefined);
      loaded?.showInstallSteps(this.#way);
    }
  }
}

/** Safari on iOS had a property of its own before there was a standard. */
function isInstalled(): boolean {
  const isStandalone = 'standalone' in navigator && navigator.standalone === true;
  return isStandalone || window.matchMedia('(display-mode: standalone)').matches;
}
