import type { PinningState } from '../../src/shared/pin.ts';

/** Pauses while the server is away, in ms: the last one again and again. */
const PAUSES_MS = [1000, 2000, 4000, 8000];

export type TroubleKind = Extract<PinningState, 'offline' | 'storage-full'>;

/** What keeps pinning from going on: a server that is away, or a storage that is full. */
export class Trouble {
  #now: { readonly kind: TroubleKind; readonly times: number; readonly until: number } | undefined;

  get kind(): TroubleKind | undefined {
    return this.#now?.kind;
  }

  /** Whether it is too early to try again, at a time in ms. */
  holdsUp(now: number): boolean {
    return this.#now !== undefined && this.#now.until > now;
  }

  /** Whether trying again by itself is of no use: somebody has to make room first. */
  get isLasting(): boolean {
    return this.#now?.until === Number.POSITIVE_INFINITY;
  }

  /**
   * Something went wrong at a time in ms. A server is asked again and again; a storage that is still full after making room
   * twice would only cost the thumbnails and the network, over and over.
   * @returns whether that is news.
   */
  meet(kind: TroubleKind, now: number): boolean {
    // Photos side by side run into the same trouble once.
    if (this.holdsUp(now)) return false;
    const times = this.#now?.kind === kind ? this.#now.times + 1 : 0;
    const pause = PAUSES_MS[Math.min(times, PAUSES_MS.length - 1)] ?? 0;
    const lasts = kind === 'storage-full' && times > 0;
    this.#now = { kind, times, until: lasts ? Number.POSITIVE_INFINITY : now + pause };
    return true;
  }

  /** Something went well, or there is a reason to hope. */
  end(): void {
    this.#now = undefined;
  }
}
