/** Whether an element has its own use for keys, as what one types into or chooses from: they are no shortcuts there. */
export function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(':read-write, select');
}
