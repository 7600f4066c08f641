import type { Use } from '../src/shared/messages.ts';

/** Writing recency at each hit would cost more than the hit: uses of one second are written together. */
const BATCH_MS = 1000;

/** A use, at a time in ms since 1970. */
export type TimedUse = Use & { readonly usedAt: number };

/** Collects which stored pictures were used, and when. At most the last second is lost when the worker is stopped. */
export class RecentUse {
  readonly #write: (uses: readonly TimedUse[]) => Promise<void>;
  #uses = new Map<string, TimedUse>();
  #written: Promise<void> | undefined;

  constructor(write: (uses: readonly TimedUse[]) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves once these uses are written, or could not be: the event that caused them waits for that. */
  note(uses: readonly Use[]): Promise<void> {
    for (const use of uses) {
      const key = `${use.tier} ${use.url}`;
      // The page knows the month, the worker does not.
      const section = use.section || (this.#uses.get(key)?.section ?? '');
      this.#uses.set(key, { ...use, section, usedAt: Date.now() });
    }
    this.#written ??= new Promise((resolve) => setTimeout(resolve, BATCH_MS)).then(() => {
      const written = [...this.#uses.values()];
      this.#uses = new Map();
      this.#written = undefined;
      // Books that cannot be written cost nobody a picture.
      return this.#write(written).catch(() => {});
    });
    return this.#written;
  }
}
