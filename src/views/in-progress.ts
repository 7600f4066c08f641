/** Work of this page that a reload would cut off, such as reading photos that are being added. */
const running = new Set<object>();
const listeners = new Set<() => void>();

/** Work begins; it ends when what is returned is disposed of. */
export function beginWork(): Disposable {
  const work = {
    [Symbol.dispose]: () => {
      running.delete(work);
      if (running.size === 0) for (const listener of listeners) listener();
    },
  };
  running.add(work);
  return work;
}

export function isWorking(): boolean {
  return running.size > 0;
}

/** Calls back whenever the last work has ended. */
export function onWorkEnded(listener: () => void, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
}
