/** The last so many ms decide how fast it goes: a network changes. */
const WINDOW_MS = 10_000;
/** A rate out of less than this, in ms, would be a guess. */
const LEAST_MS = 1500;

/** How fast bytes arrive, and how long the rest takes. */
export class Pace {
  #samples: { readonly at: number; readonly bytes: number }[] = [];

  /** Notes that so many bytes are here at a time in ms. */
  note(bytes: number, at: number): void {
    const last = this.#samples.at(-1);
    // What is dropped or begun anew is no pace.
    if (last && bytes < last.bytes) this.#samples = [];
    this.#samples.push({ at, bytes });
    // One older than the window stays, so that it is filled.
    while (this.#samples[1] && this.#samples[1].at < at - WINDOW_MS) this.#samples.shift();
  }

  /** It stopped: what comes after begins anew. */
  rest(): void {
    this.#samples = [];
  }

  /** Bytes per second; `undefined` until enough is known. */
  get bytesPerSecond(): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last.at - first.at < LEAST_MS || last.bytes === first.bytes) return undefined;
    return ((last.bytes - first.bytes) / (last.at - first.at)) * 1000;
  }

  /** Seconds that so many bytes take. */
  secondsFor(bytes: number): number | undefined {
    const rate = this.bytesPerSecond;
    return rate === undefined ? undefined : bytes / rate;
  }
}
