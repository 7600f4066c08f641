/** Both tiers for a page: see `README.md` beside this file. */

export type { Lease } from '../memory/lease.ts';
export type { PinFailure, PinnedState, PinProgress } from '../shared/pin.ts';
export type {
  CollectedEvent,
  EvictedEvent,
  FailedEvent,
  NotStoredEvent,
  PictureEvent,
  ServedEvent,
  Tier,
  TierEvent,
} from '../shared/tier.ts';
export { WorkerError, type WorkerFailure } from '../shared/worker-error.ts';
export type { BitmapSize } from './bitmap-key.ts';
export { ImageCache, type ImageCacheOptions } from './image-cache.ts';
export type { ImageLoader, Loaded } from './image-loader.ts';
export { isAbort, isOffline, LoadError, type LoadFailure } from './load-error.ts';
export { OfflinePictures } from './offline-pictures.ts';
export type { Picture } from './picture.ts';
export type { Pinning } from './pinning-client.ts';
export type { Thumbnail, ThumbnailLoader } from './thumbnail-loader.ts';
export type { Saved, TierCount, TierLog } from './tier-log.ts';
export type { Priority, Wish } from './wish.ts';
