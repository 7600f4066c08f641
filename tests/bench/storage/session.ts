import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CDPSession, chromium, type Page } from 'playwright';
import type { Listening } from '../../../src/indexer/listen.ts';
import { ensureBrowser } from '../../support/browser.ts';
import { BROWSER_ARGS } from '../../support/browser-args.ts';
import type { Bench } from '../workload.ts';
import { makeSupplies, type Side, startSite } from './site.ts';

const SIDES: readonly Side[] = ['ours', 'workbox', 'plain'];
/** Thumbnails that a page stores in one go, so that nobody has to hold all of them. */
const STEP = 500;
/** How long it may take until all workers have stopped, and how often it is looked at, in ms. */
const STOPPING_MS = 10_000;
const STOPPING_STEP_MS = 20;

/** One side: its page, and how many thumbnails it has stored. */
export interface Party {
  readonly page: Page;
  readonly devTools: CDPSession;
  filled: number;
  /** The first of each lot that was shown: browsers keep decoded what an `<img>` showed before. */
  readonly shown: Set<number>;
}

/**
 * One Chromium with a profile on the disk, and in it a page for each side, each with an origin and a storage of its own.
 * What one workload stored, the next finds.
 */
export class StorageSession {
  readonly #parties: ReadonlyMap<Side, Party>;

  private constructor(parties: ReadonlyMap<Side, Party>) {
    this.#parties = parties;
  }

  static async start(bench: Bench): Promise<StorageSession> {
    const profile = await mkdtemp(join(tmpdir(), 'afterimage-bench-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: ensureBrowser(),
      args: [...BROWSER_ARGS],
      viewport: { width: 1600, height: 1100 },
    });
    const supplies = await makeSupplies();
    const sites = new Map<Side, Listening>();
    bench.atEnd(async () => {
      await context.close();
      for (const site of sites.values()) await site.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    });
    const parties = new Map<Side, Party>();
    for (const side of SIDES) {
      const site = await startSite(side, supplies);
      sites.set(side, site);
      const page = await context.newPage();
      page.on('pageerror', ({ message }) => console.error(`${side}: ${message}`));
      await page.goto(`${site.address}bench/`);
      await page.waitForFunction(() => 'storagePage' in globalThis);
      parties.set(side, { page, devTools: await context.newCDPSession(page), filled: 0, shown: new Set() });
    }
    return new StorageSession(parties);
  }

  party(side: Side): Party {
    const party = this.#parties.get(side);
    if (!party) throw new Error(`There is no ${side}.`);
    return party;
  }

  /** Stores thumbnails until a side has so many. */
  async fill(side: Side, count: number): Promise<void> {
    const party = this.party(side);
    for (; party.filled < count; party.filled += Math.min(STEP, count - party.filled)) {
      const end = Math.min(party.filled + STEP, count);
      await party.page.evaluate(([from, to]) => storagePage.fill(from, to), [party.filled, end] as const);
    }
  }

  /**
   * Shows so many thumbnails that this side has not shown yet, out of those that it has stored, and says how many ms it took
   * until all of them were on the screen.
   */
  async show(side: Side, count: number): Promise<number> {
    const from = await this.#nextLot(side, count);
    return this.party(side).page.evaluate(([first, many]) => storagePage.show(first, many), [from, count] as const);
  }

  /** The same for ours, without all that makes it an app: the least that reading and decoding take. */
  async showBare(count: number): Promise<number> {
    const from = await this.#nextLot('ours', count);
    return this.party('ours').page.evaluate(([first, many]) => oursPage.showBare(first, many), [from, count] as const);
  }

  async #nextLot(side: Side, count: number): Promise<number> {
    const party = this.party(side);
    const lots = Math.floor(party.filled / count);
    // Prime to every number of lots here: far from the last one, and each has its turn.
    const order = Array.from({ length: lots }, (_, index) => ((index * 1009) % lots) * count);
    const from = order.find((first) => !party.shown.has(first)) ?? 0;
    party.shown.add(from);
    // Pages in the background get no frames.
    await party.page.bringToFront();
    return from;
  }

  /**
   * Ends every service worker that runs, as browsers do with those that had nothing to do for half a minute. One that is just
   * starting does not hear of it, so it is said again; one that somebody needed again meanwhile was stopped all the same.
   */
  async stopWorkers(): Promise<void> {
    const { devTools } = this.party('ours');
    const known = new Set<string>();
    const stopped = new Set<string>();
    const follow = ({ versions }: { versions: readonly { versionId: string; runningStatus: string }[] }) => {
      for (const { versionId, runningStatus } of versions) {
        known.add(versionId);
        if (runningStatus === 'stopped') stopped.add(versionId);
      }
    };
    devTools.on('ServiceWorker.workerVersionUpdated', follow);
    await devTools.send('ServiceWorker.enable');
    const end = performance.now() + STOPPING_MS;
    do {
      if (performance.now() > end) throw new Error('A service worker did not stop.');
      await devTools.send('ServiceWorker.stopAllWorkers');
      await new Promise((resolve) => setTimeout(resolve, STOPPING_STEP_MS));
    } while (known.size === 0 || stopped.size < known.size);
    devTools.off('ServiceWorker.workerVersionUpdated', follow);
    await devTools.send('ServiceWorker.disable');
  }
}

/** `few`: no more than 20,000 thumbnails in the end. `growing`: from none to as many as anybody has. */
type Store = 'few' | 'growing';

const sessions = new Map<Store, Promise<StorageSession>>();

/** A session of this run, for all workloads that need such a store. */
export function storageSession(bench: Bench, store: Store): Promise<StorageSession> {
  // A few have room beside a few more.
  const kept = bench.quick ? 'few' : store;
  const session = sessions.get(kept) ?? StorageSession.start(bench);
  sessions.set(kept, session);
  return session;
}
