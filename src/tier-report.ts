import type { LateMemory } from './late-memory.ts';
import type { MemorySample } from './loading/memory-history.ts';
import type { Stored } from './loading/stored-figures.ts';
import { ratioOf, spread } from './loading/tier-figures.ts';
import type { Saved, TierLog } from './loading/tier-log.ts';
import type { Tally } from './memory/memory-tier.ts';
import type { Amount } from './shared/messages.ts';
import type { Tier, TierEvent } from './shared/tier.ts';

/** How one tier answered since the page started. */
export interface TierSummary {
  readonly hits: number;
  readonly misses: number;
  readonly failures: number;
  /** From 0 to 1; `null` where it was not asked. */
  readonly hitRatio: number | null;
  /** Of the last 500 answers, in ms from asking to decoded; `null` where there was none. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** What it answered with: decoded bytes for memory, encoded bytes for the others. */
  readonly bytes: number;
}

/** What the tiers did, to keep or to send to somebody. The README documents the format; another meaning takes another version. */
export interface TierReport {
  readonly format: 'afterimage-tiers';
  readonly version: 1;
  /** Points in time are ISO 8601 in UTC. */
  readonly made: string;
  readonly pageStarted: string;
  /** The browser, as it calls itself. */
  readonly browser: string;
  readonly tiers: Readonly<Record<Tier, TierSummary>>;
  readonly memory: {
    readonly leased: Tally;
    readonly retained: Tally;
    readonly weak: Tally;
    readonly budgetBytes: number;
    readonly collected: number;
    /** Four samples a second of the last minute in which the overlay was open; empty where it was not. */
    readonly history: readonly MemorySample[];
  };
  /** `null` where the service worker, or the browser, did not say. */
  readonly storage: {
    readonly thumbnails: (Amount & { readonly budgetBytes: number }) | null;
    readonly pinned: Amount | null;
    readonly device: Amount | null;
    readonly usageBytes: number | null;
    readonly quotaBytes: number | null;
  };
  /** What a page without any cache would have fetched. */
  readonly saved: { readonly sinceStart: Saved; readonly ever: Saved & { readonly since: string } };
  /** The last 500, the oldest first. */
  readonly events: readonly TierEvent[];
}

/** What a report is made of. */
export interface ReportSources {
  readonly log: TierLog;
  readonly memory: Pick<LateMemory, 'leased' | 'retained' | 'weak' | 'budgetBytes' | 'probe'>;
  readonly history: readonly MemorySample[];
  readonly stored: Stored;
  readonly ever: Saved & { readonly since: Date };
}

/** Puts a report together. */
export function tierReport({ log, memory, history, stored, ever }: ReportSources): TierReport {
  memory.probe();
  const { leased, retained, weak, budgetBytes } = memory;
  const { figures, usageBytes, quotaBytes } = stored;
  return {
    format: 'afterimage-tiers',
    version: 1,
    made: new Date().toISOString(),
    pageStarted: new Date(performance.timeOrigin).toISOString(),
    browser: navigator.userAgent,
    tiers: {
      memory: summaryOf(log, 'memory'),
      thumbnails: summaryOf(log, 'thumbnails'),
      pinned: summaryOf(log, 'pinned'),
      device: summaryOf(log, 'device'),
      network: summaryOf(log, 'network'),
    },
    memory: { leased, retained, weak, budgetBytes, collected: log.count('memory').removed, history },
    storage: {
      thumbnails: figures?.thumbnails ?? null,
      pinned: figures?.pinned ?? null,
      device: figures?.device ?? null,
      usageBytes: usageBytes ?? null,
      quotaBytes: quotaBytes ?? null,
    },
    saved: { sinceStart: log.saved, ever: { ...ever, since: ever.since.toISOString() } },
    events: log.recent(),
  };
}

function summaryOf(log: TierLog, tier: Tier): TierSummary {
  const { hits, misses, failures, bytes } = log.count(tier);
  const { p50, p95 } = spread(log.times(tier));
  const hitRatio = ratioOf(hits, tier === 'network' ? failures : misses);
  return { hits, misses, failures, hitRatio: hitRatio ?? null, p50Ms: p50 ?? null, p95Ms: p95 ?? null, bytes };
}
