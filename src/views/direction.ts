/** Which way what comes next lies: 1 is to the right, −1 to the left, where a language is read from right to left. */
export function forward(): 1 | -1 {
  return document.dir === 'rtl' ? -1 : 1;
}

/** The step that an arrow key means, towards what comes next or back; `undefined` for other keys. */
export function stepOf(key: string): 1 | -1 | undefined {
  if (key === 'ArrowRight') return forward();
  if (key === 'ArrowLeft') return forward() === 1 ? -1 : 1;
  return undefined;
}
