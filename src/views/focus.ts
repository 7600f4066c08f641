/** Where the focus goes when what had it goes away: to the viewer where that is open, else to the page that is shown. */
export function focusPage(): void {
  // The viewer is in the page.
  const [page, viewer] = ['main:not([hidden])', '.viewer[open]'].map((all) => document.querySelector<HTMLElement>(all));
  (viewer ?? page)?.focus({ preventScroll: true });
}
