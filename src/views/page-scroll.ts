/** Where the page was when it was scrolled last, by whomever, in CSS px. */
let known = 0;

/** Scrolls at once to a height in CSS px. Whoever follows people's scrolling does not take it for that. */
export function scrollPage(top: number): void {
  window.scrollTo({ top, behavior: 'instant' });
  known = window.scrollY;
}

/** Calls back when the page was scrolled: how far by somebody, down being positive, and where it is now, in CSS px. */
export function onPageScroll(listener: (by: number, top: number) => void, signal: AbortSignal): void {
  const follow = () => {
    const end = document.documentElement.scrollHeight - window.innerHeight;
    // Beyond the ends some browsers let the page swing back, which nobody did.
    const top = Math.min(Math.max(window.scrollY, 0), Math.max(end, 0));
    const by = top - known;
    known = top;
    listener(by, top);
  };
  window.addEventListener('scroll', follow, { passive: true, signal });
}
