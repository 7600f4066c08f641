import type { Page } from 'playwright/test';
import type { Stats } from '../../../src/console-api.ts';
import type { Tally } from '../../../src/memory/memory-tier.ts';
import type { StoredTier } from '../../../src/shared/tier.ts';
import type { Site } from '../site.ts';
import type { Bitmaps } from './bitmaps.ts';
import { readOverlay } from './overlay.ts';
import type { PageReads } from './reads.ts';
import type { Seen } from './screen.ts';
import { readStored } from './stored.ts';

/** A figure of the app beside what it has to be. */
export interface Claim {
  readonly figure: string;
  readonly app: number;
  readonly outside: number;
  /**
   * How many loads were given up so far, of which only the app knows whether the tier had answered by then, or only the server
   * whether it was asked. By so many the two may differ from then on, by any bytes, and by nothing else.
   */
  readonly inDoubt?: number;
}

/** What the app says and what is the case, at one moment. */
export interface Reading {
  readonly stats: Stats;
  readonly overlay: Readonly<Record<string, number>>;
  readonly bitmaps: Bitmaps;
  readonly reads: PageReads;
  readonly seen: Seen;
  readonly stored: Readonly<Record<StoredTier, Tally>>;
  readonly server: { readonly requests: number; readonly bytes: number; readonly thumbnails: number };
}

/** What only who does it can know. */
export interface Known {
  /** Budgets that were chosen last, in bytes. */
  readonly memoryBudget: number;
  readonly thumbnailBudget: number;
  /** Thumbnails that were stored when counting began. */
  readonly thumbnailsBefore: number;
  /** Photos of this device. */
  readonly devicePhotos: number;
  /** Everything that nobody draws was closed a moment ago, or collected if it was weak. */
  readonly just: 'trimmed' | 'collected' | undefined;
}

const PICTURES = ['thumbnails', 'screens', 'full', 'originals'].map((folder) => `/library/${folder}/`);

export async function read(page: Page, site: Site): Promise<Reading> {
  const [stored, overlay] = [await readStored(page), await readOverlay(page)];
  const inPage = await page.evaluate(async () => {
    const stats = await afterimage.stats();
    return { stats, bitmaps: outsideBitmaps.read(), reads: outsideReads.read(), seen: outsideScreen.read() };
  });
  const requests = PICTURES.flatMap((prefix) => [...site.requestsBelow(prefix).values()]);
  const bytes = site.sentBelow(PICTURES).map((sent) => sent.bytes);
  const server = {
    requests: sum(requests),
    bytes: sum(bytes),
    thumbnails: site.sentBelow(['/library/thumbnails/']).length,
  };
  return { ...inPage, overlay, stored, server };
}

/** What has to be the case for `stats()` and for the overlay to be true. */
export function claims(reading: Reading, known: Known): readonly Claim[] {
  return [...ofMemory(reading, known), ...ofStorage(reading, known), ...ofNetwork(reading)];
}

function ofMemory({ stats, bitmaps, seen }: Reading, { memoryBudget, just }: Known): readonly Claim[] {
  const { leased, retained, weak, budgetBytes, hits, misses, collected } = stats.memory;
  const kept = leased.bytes + retained.bytes;
  return [
    // The viewer draws one photo, and nobody else does.
    ...tally('memory.leased', leased, bitmaps.drawn),
    ...tally('memory.leased + retained + weak', add(leased, retained, weak), bitmaps.pictures),
    { figure: 'memory.collected', app: collected, outside: bitmaps.collected },
    { figure: 'memory.budgetBytes', app: budgetBytes, outside: memoryBudget },
    {
      figure: 'memory bytes over the budget',
      app: retained.count > 0 ? Math.max(kept - memoryBudget, 0) : 0,
      outside: 0,
    },
    { figure: 'memory.hits', app: hits, outside: seen.fromMemory.count },
    {
      figure: 'memory.misses',
      app: misses,
      outside: seen.fromElsewhere + seen.complaints,
      // What arrived in the moment in which somebody left was missed, and never seen.
      inDoubt: seen.left,
    },
    ...(just ? tally(`memory.weak, just ${just}`, weak, NOTHING) : []),
    ...(just === 'trimmed' ? tally('memory.retained, just trimmed', retained, NOTHING) : []),
    // A thumbnail that the collector takes was forgotten by somebody.
    { figure: 'thumbnails left to the collector', app: bitmaps.thumbnails.collected, outside: 0 },
    { figure: 'thumbnails alive', app: bitmaps.thumbnails.alive, outside: seen.tiles + bitmaps.thumbnails.drawn },
  ];
}

