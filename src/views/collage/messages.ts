import type { Size } from '../../shared/rendition-size.ts';
import type { Format } from './format.ts';
import type { Rect } from './layouts.ts';

/** What the page asks of the worker that draws a collage; each is answered once, in order. */
export type CollageRequest =
  | { readonly type: 'begin'; readonly size: Size; readonly background: string }
  /** The bitmap is transferred; its part `crop` is drawn into all of `cell`, both in px. */
  | { readonly type: 'draw'; readonly bitmap: ImageBitmap; readonly crop: Rect; readonly cell: Rect }
  | { readonly type: 'encode'; readonly format: Format };

export type CollageReply =
  /** The size of the canvas: smaller than asked for, in the same shape, where the device could not hold that. */
  | { readonly type: 'begun'; readonly size: Size }
  | { readonly type: 'drawn' }
  | { readonly type: 'encoded'; readonly blob: Blob }
  | { readonly type: 'failed'; readonly cause: string };
