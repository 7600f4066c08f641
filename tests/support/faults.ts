import type { Page } from 'playwright/test';
import { CACHES, type StoredTier } from '../../src/shared/tier.ts';

/** Kills every service worker, as a browser does with one that is idle or in its way. */
export async function killWorkers(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

/** Has the browser give the site so many bytes of storage and no more; `undefined` lifts that. Lasts while the session does. */
export async function limitStorage(page: Page, quotaSize: number | undefined): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize !== undefined && { quotaSize }) });
}

/** Bytes that the site takes, as the browser counts them. */
export async function storageUsage(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin: new URL(page.url()).origin });
  await session.detach();
  return usage;
}

/** Clears a kind of storage of the site, as the browser's own settings do. */
export async function clearStorage(page: Page, kinds: 'all' | 'cache_storage' | 'indexeddb'): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: kinds });
  await session.detach();
}

/** What the books say of a tier, without asking the worker, and so without giving it a reason to repair anything. */
export function bookedUrls(page: Page, tier: StoredTier): Promise<string[]> {
  return page.evaluate(
    (wanted) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('afterimage');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const entries = database.transaction('entries').objectStore('entries').getAllKeys();
          entries.onsuccess = () => {
            database.close();
            const keys = entries.result as [string, string][];
            resolve(keys.filter(([name]) => name === wanted).map(([, url]) => url));
          };
        };
      }),
    tier,
  );
}

/** How many records one of the app's stores has. */
export function countRecords(page: Page, store: string): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('afterimage');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction(name).objectStore(name).count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
    store,
  );
}

/** Writes into one of the app's stores behind its back. */
export function tamper(page: Page, store: string, value: object, key?: string): Promise<void> {
  return page.evaluate(
    ([name, record, place]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('afterimage');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction(name, 'readwrite');
          if (place === undefined) transaction.objectStore(name).put(record);
          else transaction.objectStore(name).put(record, place);
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    [store, value, key] as const,
  );
}

/** The URLs that a tier really holds. */
export function storedUrls(page: Page, tier: StoredTier): Promise<string[]> {
  return page.evaluate(
    async (name) => ((await caches.has(name)) ? (await (await caches.open(name)).keys()).map(({ url }) => url) : []),
    CACHES[tier],
  );
}

/** Asks the worker in the app's own words, whatever it replies. */
export function askWorker<T>(page: Page, message: unknown): Promise<T> {
  return page.evaluate(
    (asked) =>
      new Promise<T>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => {
          port1.close();
          resolve(data);
        };
        navigator.serviceWorker.ready.then(({ active }) => active?.postMessage(asked, [port2]));
      }),
    message,
  );
}
