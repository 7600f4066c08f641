import type { FailedEvent, PictureEvent, ServedEvent, Tier, TierEvent } from '../shared/tier.ts';

/** How often a tier answered, how often it was asked in vain, and the bytes that it answered with. */
export interface TierCount {
  hits: number;
  misses: number;
  bytes: number;
  /** Values that left: collected by the engine (memory) or evicted by the budget (thumbnails). */
  removed: number;
  /** Times that it was asked and gave nothing that could be shown. */
  failures: number;
  /** Requests of the network, those too that somebody gave up. */
  requests: number;
}

/** What a page without any cache would have fetched, and this one did not: requests, and encoded bytes. */
export interface Saved {
  readonly requests: number;
  readonly bytes: number;
}

const RECENT = 500;
/** So many answers of each tier are remembered with the time that they took. */
const TIMES = 500;

/** What happened in the tiers since the page started. Everything that is shown or counted is read from here. */
export class TierLog {
  readonly #recent: TierEvent[] = [];
  readonly #listeners = new Set<(event: TierEvent) => void>();
  readonly #counts: Record<Tier, TierCount> = {
    memory: noCount(),
    thumbnails: noCount(),
    pinned: noCount(),
    device: noCount(),
    network: noCount(),
  };
  readonly #times: Record<Tier, number[]> = { memory: [], thumbnails: [], pinned: [], device: [], network: [] };
  readonly #saved = { requests: 0, bytes: 0 };

  record(event: TierEvent): void {
    this.#count(event);
    this.#recent.push(event);
    if (this.#recent.length > RECENT) this.#recent.shift();
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        // Whoever only looks on must not break what is looked at; the error is told as an uncaught one.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  /** The network was asked, and gave so many bytes: whether or not somebody still waits for them. */
  asked(bytes: number): void {
    this.#counts.network.requests += 1;
    this.#counts.network.bytes += bytes;
  }

  /** The last 500 events, oldest first. */
  recent(): readonly TierEvent[] {
    return [...this.#recent];
  }

  count(tier: Tier): Readonly<TierCount> {
    return this.#counts[tier];
  }

  /** How long the last 500 answers of a tier took, from asking to decoded, in ms and in no order. */
  times(tier: Tier): readonly number[] {
    return this.#times[tier];
  }

  get saved(): Saved {
    return { ...this.#saved };
  }

  listen(listener: (event: TierEvent) => void, signal?: AbortSignal): void {
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  #count(event: TierEvent): void {
    switch (event.kind) {
      case 'served':
        this.#times[event.tier][this.#counts[event.tier].hits % TIMES] = event.ms;
        this.#saved.requests += event.savedBytes > 0 ? 1 : 0;
        this.#saved.bytes += event.savedBytes;
        this.#counts[event.tier].hits += 1;
        this.#ask(event);
        return;
      case 'failed':
        this.#counts[event.tier].failures += 1;
        this.#ask(event);
        return;
      case 'collected':
        this.#counts.memory.removed += 1;
        return;
      case 'evicted':
        this.#counts.thumbnails.removed += event.count;
        return;
      case 'not-stored':
        return;
      default:
        event satisfies never;
    }
  }

  /** Counts the tiers that were asked in vain, and what the last one gave. */
  #ask({ missed, tier, bytes }: ServedEvent | FailedEvent): void {
    for (const each of missed) this.#counts[each].misses += 1;
    // What comes from the network is counted when it arrives.
    if (tier !== 'network') this.#counts[tier].bytes += bytes;
  }
}

/** The words of the console and of the log: those of the article on weak caches that this project grew out of. */
export function headline(event: PictureEvent): string {
  switch (event.kind) {
    case 'served':
      return `${event.tier === 'network' ? 'FETCHED_IMAGE' : 'CACHED_IMAGE'} ${event.title}`;
    case 'failed':
      return `FAILED_IMAGE ${event.title}`;
    case 'collected':
      return `CLEANED_IMAGE ${event.title}`;
    default:
      return event satisfies never;
  }
}

function noCount(): TierCount {
  return { hits: 0, misses: 0, bytes: 0, removed: 0, failures: 0, requests: 0 };
}
