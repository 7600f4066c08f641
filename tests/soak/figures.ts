import type { CDPSession, Page } from 'playwright/test';

/** What is there at one moment, by name. */
export type Figures = Readonly<Record<string, number>>;

/** Readings until two of them agree, at most. */
const READINGS = 10;
/** Collections until what finalizers and their owners let go of is gone, too. */
const COLLECTIONS = 3;

/** Counts what the page and its storage hold, after collections, as soon as two counts agree. */
export async function countAll(page: Page, devTools: CDPSession): Promise<Figures> {
  let last = await count(page, devTools);
  for (let reading = 1; reading < READINGS; reading += 1) {
    const next = await count(page, devTools);
    if (JSON.stringify(next) === JSON.stringify(last)) break;
    last = next;
  }
  return last;
}

async function count(page: Page, devTools: CDPSession): Promise<Figures> {
  for (let time = 0; time < COLLECTIONS; time += 1) {
    await devTools.send('HeapProfiler.collectGarbage');
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const { documents, nodes, jsEventListeners } = await devTools.send('Memory.getDOMCounters');
  const { inDocument, held } = await page.evaluate(() => {
    const { pictures, thumbnails } = outsideBitmaps.read();
    const walker = document.createTreeWalker(document);
    let inDocument = 1;
    while (walker.nextNode()) inDocument += 1;
    const bitmaps = { bitmaps: pictures.count + thumbnails.alive, 'bitmaps, bytes': pictures.bytes + thumbnails.bytes };
    return { inDocument, held: { ...outsideHeld.read(), ...bitmaps } };
  });
  return {
    documents,
    nodes,
    // With what browsers themselves put into their controls.
    'detached nodes': nodes - inDocument,
    listeners: jsEventListeners,
    events: await countEvents(devTools),
    workers: page.workers().length,
    ...held,
    ...(await countStored(page)),
  };
}

/** Events that somebody holds on to, after a collection. */
export function countEvents(devTools: CDPSession): Promise<number> {
  return countObjects(devTools, 'Event.prototype', 'true');
}

/** Objects with this prototype that are `counted`, an expression about `each`, after a collection. */
export async function countObjects(devTools: CDPSession, prototype: string, counted: string): Promise<number> {
  const objectGroup = 'soak';
  const { result } = await devTools.send('Runtime.evaluate', { expression: prototype, objectGroup });
  const prototypeObjectId = result.objectId ?? '';
  const { objects } = await devTools.send('Runtime.queryObjects', { prototypeObjectId, objectGroup });
  const { result: count } = await devTools.send('Runtime.callFunctionOn', {
    functionDeclaration: `function () { return this.filter((each) => ${counted}).length; }`,
    objectId: objects.objectId ?? '',
  });
  await devTools.send('Runtime.releaseObjectGroup', { objectGroup });
  return Number(count.value);
}

/** Entries and bytes of each cache, and records of each store, behind the app's back. */
function countStored(page: Page): Promise<Figures> {
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const counted: Record<string, number> = {};
    for (const name of (await caches.keys()).sort()) {
      const cache = await caches.open(name);
      const found = await Promise.all((await cache.keys()).map((key) => cache.match(key)));
      const sizes = await Promise.all(found.map(async (entry) => (await entry?.blob())?.size ?? 0));
      // Workbox names its cache after the address.
      const short = name.replace(/-?https?:.*/, '');
      counted[`${short}, entries`] = sizes.length;
      counted[`${short}, bytes`] = sizes.reduce((sum, size) => sum + size, 0);
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        counted[`${name}/${store}, records`] = await asked(database.transaction(store).objectStore(store).count());
      }
      database.close();
    }
    return counted;
  });
}
