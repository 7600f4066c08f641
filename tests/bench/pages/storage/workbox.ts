import { controlled, type FillRequest, fetchPictures, showImages, urlsBetween } from './grid.ts';

const worker = await controlled();
const pictures = await fetchPictures(urlsBetween(0, 60));

globalThis.storagePage = {
  async fill(from, to) {
    const { port1, port2 } = new MessageChannel();
    const done = new Promise((resolve) => (port1.onmessage = resolve));
    worker.postMessage({ urls: urlsBetween(from, to), pictures } satisfies FillRequest, [port2]);
    await done;
    port1.close();
  },
  show: showImages,
};
