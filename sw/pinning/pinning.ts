/// <reference lib="webworker" />
import type { PinningState, PinProgress } from '../../src/shared/pin.ts';
import { isQuotaExceeded } from '../../src/shared/quota.ts';
import { lockName } from '../../src/shared/tier.ts';
import { NewerDataError } from '../ledger/database.ts';
import { readSetting } from '../ledger/settings.ts';
import { tellPages } from '../pages.ts';
import { pause } from '../pause.ts';
import { backgroundFetch } from './background-fetch.ts';
import { pinBooks } from './books.ts';
import { Flights } from './flights.ts';
import { parts } from './parts.ts';
import { planner, type Surveyed } from './planner.ts';
import type { PinnedPhoto } from './records.ts';
import { Trouble, type TroubleKind } from './trouble.ts';
import { reviseWishes, surveyLock } from './wishes-hold.ts';

/** Photos that are fetched side by side: a connection's latency is hidden, and people who look at photos are not held up. */
const SIDE_BY_SIDE = 3;
/** The work goes on for so long after somebody asked for it, in ms. Browsers end a worker at about that time anyway. */
const ASKED_FOR_MS = 30_000;
const TICK_MS = 250;

/**
 * Fetches what is pinned, while pages ask for it. All that it needs to go on is in the books; what is here is only for the
 * moment, and a worker that is killed loses what was on its way.
 */
class Pinning {
  readonly #flights = new Flights(() => this.tellSoon());
  readonly #trouble = new Trouble();
  #running: Promise<void> | undefined;
  #askedUntil = 0;
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** The wishes or the library changed: the books have to follow. */
  #changed = true;
  #surveying: Promise<void> | undefined;
  #surveyed: Surveyed = { pins: [], unreadable: new Set() };
  /** How many want it to stand still. */
  #holds = 0;

  /**
   * Goes on for so many ms, unless the user paused it or another worker or tab is at it. Resolves when there is nothing more
   * to do now.
   */
  goOn(ms = ASKED_FOR_MS): Promise<void> {
    this.#askedUntil = Math.max(this.#askedUntil, Date.now() + ms);
    this.#running ??= this.#runAlone().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Wishes or library changed. */
  changed(): void {
    this.#changed = true;
  }

  /** There is a reason to hope: whatever kept it waiting may be over. */
  hope(): void {
    this.#trouble.end();
    this.#surveyed = { ...this.#surveyed, unreadable: new Set() };
  }

  /** Ends what is under way, at once. */
  stop(): void {
    this.#flights.stop();
    void backgroundFetch.abort('drop');
  }

  /** Whether any of these files is on its way. */
  isFetching(urls: readonly string[]): boolean {
    return this.#flights.hasFile(urls);
  }

  /** Does something while nothing is fetched and nothing surveyed, as what it removes must not come back. */
  async whileStopped<T>(change: () => Promise<T>): Promise<T> {
    this.#holds += 1;
    try {
      reviseWishes();
      this.stop();
      await this.#running;
      return await surveyLock(change);
    } finally {
      this.#holds -= 1;
      this.changed();
    }
  }

  /** Ends what nobody wants any more. */
  async stopUnwanted(): Promise<void> {
    await this.#flights.stopUnwanted();
    await backgroundFetch.abortUnwanted();
  }

  async progress(): Promise<PinProgress> {
    const [wanted, kept, failed] = await Promise.all([
      pinBooks.total('wanted'),
      pinBooks.total('kept'),
      pinBooks.total('failed'),
    ]);
    const here = kept.bytes + (await parts.bytes()) + this.#flights.bytes + backgroundFetch.bytes;
    const bytes = wanted.bytes + kept.bytes + failed.bytes;
    const { unreadable } = this.#surveyed;
    const toDo = wanted.count > 0 || (await planner().needsSurvey(unreadable));
    return {
      state: toDo ? await this.#stateOfWork() : failed.count + unreadable.size > 0 ? 'failed' : 'idle',
      photos: { wanted: wanted.count + kept.count + failed.count, kept: kept.count, failed: failed.count },
      bytes: { wanted: bytes, kept: Math.min(here, Math.max(bytes, kept.bytes)) },
    };
  }

  /** Tells the pages how far it is, at once. */
  async tell(): Promise<void> {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    await tellPages({ type: 'pinning', progress: await this.progress() });
  }

  /** Tells the pages how far it is, in a moment; for those who cannot wait, as they hold a lock. */
  tellSoon(): void {
    this.#telling ??= setTimeout(() => void this.tell().catch(() => {}), TICK_MS);
  }

  async #stateOfWork(): Promise<PinningState> {
    return (await readSetting('pinningPaused')) ? 'paused' : (this.#trouble.kind ?? 'working');
  }

  async #runAlone(): Promise<void> {
    try {
      await navigator.locks.request(lockName('pinning'), { ifAvailable: true }, async (lock) => {
        if (lock) await this.#run();
      });
    } catch (error) {
      // Books of a newer version: it is that version's work. Anything else is tried again when somebody asks.
      if (!(error instanceof NewerDataError)) console.info('Keeping photos offline was interrupted.', error);
    }
  }

