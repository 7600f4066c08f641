/** Screens in a second: faster than anybody can look at photos. */
const FLUNG = 4;
/** After so many ms without a change it has come to rest. */
export const REST_MS = 100;
/** How long the speed is measured, in ms: longer than most tasks that may come between two frames. */
const WINDOW_MS = 300;

interface Sample {
  readonly top: number;
  readonly at: number;
}

/** How fast somebody scrolls, from where they were and when. */
export class ScrollSpeed {
  #samples: readonly Sample[] = [];
  #last: Sample | undefined;
  #leaptAt = Number.NEGATIVE_INFINITY;

  /** The screen, so many CSS px high, begins at `top` (CSS px) at the time `at` (ms). */
  note({ top, at }: Sample, screen: number): void {
    if (this.#last?.top === top) return;
    // It may be one of many: nobody knows before it has come to rest.
    if (this.#last && Math.abs(top - this.#last.top) > screen) this.#leaptAt = at;
    this.#last = { top, at };
    this.#samples = [...this.#samples.filter((sample) => at - sample.at <= WINDOW_MS), this.#last];
  }

  /** Whether photos are flung past at a time, on a screen of so many CSS px. */
  isFlung(screen: number, at: number): boolean {
    if (at - this.#leaptAt <= REST_MS) return true;
    const [first, last] = [this.#samples[0], this.#last];
    if (!first || !last || last === first || at - last.at > REST_MS) return false;
    return Math.abs(last.top - first.top) / (last.at - first.at) > (FLUNG * screen) / 1000;
  }
}
