import type { Rendition } from './photo.ts';
import { ofThisCopy } from './this-copy.ts';

const APP = 'afterimage';

/** Where the bytes or pixels of a picture came from. */
export type Tier = (typeof TIERS)[number];

/** All tiers, the nearest first. */
export const TIERS = ['memory', 'thumbnails', 'pinned', 'device', 'network'] as const;

/** The tiers whose bytes lie in Cache Storage. */
export type StoredTier = Exclude<Tier, 'memory' | 'network'>;

/** The names of the caches in Cache Storage. A change of what an entry means takes a new number. */
export let CACHES = cachesOf(ofThisCopy);
let own = ofThisCopy;
/** The name of the database with their books. */
export let DATABASE = ofThisCopy(APP);

/**
 * Another app than ours names its caches, database and locks: `name`, and what begins with it. Page and worker have to say
 * the same, each before it stores or reads anything.
 */
export function nameStorage(name: string): void {
  own = (ours) => ours.replace(APP, name);
  CACHES = cachesOf(own);
  DATABASE = own(APP);
}

/** The name of a lock. */
export function lockName(lock: string): string {
  return own(`${APP}-${lock}`);
}

function cachesOf(name: (ours: string) => string) {
  return {
    thumbnails: name(`${APP}-thumbnails-v1`),
    pinned: name(`${APP}-pinned-v1`),
    device: name(`${APP}-device-v1`),
    library: name(`${APP}-library-v1`),
    /** Parts of the app that are not stored beforehand. */
    app: name(`${APP}-app-v1`),
  } as const;
}

/** What a tier event is about. */
interface Subject {
  /** Milliseconds since the page started (`performance.now()`). */
  readonly at: number;
  /** Its id. */
  readonly photo: string;
  readonly title: string;
  readonly rendition: Rendition;
}

/** A picture was served: by `tier`, after the tiers in `missed` had been asked in vain. */
export interface ServedEvent extends Subject {
  readonly kind: 'served';
  readonly tier: Tier;
  readonly missed: readonly Tier[];
  /** From asking to decoded. */
  readonly ms: number;
  /** The part of `ms` that decoding took, with waiting for it; 0 for memory. */
  readonly decodeMs: number;
  /** Decoded bytes for memory, encoded bytes for every other tier. */
  readonly bytes: number;
  /**
   * Encoded bytes that a page without any cache would have fetched for this; 0 where it came from the network, now or ahead,
   * where nobody asked for it yet, and for photos of this device.
   */
  readonly savedBytes: number;
}

/** No tier could serve it; `tier` is the last that was asked, and may have given bytes that were of no use. */
export interface FailedEvent extends Subject {
  readonly kind: 'failed';
  readonly tier: Tier;
  readonly missed: readonly Tier[];
  /** Encoded bytes. */
  readonly bytes: number;
  readonly reason: string;
}

/** The garbage collector took a bitmap that only the weak index still knew. */
export interface CollectedEvent extends Subject {
  readonly kind: 'collected';
  readonly rendition: 'screen' | 'full';
  /** Decoded bytes. */
  readonly bytes: number;
}

/** The service worker made room among the thumbnails. */
export interface EvictedEvent {
  readonly kind: 'evicted';
  readonly at: number;
  readonly tier: 'thumbnails';
  readonly count: number;
  /** Encoded bytes. */
  readonly bytes: number;
}

/** The storage is full, and stayed full after room was made: these were shown, but not stored. */
export interface NotStoredEvent {
  readonly kind: 'not-stored';
  readonly at: number;
  readonly tier: StoredTier;
  readonly count: number;
  /** Encoded bytes. */
  readonly bytes: number;
}

/** What happens to one picture. */
export type PictureEvent = ServedEvent | FailedEvent | CollectedEvent;

export type TierEvent = PictureEvent | EvictedEvent | NotStoredEvent;

export function isPictureEvent(event: TierEvent): event is PictureEvent {
  return 'photo' in event;
}
