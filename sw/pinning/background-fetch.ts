/// <reference lib="webworker" />
import {
  BACKGROUND_FETCH_ID,
  type BackgroundFetchRecord,
  type BackgroundFetchRegistration,
} from '../../src/shared/background-fetch.ts';
import { pinBooks } from './books.ts';

declare const self: ServiceWorkerGlobalScope;

/** What was promised to a page that then does not begin, as it was closed, is free again after so many ms. */
const PROMISED_MS = 10_000;
/** The browser forgets a background fetch shortly before it tells that it has ended, in ms. */
const FORGETTING_MS = 3000;
/** A background fetch that brings nothing for so long, in ms, while somebody looks, is taken back. */
const SILENCE_MS = 60_000;
/** Nobody looked for so long, in ms: what the last look saw says nothing. */
const UNSEEN_MS = 5000;

/**
 * What the browser fetches by itself, and the queue leaves alone. Which files these are is not in the books: the browser
 * knows, and where it forgot, nothing is held.
 */
class BackgroundFetch {
  readonly #held = new Set<string>();
  #heldUntil = 0;
  #settling = false;
  #ending: 'keep' | 'drop' | undefined;
  #downloaded = 0;
  #cameAt = 0;
  #lookedAt = 0;

  /** URLs that are left to the browser. */
  get held(): ReadonlySet<string> {
    return this.#held;
  }

  holds(urls: readonly string[]): boolean {
    return urls.some((url) => this.#held.has(url));
  }

  /** Bytes that came and are not stored yet. */
  get bytes(): number {
    return this.#held.size > 0 ? Math.max(0, this.#downloaded) : 0;
  }

  /** Leaves these to a page that is about to begin. */
  promise(urls: Iterable<string>): void {
    for (const url of urls) this.#held.add(url);
    this.#heldUntil = Date.now() + PROMISED_MS;
    this.#downloaded = 0;
  }

  /** These are the queue's again, and so many bytes of them are no longer waiting to be stored. */
  release(urls: Iterable<string>, bytes = 0): void {
    for (const url of urls) this.#held.delete(url);
    this.#downloaded -= bytes;
  }

  /** Learns from the browser how it stands. */
  async look(): Promise<void> {
    const registration = await this.#registration();
    if (this.#settling) return;
    if (!registration) {
      if (Date.now() > this.#heldUntil) this.#held.clear();
      return;
    }
    // This worker is not the one that handed it over.
    if (this.#held.size === 0) for (const { request } of await registration.matchAll()) this.#held.add(request.url);
    const now = Date.now();
    if (registration.downloaded !== this.#downloaded || now - this.#lookedAt > UNSEEN_MS) this.#cameAt = now;
    this.#downloaded = registration.downloaded;
    this.#lookedAt = now;
    this.#heldUntil = now + FORGETTING_MS;
    if (now - this.#cameAt > SILENCE_MS) await this.abort('keep');
  }

  /** Ends it, and keeps or drops what came. */
  async abort(ending: 'keep' | 'drop'): Promise<void> {
    const registration = await this.#registration();
    if (!registration) return;
    this.#ending = ending;
    await registration.abort();
  }

  /** Ends it where it fetches what nobody wants any more. */
  async abortUnwanted(): Promise<void> {
    for (const url of this.#held) if ((await pinBooks.usersOf(url)).length === 0) return this.abort('keep');
  }

  /** Who ended it, and what for; told once. */
  takeEnding(): 'keep' | 'drop' | 'user' {
    const ending = this.#ending ?? 'user';
    this.#ending = undefined;
    return ending;
  }

  /** The browser has ended it, perhaps long after the worker that knew of it: what came is held until it is stored. */
  async settle(registration: BackgroundFetchRegistration): Promise<readonly BackgroundFetchRecord[]> {
    this.#settling = true;
    const records = await registration.matchAll();
    for (const { request } of records) this.#held.add(request.url);
    this.#downloaded = registration.downloaded;
    return records;
  }

  /** Nothing is held any more. */
  settled(): void {
    this.#settling = false;
    this.#held.clear();
  }

  async #registration(): Promise<BackgroundFetchRegistration | undefined> {
    // A browser that refuses it has none under way.
    return self.registration.backgroundFetch?.get(BACKGROUND_FETCH_ID).catch(() => undefined);
  }
}

export const backgroundFetch = /* @__PURE__ */ new BackgroundFetch();
