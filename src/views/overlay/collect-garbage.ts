/** Has the engine collect garbage, where it lets pages do that; `false` where it does not, as browsers do unless told to. */
export function collectGarbage(): boolean {
  const gc: unknown = Reflect.get(globalThis, 'gc');
  if (typeof gc !== 'function') return false;
  gc();
  return true;
}
