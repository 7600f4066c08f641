/** How long a finger rests before it means to select, in ms, and how far it may move meanwhile, in CSS px. */
const REST_MS = 500;
const SLACK = 10;

/** A finger that may come to rest, in CSS px. */
interface Press {
  readonly x: number;
  readonly y: number;
  readonly rest: () => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Calls back when a finger rests on something in `element`, and keeps the browser from taking that for anything else. */
export function onLongPress(
  element: HTMLElement,
  listener: (target: Element, event: PointerEvent) => void,
  signal: AbortSignal,
): void {
  let press: Press | undefined;
  let done = false;
  const forget = () => {
    clearTimeout(press?.timer);
    press = undefined;
  };
  const begin = (event: PointerEvent) => {
    const { pointerType, isPrimary, clientX: x, clientY: y, target } = event;
    forget();
    done = false;
    if (pointerType !== 'touch' || !isPrimary || !(target instanceof Element)) return;
    const rest = () => {
      forget();
      done = true;
      listener(target, event);
    };
    press = { x, y, rest, timer: setTimeout(rest, REST_MS) };
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    if (press && Math.hypot(clientX - press.x, clientY - press.y) > SLACK) forget();
  };
  // The menu of a link would come up under the finger, and the click that may follow would take back what was selected.
  const keepFromBrowser = (event: Event) => {
    // The browser's own timer was faster, and it may go on to drag the link.
    if (event.type === 'contextmenu') press?.rest();
    if (done) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (event.type === 'click') done = false;
  };
  element.addEventListener('pointerdown', begin, { signal });
  element.addEventListener('pointermove', move, { signal });
  for (const type of ['pointerup', 'pointercancel'] as const) element.addEventListener(type, forget, { signal });
  for (const type of ['contextmenu', 'click'])
    element.addEventListener(type, keepFromBrowser, { capture: true, signal });
  signal.addEventListener('abort', forget, { once: true });
}
