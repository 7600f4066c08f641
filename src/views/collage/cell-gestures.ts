/** What a pointer or the keyboard does to the cell at an index. */
export interface CellActions {
  /** A photo is about to be moved. */
  readonly grab: (cell: number) => void;
  /** Moves the photo within its cell, by so many px from where it was when it was grabbed. */
  readonly pan: (cell: number, x: number, y: number) => void;
  /** A photo is held over the cell of another; `undefined`: over none. */
  readonly hold: (target: number | undefined) => void;
  readonly swap: (cell: number, other: number) => void;
  /** It was clicked, which chooses it for a change of places. */
  readonly pick: (cell: number) => void;
}

/** A pointer that moved less than this, in px, only clicked. */
const SLOP = 5;
/** How far an arrow key moves a photo, in px. */
const KEY_STEP = 12;

const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

interface Drag {
  readonly pointer: number;
  readonly cell: number;
  readonly x: number;
  readonly y: number;
  moved: boolean;
  target: number | undefined;
}

/**
 * Drags a photo within its cell, which chooses what is seen of it, or onto another, with which it changes places. `cells` are
 * the elements of the cells in order, at this time.
 */
export class CellGestures {
  readonly #cells: () => readonly HTMLElement[];
  readonly #actions: CellActions;
  #drag: Drag | undefined;
  /** The click that a browser makes of a drag's end is none. */
  #endedDrag = false;

  constructor(frame: HTMLElement, cells: () => readonly HTMLElement[], actions: CellActions, signal: AbortSignal) {
    this.#cells = cells;
    this.#actions = actions;
    frame.addEventListener('pointerdown', (event) => this.#begin(event), { signal });
    frame.addEventListener('pointermove', (event) => this.#move(event), { signal });
    frame.addEventListener('pointerup', (event) => this.#end(event, true), { signal });
    frame.addEventListener('pointercancel', (event) => this.#end(event, false), { signal });
    frame.addEventListener('click', (event) => this.#click(event), { signal });
    frame.addEventListener('keydown', (event) => this.#onKey(event), { signal });
  }

  #begin(event: PointerEvent): void {
    const cell = this.#cellOf(event.target);
    this.#endedDrag = false;
    if (cell === undefined || event.button !== 0 || this.#drag) return;
    const { pointerId: pointer, clientX: x, clientY: y } = event;
    this.#drag = { pointer, cell, x, y, moved: false, target: undefined };
    this.#cells()[cell]?.setPointerCapture(pointer);
  }

  #move({ pointerId, clientX, clientY }: PointerEvent): void {
    const drag = this.#drag;
    if (drag?.pointer !== pointerId) return;
    if (!drag.moved && Math.hypot(clientX - drag.x, clientY - drag.y) < SLOP) return;
    if (!drag.moved) this.#actions.grab(drag.cell);
    drag.moved = true;
    const over = this.#cells().findIndex((element) => contains(element.getBoundingClientRect(), clientX, clientY));
    const target = over < 0 || over === drag.cell ? undefined : over;
    if (target !== drag.target) this.#actions.hold(target);
    drag.target = target;
    // On its way to another place it was not meant to be moved in its own.
    const [x, y] = over === drag.cell ? [clientX - drag.x, clientY - drag.y] : [0, 0];
    this.#actions.pan(drag.cell, x, y);
  }

  #end({ pointerId }: PointerEvent, meant: boolean): void {
    const drag = this.#drag;
    if (drag?.pointer !== pointerId) return;
    this.#drag = undefined;
    this.#endedDrag = drag.moved;
    this.#actions.hold(undefined);
    if (!meant && drag.moved) this.#actions.pan(drag.cell, 0, 0);
    else if (drag.target !== undefined) this.#actions.swap(drag.cell, drag.target);
  }

  #click({ target }: MouseEvent): void {
    const cell = this.#cellOf(target);
    if (cell !== undefined && !this.#endedDrag) this.#actions.pick(cell);
    this.#endedDrag = false;
  }

  #onKey(event: KeyboardEvent): void {
    const cell = this.#cellOf(event.target);
    const arrow = ARROWS[event.key];
    if (cell === undefined || !arrow || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const other = cell + arrow.x + arrow.y;
    if (!event.shiftKey) {
      this.#actions.grab(cell);
      this.#actions.pan(cell, arrow.x * KEY_STEP, arrow.y * KEY_STEP);
    } else if (other >= 0 && other < this.#cells().length) this.#actions.swap(cell, other);
  }

  #cellOf(target: EventTarget | null): number | undefined {
    const index = this.#cells().findIndex((element) => target instanceof Node && element.contains(target));
    return index < 0 ? undefined : index;
  }
}

function contains({ left, right, top, bottom }: DOMRect, x: number, y: number): boolean {
  return x >= left && x < right && y >= top && y < bottom;
}
