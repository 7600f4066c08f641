import type { Weighed } from './eviction-policy.ts';

/** What the tier needs to know of a bitmap; an `ImageBitmap` fits. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  close(): void;
}

/** Where an entry stands. It is in exactly one state at any time. */
export type State<B> =
  /** Somebody draws it: it is neither closed nor evicted. */
  | { readonly kind: 'leased'; readonly bitmap: B; leases: number }
  /** Nobody draws it, and it is within the budget. */
  | { readonly kind: 'retained'; readonly bitmap: B }
  /** Over the budget: the weak index knows it, and the collector decides. */
  | { readonly kind: 'weak' }
  /** Collected or closed. */
  | { readonly kind: 'gone' };

/** One bitmap in the books of the tier, from its arrival until it is gone. */
export class Entry<K extends string, B extends Bitmap> implements Weighed {
  readonly key: K;
  readonly size: number;
  readonly name: string;
  readonly bytes: number;
  state: State<B> = { kind: 'gone' };
  /** Whether somebody asked for it yet; what was fetched ahead was not. */
  wanted: boolean;
  /** Closed as soon as the last lease ends: its key was evicted while it was on screen. */
  doomed = false;

  constructor(key: K, size: number, bytes: number, wanted: boolean) {
    this.key = key;
    this.size = size;
    this.name = `${key}@${size}`;
    this.bytes = bytes;
    this.wanted = wanted;
  }
}

/** Bytes of a decoded picture: four for each pixel. */
export function bytesOf(bitmap: { readonly width: number; readonly height: number }): number {
  return bitmap.width * bitmap.height * 4;
}
