import { screenColours } from '../canvas-colours.ts';
import { create } from '../dom.ts';

const TIMING: KeyframeAnimationOptions = { duration: 220, easing: 'ease-out' };
/** From one photo of a slideshow to the next. */
const SLOW: KeyframeAnimationOptions = { duration: 600, easing: 'ease-in-out' };

/*
 * Pictures fly out of their tile and back into it by transforms of their own. The View Transitions API would look the same, and
 * make the change in a later frame: keys that are pressed until then would go to what is about to be covered, and nothing could
 * be pressed while it runs.
 */

/** The picture on `canvas` seems to come from a place in the window, while what is behind it gets dark. */
export function flyIn(canvas: HTMLElement, behind: HTMLElement, from: DOMRect): void {
  if (!isWelcome()) return;
  const rest = canvas.getBoundingClientRect();
  canvas.animate({ transform: [transformTo(rest, from), 'none'] }, TIMING);
  behind.animate({ backgroundColor: ['transparent', '#000'] }, TIMING);
}

/** Makes a copy of what is on `canvas`, which flies by itself to a place in the window once that is known. */
export function prepareFlyOut(canvas: HTMLCanvasElement): (to: DOMRect | undefined) => void {
  const copied = copyOf(canvas);
  if (!copied) return () => {};
  const { copy, rest } = copied;
  return (to) => {
    document.body.append(copy);
    const end = to ? { transform: ['none', transformTo(rest, to)], opacity: [1, 1, 0] } : { opacity: [1, 0] };
    leave(copy, end, TIMING);
  };
}

/** Makes a copy of what is on `canvas`, which fades away, once it is told to, while what is on it by then fades in. */
export function prepareCrossFade(canvas: HTMLCanvasElement): () => void {
  const copied = copyOf(canvas);
  if (!copied) return () => {};
  const { copy } = copied;
  return () => {
    // Below the controls, unlike what leaves the viewer.
    canvas.after(copy);
    canvas.animate({ opacity: [0, 1] }, SLOW);
    leave(copy, { opacity: [1, 0] }, SLOW);
  };
}

/** A copy of what is on `canvas`, in the same place of the window; `undefined` where nothing is to move, or to be seen. */
function copyOf(canvas: HTMLCanvasElement): { readonly copy: HTMLCanvasElement; readonly rest: DOMRect } | undefined {
  const rest = canvas.getBoundingClientRect();
  if (!isWelcome() || rest.width === 0 || canvas.width === 0) return undefined;
  const copy = create(
    'canvas',
    { className: 'viewer-leaving', width: canvas.width, height: canvas.height },
    { 'aria-hidden': 'true' },
  );
  copy.getContext('2d', { alpha: false, colorSpace: screenColours() })?.drawImage(canvas, 0, 0);
  Object.assign(copy.style, {
    left: `${rest.x}px`,
    top: `${rest.y}px`,
    width: `${rest.width}px`,
    height: `${rest.height}px`,
  });
  return { copy, rest };
}

function leave(copy: HTMLCanvasElement, end: PropertyIndexedKeyframes, timing: KeyframeAnimationOptions): void {
  const give = () => {
    copy.remove();
    // The pixels go back at once.
    copy.width = 0;
  };
  copy.animate(end, timing).finished.then(give, give);
}

function isWelcome(): boolean {
  return window.matchMedia('(prefers-reduced-motion: no-preference)').matches && !document.hidden;
}

/** What brings one rectangle over another; a tile may show less of the picture. */
function transformTo(rest: DOMRect, place: DOMRect): string {
  const scale = Math.max(place.width / rest.width, place.height / rest.height);
  const [x, y] = [
    place.x + place.width / 2 - rest.x - rest.width / 2,
    place.y + place.height / 2 - rest.y - rest.height / 2,
  ];
  return `translate(${x}px, ${y}px) scale(${scale})`;
}
