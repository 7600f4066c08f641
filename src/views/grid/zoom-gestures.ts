import { takesKeys } from '../takes-keys.ts';

/** A wheel that turned so far, in px, or fingers whose distance grew so much, mean a step. */
const WHEEL_STEP = 60;
const PINCH_STEP = 1.3;

/** Calls back with a step and the height in the window, in CSS px, at which the hand is. */
type OnZoom = (by: 1 | -1, y: number) => void;

/** Zooming the grid: with two fingers, with Ctrl and the wheel (which is what touchpads send for two fingers), and by keys. */
export function onZoomGesture(element: HTMLElement, onZoom: OnZoom, signal: AbortSignal): void {
  onWheel(element, onZoom, signal);
  onPinch(element, onZoom, signal);
  window.addEventListener(
    'keydown',
    ({ key, altKey, ctrlKey, metaKey, target }) => {
      if (altKey || ctrlKey || metaKey || takesKeys(target) || element.inert || !element.isConnected) return;
      if (key === '+' || key === '=') onZoom(1, window.innerHeight / 2);
      if (key === '-') onZoom(-1, window.innerHeight / 2);
    },
    { signal },
  );
}

function onWheel(element: HTMLElement, onZoom: OnZoom, signal: AbortSignal): void {
  let turned = 0;
  element.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      // Browsers would zoom the page.
      event.preventDefault();
      if (Math.sign(event.deltaY) !== Math.sign(turned)) turned = 0;
      turned += event.deltaY;
      if (Math.abs(turned) < WHEEL_STEP) return;
      onZoom(turned < 0 ? 1 : -1, event.clientY);
      turned = 0;
    },
    { signal, passive: false },
  );
}

interface Finger {
  readonly x: number;
  readonly y: number;
}

function onPinch(element: HTMLElement, onZoom: OnZoom, signal: AbortSignal): void {
  const fingers = new Map<number, Finger>();
  /** How far the fingers were apart at the last step. */
  let apart = 0;
  const measure = () => {
    const [one, other] = [...fingers.values()];
    if (fingers.size !== 2 || !one || !other) return undefined;
    return { apart: Math.hypot(one.x - other.x, one.y - other.y), y: (one.y + other.y) / 2 };
  };
  const down = ({ pointerId, pointerType, clientX: x, clientY: y }: PointerEvent) => {
    if (pointerType !== 'touch') return;
    fingers.set(pointerId, { x, y });
    apart = measure()?.apart ?? 0;
  };
  const move = ({ pointerId, clientX: x, clientY: y }: PointerEvent) => {
    if (!fingers.has(pointerId)) return;
    fingers.set(pointerId, { x, y });
    const now = measure();
    if (!now || apart === 0) return;
    const grown = now.apart / apart;
    if (grown < PINCH_STEP && grown > 1 / PINCH_STEP) return;
    onZoom(grown > 1 ? 1 : -1, now.y);
    ({ apart } = now);
  };
  const up = ({ pointerId }: PointerEvent) => {
    fingers.delete(pointerId);
  };
  element.addEventListener('pointerdown', down, { signal });
  // A finger may leave the grid on its way.
  window.addEventListener('pointermove', move, { signal });
  for (const type of ['pointerup', 'pointercancel'] as const) window.addEventListener(type, up, { signal });
}
