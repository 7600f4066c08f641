/**
 * Has everything drawn that was asked for, which has to be before a bitmap is closed: WebKit draws later, and by then what was
 * closed may have become the next photo. Reading a pixel forces it.
 */
export function drawNow(context: {
  getImageData: (x: number, y: number, width: number, height: number) => unknown;
}): void {
  context.getImageData(0, 0, 1, 1);
}
