import { chooseOverlayPlace, chosenOverlayPlace } from '../../settings.ts';
import { forward, stepOf } from '../direction.ts';
import { numberOf, type Place, placeOf } from './place.ts';

/** So wide is a window, in CSS px, that has the panel at a side; a narrower one has it at the top or the bottom. */
const WIDE = window.matchMedia('(min-width: 600.02px)');
/** A press that moves less than this, in CSS px, draws nothing. */
const SLACK = 4;
const TIMING: KeyframeAnimationOptions = { duration: 200, easing: 'ease-out' };

/**
 * Lets somebody put the panel elsewhere: by drawing it, with a button, or with arrow keys on that. It goes to the nearest place
 * of a few, and the page makes room for it there, by `data-overlay` on the root element: so it never lies over what one needs.
 */
export class Docking {
  readonly #panel: HTMLElement;
  #place = placeOf(chosenOverlayPlace());
  #drag: { readonly pointer: number; readonly x: number; readonly y: number } | undefined;

  /** The panel is drawn by `handle`, apart from buttons on it. */
  constructor(panel: HTMLElement, handle: HTMLElement, moveButton: HTMLElement, signal: AbortSignal) {
    this.#panel = panel;
    handle.addEventListener('pointerdown', (event) => this.#press(event, handle), { signal });
    handle.addEventListener('pointermove', (event) => this.#draw(event), { signal });
    handle.addEventListener('pointerup', (event) => this.#drop(event), { signal });
    handle.addEventListener('pointercancel', () => this.#end(), { signal });
    moveButton.addEventListener('click', () => this.#moveTo(this.#opposite()), { signal });
    moveButton.addEventListener('keydown', (event) => this.#key(event), { signal });
    signal.addEventListener('abort', () => delete document.documentElement.dataset['overlay'], { once: true });
    this.#show();
  }

  #press(event: PointerEvent, handle: HTMLElement): void {
    const onButton = event.target instanceof Element && event.target.closest('button');
    if (event.button !== 0 || onButton) return;
    handle.setPointerCapture(event.pointerId);
    this.#drag = { pointer: event.pointerId, x: event.clientX, y: event.clientY };
  }

  #draw(event: PointerEvent): void {
    const by = this.#drawnBy(event);
    if (by) this.#panel.style.translate = WIDE.matches ? `${by.x}px` : `0 ${by.y}px`;
  }

  #drop(event: PointerEvent): void {
    const by = this.#drawnBy(event);
    if (!by) {
      this.#end();
      return;
    }
    const { left, top, width, height } = this.#panel.getBoundingClientRect();
    const [x, y] = [left + width / 2 - window.innerWidth / 2, top + height / 2 - window.innerHeight / 2];
    const side = Math.sign(x) === forward() ? 'end' : 'start';
    const edge = y > 0 ? 'bottom' : 'top';
    this.#moveTo(WIDE.matches ? { ...this.#place, side } : { ...this.#place, edge });
  }

  #drawnBy({ pointerId, clientX, clientY }: PointerEvent): { x: number; y: number } | undefined {
    if (this.#drag?.pointer !== pointerId) return undefined;
    const by = { x: clientX - this.#drag.x, y: clientY - this.#drag.y };
    return Math.hypot(by.x, by.y) > SLACK ? by : undefined;
  }

  #end(): void {
    this.#drag = undefined;
    this.#panel.style.translate = '';
  }

  #key(event: KeyboardEvent): void {
    const to = this.#placeFor(event.key);
    if (!to) return;
    // Neither the photo behind it nor the page is moved by these.
    event.preventDefault();
    event.stopPropagation();
    this.#moveTo(to);
  }

  #placeFor(key: string): Place | undefined {
    const step = stepOf(key);
    if (step) return { ...this.#place, side: step === 1 ? 'end' : 'start' };
    if (key === 'ArrowUp') return { ...this.#place, edge: 'top' };
    return key === 'ArrowDown' ? { ...this.#place, edge: 'bottom' } : undefined;
  }

  #opposite(): Place {
    const { side, edge } = this.#place;
    return WIDE.matches
      ? { side: side === 'end' ? 'start' : 'end', edge }
      : { side, edge: edge === 'bottom' ? 'top' : 'bottom' };
  }

  #moveTo(place: Place): void {
    const from = this.#panel.getBoundingClientRect();
    this.#place = place;
    chooseOverlayPlace(numberOf(place));
    this.#end();
    this.#show();
    if (!window.matchMedia('(prefers-reduced-motion: no-preference)').matches) return;
    const to = this.#panel.getBoundingClientRect();
    this.#panel.animate({ translate: [`${from.x - to.x}px ${from.y - to.y}px`, 'none'] }, TIMING);
  }

  #show(): void {
    document.documentElement.dataset['overlay'] = `${this.#place.side} ${this.#place.edge}`;
  }
}
