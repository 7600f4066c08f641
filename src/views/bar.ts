import { create } from './dom.ts';
import { onPageScroll } from './page-scroll.ts';

/** What one can do, at the top of the window. On a phone its actions are at the foot. */
export const bar = create('header', { className: 'bar' });

/** So far somebody scrolls before they are taken to go down, or to have turned round, in CSS px. */
const DOWN = 16;
const UP = 4;
/** Up to this width, in CSS px, the actions are not in the bar. */
const PHONE = 600;

/** How much of the top of the window the bar covers now, in CSS px. */
export function barRoom(): number {
  return isAway() ? 0 : bar.offsetHeight;
}

/** Has the bar make room for the photos while somebody goes down through them, and come back as soon as they turn round. */
export function slideBar(signal: AbortSignal): void {
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => style.setProperty('--bar-height', `${bar.offsetHeight}px`));
  observer.observe(bar);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  let run = 0;
  const follow = (by: number, top: number) => {
    run = Math.sign(by) === Math.sign(run) ? run + by : by;
    if (run < -UP || top <= bar.offsetHeight) put(false);
    else if (run > DOWN && !isNeeded()) put(true);
  };
  onPageScroll(follow, signal);
  bar.addEventListener('focusin', () => put(false), { signal });
}

/** Brings the bar back where it is needed by now, for somebody who scrolled on before that was so. */
export function bringNeededBar(): void {
  if (isNeeded()) put(false);
}

function isAway(): boolean {
  return document.documentElement.dataset['bar'] === 'away';
}

function put(away: boolean): void {
  if (away === isAway()) return;
  if (away) document.documentElement.dataset['bar'] = 'away';
  else delete document.documentElement.dataset['bar'];
}

/** The keyboard is in it, or it is where selecting ends. What was only clicked has the focus, too, and nobody looks at it. */
function isNeeded(): boolean {
  const selects = window.innerWidth > PHONE && document.querySelector('[data-selecting]') !== null;
  return selects || bar.querySelector(':focus-visible') !== null;
}
