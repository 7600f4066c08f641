import type { LoadFailure } from '../load-error.ts';

/** What the page says to the decode worker. `id` names one decode, and is never used again. */
export type DecodeRequest =
  | { readonly type: 'decode'; readonly id: number; readonly blob: Blob; readonly longSide: number | undefined }
  | { readonly type: 'cancel'; readonly id: number };

/** What the worker answers: once for each decode, or not at all when that was cancelled. */
export type DecodeReply =
  /** The bitmap is transferred, not copied. */
  | { readonly type: 'decoded'; readonly id: number; readonly bitmap: ImageBitmap }
  | { readonly type: 'failed'; readonly id: number; readonly reason: LoadFailure; readonly cause: string };
