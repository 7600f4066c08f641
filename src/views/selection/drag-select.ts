import type { PhotoId } from '../../shared/photo.ts';
import { photoOf } from '../grid/photo-of.ts';

/** How far the mouse moves before a click becomes a drag, in CSS px. */
const SLACK = 8;
/** So near to the top and the bottom of the window the grid scrolls on by itself, and so far in a frame at most, in CSS px. */
const EDGE = 72;
const MOST_SCROLL = 24;

interface DragActions {
  /** Whether photos are being selected. */
  readonly isOn: () => boolean;
  /** `rested` where a finger had selected the photo before. */
  readonly begin: (photo: PhotoId, rested: boolean) => void;
  /** The pointer is over this photo now. */
  readonly over: (photo: PhotoId) => void;
}

interface Drag {
  readonly pointer: number;
  readonly photo: PhotoId;
  readonly rested: boolean;
  x: number;
  y: number;
  isMoving: boolean;
}

/** Selecting photos by drawing over them: with the mouse, or with a finger that rested on one first. */
export class DragSelect {
  readonly #actions: DragActions;
  #drag: Drag | undefined;
  #over: PhotoId | undefined;
  #frame = 0;
  /** The click that ends a drag selects nothing. */
  #ignoresClick = false;

  constructor(element: HTMLElement, actions: DragActions, signal: AbortSignal) {
    this.#actions = actions;
    element.addEventListener('pointerdown', (event) => this.#press(event), { signal });
    window.addEventListener('pointermove', (event) => this.#move(event), { signal });
    for (const type of ['pointerup', 'pointercancel'] as const) {
      window.addEventListener(type, ({ pointerId }) => this.#end(pointerId), { signal });
    }
    const whileDragging = (event: Event) => this.#drag && event.preventDefault();
    // Browsers would drag the link, and scroll below the finger.
    element.addEventListener('dragstart', whileDragging, { signal });
    element.addEventListener('touchmove', whileDragging, { passive: false, signal });
    const ignore = (event: MouseEvent) => {
      // The keyboard clicks, too, and has not drawn anything.
      if (!this.#ignoresClick || event.detail === 0) return;
      this.#ignoresClick = false;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    element.addEventListener('click', ignore, { capture: true, signal });
    signal.addEventListener('abort', () => cancelAnimationFrame(this.#frame), { once: true });
  }

  /** A finger came to rest on a photo, which it selected: what it moves over from now on is selected too. */
  rest(photo: PhotoId, { pointerId: pointer, clientX: x, clientY: y }: PointerEvent): void {
    this.#drag = { pointer, photo, x, y, rested: true, isMoving: false };
  }

  #press({ pointerType, pointerId: pointer, clientX: x, clientY: y, button, ctrlKey, target }: PointerEvent): void {
    this.#ignoresClick = false;
    // A second finger means something else.
    if (pointerType === 'touch') this.#drag = undefined;
    const photo = photoOf(target);
    if (pointerType === 'touch' || button !== 0 || ctrlKey || !photo || !this.#actions.isOn()) return;
    this.#drag = { pointer, photo, x, y, rested: false, isMoving: false };
  }

  #move({ pointerId, pointerType, buttons, clientX, clientY }: PointerEvent): void {
    const drag = this.#drag;
    if (drag?.pointer !== pointerId) return;
    // The button was let go of where nobody told this window.
    if (pointerType === 'mouse' && (buttons & 1) === 0) {
      this.#end(pointerId);
      return;
    }
    if (!drag.isMoving && Math.hypot(clientX - drag.x, clientY - drag.y) < SLACK) return;
    if (!drag.isMoving) {
      this.#over = drag.photo;
      this.#actions.begin(drag.photo, drag.rested);
    }
    Object.assign(drag, { x: clientX, y: clientY, isMoving: true });
    this.#look();
  }

  /** In each frame, as the grid may move below a pointer that rests. */
  #look(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const drag = this.#drag;
      if (!drag) return;
      this.#lookAt(drag);
      const scroll = scrollAt(drag.y);
      if (scroll === 0) return;
      window.scrollBy({ top: scroll, behavior: 'instant' });
      this.#look();
    });
  }

  #lookAt({ x, y }: Drag): void {
    // Also below what floats at the foot, where the pointer goes to scroll on.
    const photo = document.elementsFromPoint(x, y).map(photoOf).find(Boolean);
    if (!photo || photo === this.#over) return;
    this.#over = photo;
    this.#actions.over(photo);
  }

  #end(pointer: number): void {
    if (this.#drag?.pointer !== pointer) return;
    this.#ignoresClick = this.#drag.isMoving;
    if (this.#drag.isMoving) this.#lookAt(this.#drag);
    this.#drag = undefined;
    this.#over = undefined;
  }
}

/** The nearer to the edge, the faster. */
function scrollAt(y: number): number {
  const [above, below] = [EDGE - y, y - (window.innerHeight - EDGE)];
  const depth = Math.min(Math.max(above, below, 0) / EDGE, 1);
  return Math.round(depth * MOST_SCROLL) * (above > below ? -1 : 1);
}
