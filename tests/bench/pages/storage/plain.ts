import { showImages, urlsBetween } from './grid.ts';

// No service worker: the HTTP cache has what was fetched, for a year.
globalThis.storagePage = {
  async fill(from, to) {
    const urls = urlsBetween(from, to);
    await Promise.all(urls.map(async (url) => (await fetch(url)).blob()));
  },
  show: showImages,
};
