import { SMALL_DECODES, smallPictures } from '../../../../src/loading/decode/small-pictures.ts';
import { LoadQueue } from '../../../../src/loading/load-queue.ts';
import { RenditionLoader } from '../../../../src/loading/rendition-loader.ts';
import { ServiceWorkerClient } from '../../../../src/loading/service-worker-client.ts';
import { StoredPictures } from '../../../../src/loading/stored-pictures.ts';
import { ThumbnailLoader } from '../../../../src/loading/thumbnail-loader.ts';
import { TierLog } from '../../../../src/loading/tier-log.ts';
import { UseNotes } from '../../../../src/loading/use-notes.ts';
import type { Photo } from '../../../../src/shared/photo.ts';
import { CACHES } from '../../../../src/shared/tier.ts';
import { MOST_HEIGHT, Origin } from '../../../../src/views/grid/origin.ts';
import { Sheets } from '../../../../src/views/grid/sheets.ts';
import { Tile } from '../../../../src/views/grid/tile.ts';
import { write } from '../../../../sw/stored.ts';
import { photoOf, visible } from '../our-tiers.ts';
import { boxOf, controlled, fetchPictures, present, type StoragePage, thumbnailUrl, urlsBetween } from './grid.ts';

/** Bytes that no workload reaches: nothing is evicted. */
const BUDGET = 4_000_000_000;
/** Pictures that are written in one go. */
const BATCH = 500;
/** Pictures that are handed to the worker in one go. */
const LOT = 250;
const PATIENCE_MS = 60_000;

await controlled();
const log = new TierLog();
const worker = new ServiceWorkerClient(navigator.serviceWorker, () => {}, new AbortController().signal);
const notes = new UseNotes((uses) => worker.used(uses), new AbortController().signal);
// As `main.ts` has it.
const renditions = new RenditionLoader({
  ...{ log, stored: new StoredPictures(location.origin), used: (use) => notes.note(use) },
  ...{ fetches: new LoadQueue(6, 2), decoder: smallPictures, decodes: new LoadQueue(SMALL_DECODES) },
  ...{ relieve: () => {}, online: () => true },
});
const thumbnails = new ThumbnailLoader(renditions, worker);
await worker.ask({ type: 'set-thumbnail-budget', bytes: BUDGET });
const pictures = await fetchPictures(urlsBetween(0, 60));

function photo(index: number): Photo {
  const full = thumbnailUrl(index);
  return photoOf({ index, width: 480, height: 320, full, screen: null });
}

function blobOf(index: number): Blob {
  const blob = pictures[index % pictures.length];
  if (!blob) throw new Error('There are no pictures.');
  return blob;
}

/** Fails when anything but the thumbnails answered since the last time. */
function expectHits(count: number, since: number): void {
  if (log.count('thumbnails').hits - since !== count) throw new Error('A thumbnail did not come from the storage.');
}

/** Off the screen, as in the grid: else their pixels would wait for the collector, and every show would be slower. */
let leave = () => {};

const page: StoragePage = {
  // By the worker's own code, with its books; through the worker it would take three times as long.
  async fill(from, to) {
    for (let start = from; start < to; start += BATCH) {
      const end = Math.min(start + BATCH, to);
      const batch = urlsBetween(start, end).map((url, index) => ({
        url,
        blob: blobOf(start + index),
        section: '2024-07',
      }));
      await write('thumbnails', batch);
    }
  },

  show(from, count) {
    leave();
    const before = log.count('thumbnails').hits;
    const origin = new Origin();
    origin.fit(MOST_HEIGHT);
    const sheets = new Sheets(origin);
    return present(async (stage) => {
      sheets.reset(window.innerWidth);
      const tiles = Array.from({ length: count }, (_, place) => {
        const tile = new Tile(photo(from + place), sheets, origin);
        tile.priority = 'visible';
        tile.place(boxOf(place));
        return tile;
      });
      leave = () => {
        for (const tile of tiles) tile.unload();
      };
      stage.append(sheets.element, ...tiles.map(({ element }) => element));
      await Promise.all(tiles.map((tile) => tile.load(thumbnails)));
      expectHits(count, before);
    });
  },
};

/** Waits for something that the worker does. */
async function until(isDone: () => Promise<boolean>): Promise<void> {
  const begun = performance.now();
  while (!(await isDone())) {
    if (performance.now() - begun > PATIENCE_MS) throw new Error('The worker does not store what it is handed.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Which thumbnails to read: from this one on, of so many that are stored. */
interface Reads {
  readonly from: number;
  readonly stored: number;
}

/** Reads thumbnails one after the other while told to; ms for each. */
async function read({ from, stored }: Reads, goOn: (done: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  while (goOn(times.length)) {
    const asked = performance.now();
    const { bitmap } = await thumbnails.load(photo((from + times.length) % stored), visible());
    times.push(performance.now() - asked);
    bitmap.close();
    // As tiles come into sight while somebody scrolls.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return times;
}

const ours = {
  /** The same without any app: read, decoded, and painted on one canvas; ms until they are on the screen. */
  showBare(from: number, count: number): Promise<number> {
    leave();
    return present(async (stage) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: window.innerWidth, height: 1024 });
      // As large as it is, whatever the stage's own canvases are.
      Object.assign(canvas.style, { width: 'auto', height: 'auto' });
      const context = canvas.getContext('2d');
      stage.append(canvas);
      const show = async (url: string, place: number) => {
        const stored = await caches.match(url, { cacheName: CACHES.thumbnails });
        if (!stored) throw new Error('A thumbnail is not stored.');
        const bitmap = await createImageBitmap(await stored.blob());
        const { x, y, width, height } = boxOf(place);
        context?.drawImage(bitmap, x, y, width, height);
        bitmap.close();
      };
      await Promise.all(urlsBetween(from, from + count).map(show));
    });
  },

  /** Times of so many reads while nothing else happens, in ms. */
  readIdle: (from: number, count: number) => read({ from, stored: from + count }, (done) => done < count),

  /** Times of reads while the worker stores what it is handed: `count` thumbnails from `first` on. */
  async readWhileWriting(reads: Reads, first: number, count: number): Promise<number[]> {
    const stored = async () => (await worker.ask({ type: 'figures' })).thumbnails.count;
    const before = await stored();
    let writing = true;
    const written = (async () => {
      for (let handed = 0; handed < count; handed += LOT) {
        for (let index = first + handed; index < first + Math.min(handed + LOT, count); index += 1)
          worker.adopt({ url: thumbnailUrl(index), blob: blobOf(index), section: '2024-07' });
        // As fast as they are stored, so that there is always something to write; the worker holds no more than 50 MB.
        await until(async () => (await stored()) - before >= handed - LOT);
      }
      await until(async () => (await stored()) - before >= count);
    })().finally(() => {
      writing = false;
    });
    const [times] = await Promise.all([read(reads, () => writing), written]);
    return times;
  },

  /** Wakes the worker, which reads its books, and waits for its word; how many ms that took. */
  async wake(): Promise<number> {
    const begun = performance.now();
    await worker.ask({ type: 'hello' }, 30_000);
    await worker.ask({ type: 'figures' });
    return performance.now() - begun;
  },
};

declare global {
  // How the bench reaches it from inside `evaluate`.
  var oursPage: typeof ours;
}
globalThis.storagePage = page;
globalThis.oursPage = ours;
