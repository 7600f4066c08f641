import { create } from './dom.ts';

/** Where everything stands that floats at the foot of the window: above one another, and never over one another. */
export const foot = create('div', { className: 'foot' });

/** Leaves so much room below the page that whatever stands at the foot of the window can be scrolled away from under it. */
export function leaveRoomForFoot(signal: AbortSignal): void {
  const observer = new ResizeObserver(() =>
    document.documentElement.style.setProperty('--foot-room', `${foot.offsetHeight}px`),
  );
  observer.observe(foot);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}
