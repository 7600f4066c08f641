/** Where the focus goes when what had it goes away: to the viewer where that is open, else to the page that is shown. */
export function focusPage(): void {
  document.querySelector<HTMLElement>('.viewer[open], main:not([hidden])')?.focus({ preventScroll: true });
}
