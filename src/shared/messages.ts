/** A picture that the page had to fetch by itself, because no service worker controlled it yet. */
export interface Adoptee {
  readonly url: string;
  readonly blob: Blob;
}

/** What the page asks of the service worker. */
export type PageMessage =
  /** Store these thumbnails, as if the worker had fetched them. No reply. */
  | { readonly type: 'adopt'; readonly thumbnails: readonly Adoptee[] }
  /** Reply with `StorageFigures`. */
  | { readonly type: 'figures' }
  /** Forget every thumbnail, not the pinned photos; reply when done. */
  | { readonly type: 'clear' }
  /** Keep thumbnails within so many bytes from now on; reply when done. */
  | { readonly type: 'set-thumbnail-budget'; readonly bytes: number }
  /** Workbox's word for "take over from the old worker". No reply. */
  | { readonly type: 'SKIP_WAITING' };

/** What comes back on the port that a message brought along. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** What the service worker tells every page. */
export interface WorkerMessage {
  readonly type: 'evicted';
  readonly count: number;
  readonly bytes: number;
}

/** The storage tiers in figures, in encoded bytes. */
export interface StorageFigures {
  readonly thumbnails: { readonly count: number; readonly bytes: number; readonly budgetBytes: number };
  readonly pinned: { readonly count: number; readonly bytes: number };
}

export function isWorkerMessage(data: unknown): data is WorkerMessage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'evicted';
}
