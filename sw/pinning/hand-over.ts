/// <reference lib="webworker" />
import {
  BACKGROUND_FETCH_ID,
  type BackgroundFetchRecord,
  type BackgroundFetchRegistration,
} from '../../src/shared/background-fetch.ts';
import { keepsPromise, promisedContent } from '../../src/shared/content-address.ts';
import type { KeepFile } from '../../src/shared/keep-files.ts';
import type { Replies } from '../../src/shared/messages.ts';
import { isQuotaExceeded } from '../../src/shared/quota.ts';
import { ledger } from '../ledger/ledger.ts';
import { readSetting } from '../ledger/settings.ts';
import { backgroundFetch } from './background-fetch.ts';
import { pinBooks } from './books.ts';
import { DownloadError, refusalOf } from './download.ts';
import { storePinned } from './keep-file.ts';
import { afterFailure } from './outcome.ts';
import { parts } from './parts.ts';
import { pinning } from './pinning.ts';
import { bytesOf, type PinnedPhoto } from './records.ts';
import { pausePinning } from './requests.ts';

declare const self: ServiceWorkerGlobalScope;

/** The most that is handed over in one go: a browser keeps all of it aside until the last file came. */
const MOST_FILES = 500;
const MOST_BYTES = 500_000_000;
/** With every page closed, the event that ends a background fetch is the last that wakes the worker: it lives for so many ms. */
const LAST_EVENT_MS = 240_000;

interface BackgroundFetchEvent extends ExtendableEvent {
  readonly registration: BackgroundFetchRegistration;
}

/** Hears how background fetches end. Where there are none, it never does. */
export function listenToBackgroundFetch(): void {
  const on = (type: string, answer: (registration: BackgroundFetchRegistration) => Promise<unknown>) =>
    self.addEventListener(`backgroundfetch${type}`, (event) => {
      // What the standard library does not declare.
      const ended = event as BackgroundFetchEvent;
      if (ended.registration.id === BACKGROUND_FETCH_ID) ended.waitUntil(answer(ended.registration));
    });
  on('success', settle);
  on('fail', settle);
  on('abort', settleAborted);
  on('click', () => self.clients.openWindow(`${self.registration.scope}storage`));
}

/** Files for a page to have the browser fetch, which the queue leaves alone from now on; none while there are such already. */
export async function handOver(): Promise<Replies['hand-over']> {
  await backgroundFetch.look();
  if (await readSetting('pinningPaused')) return { files: [] };
  const files = await promiseFiles();
  // What is here need not be fetched.
  const urls = [...files.keys()];
  const here = await Promise.all([ledger.known('pinned', urls), ledger.known('thumbnails', urls)]);
  for (const { url } of here.flat()) files.delete(url);
  backgroundFetch.release(urls.filter((url) => !files.has(url)));
  return { files: [...files.values()] };
}

/** Files of photos whose turn would come last: they and the queue meet at the end. */
async function promiseFiles(): Promise<Map<string, KeepFile>> {
  const [begun, { quota = 0, usage = 0 }] = await Promise.all([parts.urls(), navigator.storage.estimate()]);
  // Until it is stored, what came lies twice in the storage.
  const most = Math.min(MOST_BYTES, (quota - usage) / 2);
  const last = await pinBooks.dueLast(MOST_FILES);
  const files = new Map<string, KeepFile>();
  // No waiting from here on: the queue must not begin any of these meanwhile.
  if (backgroundFetch.held.size > 0) return files;
  let bytes = 0;
  for (const photo of last) {
    bytes += bytesOf(photo);
    if (bytes > most || files.size + photo.files.length > MOST_FILES) break;
    if (isFitting(photo, begun)) for (const file of photo.files) files.set(file.url, file);
  }
  backgroundFetch.promise(files.keys());
  return files;
}

/** A photo that failed, or is begun, is the queue's: it knows what to do. */
function isFitting({ attempts, urls }: PinnedPhoto, begun: ReadonlySet<string>): boolean {
  return attempts === 0 && !pinning.isFetching(urls) && urls.every((url) => promisedContent(url) && !begun.has(url));
}

/** The browser refused what the page handed over. */
export async function takeBack(): Promise<void> {
  backgroundFetch.release([...backgroundFetch.held]);
}

async function settle(registration: BackgroundFetchRegistration): Promise<void> {
  const records = await backgroundFetch.settle(registration);
  const isAlone = (await self.clients.matchAll({ includeUncontrolled: true, type: 'window' })).length === 0;
  // It takes each photo as soon as all its files are stored, and finds them there.
  const work = pinning.goOn(isAlone ? LAST_EVENT_MS : undefined);
  await store(records);
  await (isAlone ? work : pinning.tell());
}

async function settleAborted(registration: BackgroundFetchRegistration): Promise<void> {
  const ending = backgroundFetch.takeEnding();
  const records = await backgroundFetch.settle(registration);
  if (ending === 'drop') return backgroundFetch.settled();
  if (ending === 'user') await pausePinning(true);
  await store(records);
  await pinning.tell();
}

/** Stores what came; what did not, or is not what it should be, is the queue's. */
async function store(records: readonly BackgroundFetchRecord[]): Promise<void> {
  try {
    for (const { request, responseReady } of records) {
      const bytes = await storeFile(request.url, responseReady);
      backgroundFetch.release([request.url], bytes);
    }
  } finally {
    backgroundFetch.settled();
  }
}

async function storeFile(url: string, responseReady: Promise<Response>): Promise<number> {
  // Nobody listens while the files before it are stored.
  const answer = responseReady.catch((error: unknown) => new DownloadError('network', error));
  const [user] = await pinBooks.usersOf(url);
  const photo = user && (await pinBooks.photo(user));
  if (!photo) return 0;
  try {
    const response = await answer;
    if (response instanceof DownloadError) throw response;
    const refusal = refusalOf(response, response.status !== 200);
    if (refusal) throw refusal;
    const blob = await response.blob();
    if (!(await keepsPromise(url, await blob.arrayBuffer()))) throw new DownloadError('wrong-content');
    await storePinned(url, blob, photo.section);
    return blob.size;
  } catch (error) {
    // Where there is no space the queue will meet that too, and say so.
    if (isQuotaExceeded(error)) return 0;
    const failure = error instanceof DownloadError ? error : new DownloadError('network', error);
    await pinBooks.update(photo.id, (now) => afterFailure(now, failure, Date.now()));
    return 0;
  }
}
