/**
 * The whole screen for the app, and not for the viewer alone: the tier overlay and notices stand beside the viewer, not in it.
 * Browsers without it (iPhones) have no button for it.
 */
export class FullScreen {
  readonly #button: HTMLButtonElement;

  /** `button` says whether it is on, and is hidden where there is no such thing. */
  constructor(button: HTMLButtonElement, signal: AbortSignal) {
    this.#button = button;
    button.hidden = document.fullscreenEnabled !== true;
    const follow = () => {
      button.ariaPressed = String(this.#isOn);
    };
    document.addEventListener('fullscreenchange', follow, { signal });
    follow();
  }

  toggle(): void {
    // Browsers may refuse, and say so themselves.
    if (!this.leave() && !this.#button.hidden) document.documentElement.requestFullscreen().catch(() => {});
  }

  /** Leaves it; `false` where it was off. */
  leave(): boolean {
    if (!this.#isOn) return false;
    document.exitFullscreen().catch(() => {});
    return true;
  }

  get #isOn(): boolean {
    return document.fullscreenElement === document.documentElement;
  }
}
