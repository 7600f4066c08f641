/** How long the controls stay when nobody moves, in ms. */
const REST_MS = 2000;

/**
 * Hides what stands over the picture (by `data-quiet`) when nobody moved for a while, and shows it on any move, touch, key or
 * focus. Nothing is out of reach meanwhile for keyboards and readers: it is only not seen. A finger that touches what is not
 * seen brings it back, and presses nothing.
 *
 * `isHeld` says whether the controls have to stay.
 */
export class Fading {
  readonly #viewer: HTMLElement;
  readonly #isHeld: (withMouse: boolean) => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Fingers leave their traces where a mouse would hover. */
  #withMouse = false;
  #wakes = false;
  #at = { x: 0, y: 0 };

  constructor(viewer: HTMLElement, isHeld: (withMouse: boolean) => boolean, signal: AbortSignal) {
    this.#viewer = viewer;
    this.#isHeld = isHeld;
    const onPointer = ({ type, pointerType, screenX: x, screenY: y }: PointerEvent) => {
      // Browsers tell of a mouse that lies still when another picture comes under it.
      if (type === 'pointermove' && x === this.#at.x && y === this.#at.y) return;
      this.#at = { x, y };
      this.#withMouse = pointerType === 'mouse';
      if (type === 'pointerdown') this.#wakes = this.#isQuiet && !this.#withMouse;
      this.wake();
    };
    for (const type of ['pointerdown', 'pointermove', 'pointerup'] as const) {
      viewer.addEventListener(type, onPointer, { signal, capture: true });
    }
    const onClick = (event: MouseEvent) => {
      // Readers press without a finger on the screen.
      if (this.#wakes && event.detail > 0) event.stopPropagation();
      this.#wakes = false;
    };
    viewer.addEventListener('click', onClick, { signal, capture: true });
    viewer.addEventListener('focusin', () => this.wake(), { signal });
    window.addEventListener('keydown', () => this.wake(), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
  }

  /** Shows the controls, for a while. */
  wake(): void {
    delete this.#viewer.dataset['quiet'];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(), REST_MS);
  }

  #rest(): void {
    if (this.#isHeld(this.#withMouse)) this.wake();
    else this.#viewer.dataset['quiet'] = '';
  }

  get #isQuiet(): boolean {
    return this.#viewer.dataset['quiet'] !== undefined;
  }
}