  async #run(): Promise<void> {
    // The library may have changed since the last visit.
    this.#changed = true;
    await backgroundFetch.look();
    while (await this.#mayGoOn()) {
      if (this.#isWaiting()) {
        await pause(TICK_MS);
        continue;
      }
      // Side by side: what a large library's first month needs is fetched while its last is still being looked at.
      if (this.#changed) this.#survey();
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => this.#lane()));
      if (this.#surveying !== undefined) await Promise.race([this.#surveying, pause(TICK_MS)]);
      if (this.#isAhead()) continue;
      if ((await pinBooks.total('wanted')).count > 0) continue;
      // A wish that came while the totals were read is not in them.
      if (this.#isAhead()) continue;
      await pinBooks.completePins(this.#surveyed.pins);
      break;
    }
    await this.tell();
  }

  /** Whether the books have to follow first. */
  #isAhead(): boolean {
    return this.#changed || this.#surveying !== undefined;
  }

  #survey(): void {
    const follow = async () => {
      try {
        this.#changed = false;
        const surveyed = await planner().survey();
        if (surveyed) this.#surveyed = surveyed;
        else this.#changed = true;
        await this.tell();
      } catch (error) {
        this.#changed = true;
        await this.#waitFor(isQuotaExceeded(error) ? 'storage-full' : 'offline');
      }
    };
    this.#surveying ??= follow().finally(() => {
      this.#surveying = undefined;
    });
  }

  /** One of the photos side by side, after another. */
  async #lane(): Promise<void> {
    while (!this.#isWaiting() && (await this.#mayGoOn())) {
      const photo = await this.#next();
      if (photo) {
        const landing = await this.#flights.fly(photo);
        if (landing === 'kept') this.#trouble.end();
        else if (landing !== 'settled') await this.#waitFor(landing);
        this.tellSoon();
      } else if ((await pinBooks.total('wanted')).count > this.#flights.size) await pause(TICK_MS);
      else return;
    }
  }

  /** The next photo that nobody fetches yet. */
  async #next(): Promise<PinnedPhoto | undefined> {
    const isFree = ({ id, urls }: PinnedPhoto) => !this.#flights.has(id) && !backgroundFetch.holds(urls);
    const next = (await pinBooks.due(SIDE_BY_SIDE + 1)).find(isFree);
    const held = backgroundFetch.held.size;
    if (next || held === 0) return next;
    await backgroundFetch.look();
    return (await pinBooks.due(SIDE_BY_SIDE + 1 + held)).find(isFree);
  }

  async #waitFor(kind: TroubleKind): Promise<void> {
    if (this.#trouble.meet(kind, Date.now())) await this.tell();
  }

  #isWaiting(): boolean {
    return this.#trouble.holdsUp(Date.now());
  }

  async #mayGoOn(): Promise<boolean> {
    if (this.#holds > 0 || this.#trouble.isLasting) return false;
    return Date.now() < this.#askedUntil && !(await readSetting('pinningPaused'));
  }
}

export const pinning = /* @__PURE__ */ new Pinning();
