import type { KeepFile } from './keep-files.ts';

/** What a user keeps offline: a photo, a month, or the whole library, also as it grows. */
export type PinScope =
  | { readonly kind: 'photo'; readonly photo: string /** The month that it is in. */; readonly section: string }
  | { readonly kind: 'section'; readonly section: string }
  | { readonly kind: 'library' };

/**
 * How much of each photo is kept, beside its thumbnail: the picture for the screen, or also the full picture and the file
 * itself, to zoom and to download.
 */
export type PinQuality = 'screen' | 'original';

/** A wish of the user. A photo under several is kept at the best quality that any of them asks for. */
export interface Pin {
  readonly scope: PinScope;
  readonly quality: PinQuality;
  /** What a photo consists of, for a worker that has no library to look it up in: other apps'. */
  readonly picture?: PinnedPicture;
}

/** A picture that is kept as it is named here. */
export interface PinnedPicture {
  readonly title: string;
  readonly files: readonly KeepFile[];
}

/** A wish as it stands in the books. */
export interface KnownPin extends Pin {
  /** Whether every photo that it covers is kept; only those that the library got since may be on their way. */
  readonly complete: boolean;
  /**
   * The quality in which it was complete, or as complete as could be, before another was wished for, something of it was lost,
   * or what failed was tried again.
   */
  readonly was?: PinQuality;
}

/** Why nothing goes on. `failed`: what could be had is here; the rest is listed, and is tried again when asked to. */
export type PinningState = 'idle' | 'working' | 'paused' | 'offline' | 'storage-full' | 'failed';

/** How far pinning is. Bytes are encoded bytes. */
export interface PinProgress {
  readonly state: PinningState;
  /** Photos that are wanted, and those of which every byte is here and verified. */
  readonly photos: { readonly wanted: number; readonly kept: number; readonly failed: number };
  /** Bytes that are wanted, as far as they are known, and those that are here; what is half here counts as far as it came. */
  readonly bytes: { readonly wanted: number; readonly kept: number };
}

/** A photo that could not be kept. */
export interface PinFailure {
  readonly photo: string;
  readonly title: string;
  readonly reason: 'not-found' | 'not-an-image' | 'wrong-content' | 'network';
}

/** What is kept of one photo. */
export type PinnedState = 'not-pinned' | 'wanted' | 'kept' | 'failed';

/** A scope as text: the same for the same scope, and different for different ones. */
export function scopeKey(scope: PinScope): string {
  switch (scope.kind) {
    case 'photo':
      return `photo/${scope.photo}`;
    case 'section':
      return `section/${scope.section}`;
    case 'library':
      return 'library';
    default:
      return scope satisfies never;
  }
}
