import type { PictureEvent, Tier, TierEvent } from '../shared/tier.ts';

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

const RECENT = 500;

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

  listen(listener: (event: TierEvent) => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  #count(event: TierEvent): void {
    switch (event.kind) {
      case 'served':
      case 'failed':
        for (const tier of event.missed) this.#counts[tier].misses += 1;
        this.#counts[event.tier][event.kind === 'served' ? 'hits' : 'failures'] += 1;
        // What comes from the network is counted when it arrives.
        if (event.tier !== 'network') this.#counts[event.tier].bytes += event.bytes;
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
