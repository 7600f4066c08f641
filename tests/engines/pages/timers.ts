type Timers = Pick<WindowOrWorkerGlobalScope, 'setTimeout' | 'setInterval' | 'clearTimeout' | 'clearInterval'>;

/**
 * The timers that are set from now on, by their numbers, until they are cleared or over; not those by which the server of the
 * lab keeps in touch with its page, which begin whenever that has connected.
 */
export function countTimers(): ReadonlySet<number> {
  const running = new Set<number>();
  const timers: Timers = window;
  const [later, repeat, clear] = [timers.setTimeout, timers.setInterval, timers.clearTimeout];
  const note = (id: number) => {
    if (!new Error().stack?.includes('/@vite/client')) running.add(id);
    return id;
  };
  // One list in every browser: either function clears what the other one set.
  const end = (id?: number) => {
    running.delete(id ?? 0);
    clear(id);
  };
  const counted = {
    setTimeout: (run: () => void, ms?: number) => {
      const id = later(() => {
        running.delete(id);
        run();
      }, ms);
      return note(id);
    },
    setInterval: (run: () => void, ms?: number) => note(repeat(run, ms)),
    clearTimeout: end,
    clearInterval: end,
  };
  Object.assign(window, counted);
  return running;
}