function ofStorage({ stats, reads, stored, server }: Reading, known: Known): readonly Claim[] {
  const { thumbnails, pinned } = stats;
  const { hits, misses } = reads.stored.thumbnails;
  const gone = known.thumbnailsBefore + server.thumbnails - stored.thumbnails.count;
  return [
    ...tally('thumbnails', thumbnails, stored.thumbnails),
    ...tally('pinned', pinned, stored.pinned),
    { figure: 'thumbnails.budgetBytes', app: thumbnails.budgetBytes, outside: known.thumbnailBudget },
    {
      figure: 'thumbnail bytes over the budget',
      app: Math.max(stored.thumbnails.bytes - known.thumbnailBudget, 0),
      outside: 0,
    },
    { figure: 'thumbnails.hits', app: thumbnails.hits, outside: hits, inDoubt: reads.givenUp },
    { figure: 'thumbnails.misses', app: thumbnails.misses, outside: misses, inDoubt: reads.givenUp },
    // Each that the server sent is stored, until it is evicted.
    { figure: 'thumbnails.evicted', app: thumbnails.evicted, outside: gone },
  ];
}

function ofNetwork({ stats, reads, server }: Reading): readonly Claim[] {
  const { requests, bytes, failures } = stats.network;
  const { answered, refused, unreachable, cancelled } = reads.network;
  return [
    { figure: 'network.requests, by the page', app: requests, outside: answered + refused + unreachable + cancelled },
    {
      figure: 'network.requests, by the server',
      app: requests - unreachable,
      outside: server.requests,
      inDoubt: cancelled,
    },
    { figure: 'network.bytes, by the page', app: bytes, outside: reads.network.bytes },
    { figure: 'network.bytes, by the server', app: bytes, outside: server.bytes, inDoubt: cancelled },
    { figure: 'network.failures', app: failures, outside: refused + unreachable },
  ];
}

/** The figures that the overlay has to show, by name. */
export function shown(
  { stats, reads, seen, stored }: Reading,
  { devicePhotos }: Known,
): Readonly<Record<string, number>> {
  const { memory, thumbnails, pinned, network } = stats;
  const bytes = (tier: StoredTier) => reads.stored[tier].bytes;
  return {
    'served.memory.hits': memory.hits,
    'served.memory.misses': memory.misses,
    'served.memory.bytes': seen.fromMemory.bytes,
    'served.thumbnails.hits': thumbnails.hits,
    'served.thumbnails.misses': thumbnails.misses,
    'served.thumbnails.bytes': bytes('thumbnails'),
    'served.pinned.hits': reads.stored.pinned.hits,
    'served.pinned.misses': reads.stored.pinned.misses,
    'served.pinned.bytes': bytes('pinned'),
    'served.device.hits': reads.stored.device.hits,
    'served.device.misses': reads.stored.device.misses,
    'served.device.bytes': bytes('device'),
    'served.network.hits': reads.network.answered,
    'served.network.misses': network.failures,
    'served.network.bytes': network.bytes,
    ...named('memory.leased', memory.leased),
    ...named('memory.retained', memory.retained),
    ...named('memory.weak', memory.weak),
    'memory.budgetBytes': memory.budgetBytes,
    'memory.collected': memory.collected,
    ...named('stored.thumbnails', thumbnails),
    'stored.thumbnails.budgetBytes': thumbnails.budgetBytes,
    ...named('stored.pinned', pinned),
    ...named('stored.device', { count: devicePhotos, bytes: stored.device.bytes }),
  };
}

const NOTHING: Tally = { count: 0, bytes: 0 };

function named(name: string, { count, bytes }: Tally): Record<string, number> {
  return { [`${name}.count`]: count, [`${name}.bytes`]: bytes };
}

function tally(figure: string, app: Tally, outside: Tally): readonly Claim[] {
  return [
    { figure: `${figure}, count`, app: app.count, outside: outside.count },
    { figure: `${figure}, bytes`, app: app.bytes, outside: outside.bytes },
  ];
}

function add(...tallies: readonly Tally[]): Tally {
  return { count: sum(tallies.map(({ count }) => count)), bytes: sum(tallies.map(({ bytes }) => bytes)) };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
