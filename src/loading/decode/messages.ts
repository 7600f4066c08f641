import type { LoadFailure } from '../load-error.ts';

/** What the page says to the decode worker. `id` names one decode, and is never used again. */
export type DecodeRequest =
  | { readonly type: 'decode'; readonly id: number; readonly blob: Blob; readonly longSide: number | undefined }
  | { readonly type: 'cancel'; readonly id: number };

/** Why a picture was not decoded; also said of one that was cancelled, which nobody reads. */
export interface DecodeFailure {
  readonly reason: Extract<LoadFailure, 'decode-failed' | 'too-large'> | 'out-of-memory';
  readonly cause: string;
}

/** What the worker answers: once for each decode, when it is done with it. */
export type DecodeReply =
  /** The bitmap is transferred, not copied. */
  | { readonly type: 'decoded'; readonly id: number; readonly bitmap: ImageBitmap }
  | ({ readonly type: 'failed'; readonly id: number } & DecodeFailure);
