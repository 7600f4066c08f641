/** How far somebody scrolled, down being positive, or 0 where the app did; and where the page is now, in CSS px. */
type Listener = (by: number, top: number) => void;

const listeners = new Set<Listener>();
/** Where the page was when it was scrolled last, by whomever, in CSS px. */
let known = 0;

/** Scrolls at once to a height in CSS px. Whoever follows people's scrolling does not take it for that. */
export function scrollPage(top: number): void {
  window.scrollTo({ top, behavior: 'instant' });
  known = window.scrollY;
}

/** Calls back when the page was scrolled, by whatever means. */
export function onPageScroll(listener: Listener, signal: AbortSignal): void {
  if (listeners.size === 0) window.addEventListener('scroll', notePageScroll, { passive: true });
  listeners.add(listener);
  const end = () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('scroll', notePageScroll);
  };
  signal.addEventListener('abort', end, { once: true });
}

/** Calls back now, and not in the next frame, in which browsers tell of scrolling. */
export function notePageScroll(): void {
  const end = Math.max(document.documentElement.scrollHeight - window.innerHeight, 0);
  // Beyond the ends some browsers let the page swing back, and a page that became shorter ends sooner, which nobody did.
  const within = (at: number) => Math.min(Math.max(at, 0), end);
  const before = within(known);
  const top = within(window.scrollY);
  known = top;
  for (const listener of listeners) listener(top - before, top);
}
