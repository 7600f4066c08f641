/** Screens in a second: faster than anybody can look at photos. */
const FLUNG = 4;
/** After so many ms without a change it has come to rest. */
export const REST_MS = 100;
/** How long the speed is measured, in ms: longer than the longest task that may come between two frames. */
const WINDOW_MS = 300;

interface Sample {
  readonly top: number;
  readonly at: number;
}

/** How fast somebody scrolls, from where they were and when. */
export class ScrollSpeed {
  #samples: readonly Sample[] = [];

  /** The screen begins at `top` (CSS px) at the time `at` (ms). One jump alone is no speed. */
  note(top: number, at: number): void {
    if (this.#samples.at(-1)?.top === top) return;
    this.#samples = [...this.#samples.filter((sample) => at - sample.at <= WINDOW_MS), { top, at }];
  }

  /** Whether photos are flung past, on a screen of so many CSS px. */
  isFlung(screen: number, at: number): boolean {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last === first || at - last.at > REST_MS) return false;
    return Math.abs(last.top - first.top) / (last.at - first.at) > (FLUNG * screen) / 1000;
  }
}
