import type { DeviceChanged, DeviceMessage, DeviceReplies } from './device-messages.ts';
import type { KeepFile } from './keep-files.ts';
import type { KnownPin, Pin, PinFailure, PinnedState, PinProgress, PinQuality, PinScope } from './pin.ts';
import type { StoredTier } from './tier.ts';

/**
 * Counts up when page and worker of different versions would misunderstand each other. A worker that does not know a word
 * says so; a page that hears of another number asks its user to reload.
 */
export const PROTOCOL = 2;

/** A picture that the page had to fetch by itself, because no service worker controlled it yet. */
export interface Adoptee {
  readonly url: string;
  readonly blob: Blob;
  /** The month of its photo, if that is known. */
  readonly section?: string;
}

/** The page showed a stored picture, which it may have read without the worker. */
export interface Use {
  readonly tier: StoredTier;
  readonly url: string;
  /** The month of its photo, by which the storage page adds up. */
  readonly section: string;
}

/** What the page asks of the service worker. Each but the first three gets a reply. */
export type PageMessage =
  | DeviceMessage
  /** Workbox's word for "take over from the old worker". No reply. */
  | { readonly type: 'SKIP_WAITING' }
  /** Store these thumbnails, as if the worker had fetched them. No reply. */
  | { readonly type: 'adopt'; readonly thumbnails: readonly Adoptee[] }
  /** These stored pictures were used now. At most once a second. No reply. */
  | { readonly type: 'used'; readonly uses: readonly Use[] }
  /** Reply with `Replies['hello']`. */
  | { readonly type: 'hello' }
  | { readonly type: 'figures' }
  /** Totals by tier and month. */
  | { readonly type: 'section-figures' }
  /** Forget one tier, by default the thumbnails; pins go with what they keep. */
  | { readonly type: 'clear'; readonly tier?: StoredTier }
  /** Forget everything of this app, the library and the settings too. */
  | { readonly type: 'delete-everything' }
  /** Forget this thumbnail, stored or on its way into the storage; what is pinned stays. */
  | { readonly type: 'evict-thumbnail'; readonly url: string }
  /** Keep thumbnails within so many bytes from now on. */
  | { readonly type: 'set-thumbnail-budget'; readonly bytes: number }
  /** Keep these offline. Replies once they are in the books, which outlive the worker; the pictures come after. */
  | { readonly type: 'pin'; readonly pins: readonly Pin[] }
  /** Keep these no longer, and give the space back. */
  | { readonly type: 'unpin'; readonly scopes: readonly PinScope[] }
  /** Give up what is on its way; what was kept before stays as it was. */
  | { readonly type: 'cancel-pinning' }
  /** Stop or go on fetching what is pinned. */
  | { readonly type: 'pause-pinning'; readonly paused: boolean }
  /** Try the failed ones again. */
  | { readonly type: 'retry-pinning' }
  /** Go on fetching what is pinned. Pages say so every few seconds while there is something to do: a worker that nobody asks dies. */
  | { readonly type: 'work' }
  /** Name files for the browser itself to fetch, and leave them to it: service workers may not begin a background fetch. */
  | { readonly type: 'hand-over' }
  /** The browser refused that: fetch them yourself. */
  | { readonly type: 'take-back' }
  | { readonly type: 'pinning' }
  /** What is kept of these photos. */
  | { readonly type: 'pinned-state'; readonly photos: readonly string[] };

/** What comes back for each message that gets a reply. */
export interface Replies extends DeviceReplies {
  readonly hello: { readonly protocol: number };
  readonly figures: StorageFigures;
  readonly 'section-figures': readonly SectionFigures[];
  readonly clear: undefined;
  readonly 'delete-everything': undefined;
  /** Encoded bytes that this gave back. */
  readonly 'evict-thumbnail': { readonly bytes: number };
  readonly 'set-thumbnail-budget': undefined;
  readonly pin: undefined;
  /** Encoded bytes that this gave back so far, and whether that is all; the rest follows. */
  readonly unpin: { readonly freedBytes: number; readonly done: boolean };
  readonly 'cancel-pinning': undefined;
  readonly 'pause-pinning': undefined;
  readonly 'retry-pinning': undefined;
  readonly work: undefined;
  readonly 'hand-over': { readonly files: readonly KeepFile[] };
  readonly 'take-back': undefined;
  readonly pinning: {
    readonly progress: PinProgress;
    readonly pins: readonly KnownPin[];
    readonly failures: readonly PinFailure[];
  };
  readonly 'pinned-state': readonly { readonly state: PinnedState; readonly quality: PinQuality | undefined }[];
}

/** What comes back on the port that a message brought along. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string; readonly code?: RefusalCode };

/**
 * Why the worker refused. `unknown-message`: it is older than the page. `newer-data`: the books were written by a newer
 * version. `storage-full`: there was no space left, even after making room. `import-ended`: the books know nothing of the
 * import that a photo came from.
 */
export type RefusalCode = 'unknown-message' | 'newer-data' | 'storage-full' | 'import-ended';

/** What the service worker tells every page. */
export type WorkerMessage =
  | DeviceChanged
  /** What `figures` would reply changed. */
  | { readonly type: 'figures-changed' }
  /** Thumbnails were dropped, to make room or because somebody asked for it. */
  | { readonly type: 'evicted'; readonly count: number; readonly bytes: number }
  /** The storage is full, and stayed full after making room: pictures are shown, but not kept. */
  | { readonly type: 'not-stored'; readonly tier: StoredTier; readonly count: number; readonly bytes: number }
  /** Pinning went on, at most four times a second. */
  | { readonly type: 'pinning'; readonly progress: PinProgress }
  /** Another library than before is stored: whoever shows the one before names months that are gone. */
  | { readonly type: 'library-changed' }
  /** A tier, or all of it, was emptied: nobody may show what was in it as stored. */
  | { readonly type: 'cleared'; readonly tiers: readonly StoredTier[] };

/** Count and encoded bytes. */
export interface Amount {
  readonly count: number;
  readonly bytes: number;
}

/** The storage tiers in figures. */
export interface StorageFigures {
  readonly thumbnails: Amount & { readonly budgetBytes: number };
  readonly pinned: Amount;
  readonly device: Amount;
}

/** What a month takes in a tier; the month is empty while nobody has said which it is. */
export interface SectionFigures extends Amount {
  readonly tier: StoredTier;
  readonly section: string;
}
