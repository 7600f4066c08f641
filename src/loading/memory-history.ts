/** What the memory tier held at one time, in bytes of decoded pixels. */
export interface MemorySample {
  /** Milliseconds since the page started. */
  readonly at: number;
  readonly leased: number;
  readonly retained: number;
  readonly weak: number;
  readonly budgetBytes: number;
  /** Bitmaps that were collected, since the page started. */
  readonly collected: number;
}

/** The last minute or so of the memory tier, at four samples a second. */
const MOST = 240;

/** Remembers samples while somebody looks: older ones are forgotten. */
export class MemoryHistory {
  readonly #samples: MemorySample[] = [];

  add(sample: MemorySample): void {
    this.#samples.push(sample);
    if (this.#samples.length > MOST) this.#samples.shift();
  }

  /** The oldest first. */
  get samples(): readonly MemorySample[] {
    return this.#samples;
  }

  static readonly length = MOST;
}
