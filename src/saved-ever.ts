import type { Saved, TierLog } from './loading/tier-log.ts';
import { SAVED_EVER } from './settings.ts';

const NOTHING: Saved = { requests: 0, bytes: 0 };

/**
 * What the network was spared since this browser began to count. It is kept where settings are, in one sum for all pages of the
 * app; what a page saved joins it whenever the page may be about to end.
 */
export class SavedEver {
  readonly #log: TierLog;
  readonly #began = new Date();
  /** The part of what this page saved that is kept already. */
  #kept = NOTHING;

  constructor(log: TierLog, signal: AbortSignal) {
    this.#log = log;
    const keep = () => this.#keep();
    document.addEventListener('visibilitychange', keep, { signal });
    window.addEventListener('pagehide', keep, { signal });
  }

  /** With what this page saved by now, and when counting began: with this page, where there is nothing yet. */
  get total(): Saved & { readonly since: Date } {
    const { requests, bytes, since } = read() ?? { ...NOTHING, since: this.#began };
    const { saved } = this.#log;
    return {
      requests: requests + saved.requests - this.#kept.requests,
      bytes: bytes + saved.bytes - this.#kept.bytes,
      since,
    };
  }

  #keep(): void {
    const { saved } = this.#log;
    if (saved.requests === this.#kept.requests) return;
    const { total } = this;
    try {
      localStorage.setItem(SAVED_EVER, JSON.stringify(total));
      this.#kept = saved;
    } catch {
      // It is known until the page ends.
    }
  }
}

/** What is kept; `undefined` where nothing is, or nothing that can be read. */
function read(): (Saved & { readonly since: Date }) | undefined {
  try {
    const { requests, bytes, since } = JSON.parse(localStorage.getItem(SAVED_EVER) ?? '{}');
    const began = new Date(since);
    return isCount(requests) && isCount(bytes) && !Number.isNaN(began.getTime())
      ? { requests, bytes, since: began }
      : undefined;
  } catch {
    // Storage is refused, or somebody else wrote there.
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0;
}

let counting: SavedEver | undefined;

/** Begins to count, once in each page. */
export function countSavedEver(log: TierLog, signal: AbortSignal): SavedEver {
  counting ??= new SavedEver(log, signal);
  return counting;
}
