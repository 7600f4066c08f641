/** The storage tiers for a service worker: see `README.md` beside this file. */
export { type NetworkFirstOptions, serveNetworkFirst } from './serve/network-first.ts';
export { type PinnedOptions, servePinned } from './serve/pinned.ts';
export { serveThumbnails, type ThumbnailOptions } from './serve/thumbnails.ts';
