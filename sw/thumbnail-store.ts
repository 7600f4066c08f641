/// <reference lib="webworker" />
import type { Adoptee, Use } from '../src/shared/messages.ts';
import { isQuotaExceeded } from '../src/shared/quota.ts';
import { Batch } from './batch.ts';
import { ledger } from './ledger/ledger.ts';
import { tellPages } from './pages.ts';
import { evictThumbnails, storeThumbnails } from './room.ts';
import { emptyHeld, erase, exclusively, type Picture } from './stored.ts';

/** What arrives within so many ms is written together, and so many thumbnails at most. */
const MOMENT_MS = 100;
const MOST = 50;
/** Room is made down to this part of the budget, so that it is a rare piece of work and not one for every thumbnail. */
const LOW_WATER = 0.95;
/** Encoded bytes that may wait: where the storage is slow, what is beyond them is stored when it is seen again. */
const MOST_WAITING_BYTES = 50_000_000;
/** Where making room did not help, nothing is stored for so many ms: each attempt would cost others their place in vain. */
const FULL_FOR_MS = 60_000;

const arrived = new Batch<Adoptee>(MOMENT_MS, MOST, store);
/** What is on its way into the storage, by URL. */
const waiting = new Map<string, { readonly blob: Blob; readonly section: string }>();
let waitingBytes = 0;
let fullUntil = 0;
/** The pages that know of it, by their ids. */
const toldOfFull = new Set<string>();

/** Stores thumbnails, soon; never fails. Resolves once it was done, or given up. */
export async function keepThumbnails(thumbnails: readonly Adoptee[]): Promise<void> {
  const fresh = thumbnails.filter(({ blob }) => isImageType(blob.type));
  const taken: Adoptee[] = [];
  for (const thumbnail of fresh) {
    const { url, blob, section = '' } = thumbnail;
    if (waiting.has(url) || waitingBytes + blob.size > MOST_WAITING_BYTES) continue;
    waiting.set(url, { blob, section });
    waitingBytes += blob.size;
    taken.push(thumbnail);
  }
  if (taken.length > 0) await arrived.add(taken);
}

/** A thumbnail that came from the network a moment ago and is not stored yet. */
export function waitingThumbnail(url: string): Blob | undefined {
  return waiting.get(url)?.blob;
}

/** Takes the months from what pages used, for those that are not stored yet: the books know nothing of them. */
export function learnMonths(uses: readonly Use[]): void {
  for (const { url, section } of uses) {
    const thumbnail = waiting.get(url);
    if (thumbnail) waiting.set(url, { ...thumbnail, section });
  }
}

/** Forgets all thumbnails, those too that are on their way into the storage. */
export function clearThumbnails(): Promise<void> {
  return exclusively('thumbnails', async () => {
    forgetWaiting();
    await emptyHeld('thumbnails');
  });
}

/**
 * Forgets one thumbnail, also where it is on its way into the storage, and tells the pages.
 * @returns the encoded bytes that this gave back.
 */
export async function evictThumbnail(url: string): Promise<{ readonly bytes: number }> {
  const stored = await exclusively('thumbnails', async () => {
    const arriving = waiting.get(url);
    if (arriving) forgetArriving({ url, blob: arriving.blob });
    const entry = await ledger.get('thumbnails', url);
    await erase('thumbnails', [{ url }]);
    return entry;
  });
  if (!stored) return { bytes: 0 };
  const { bytes } = stored;
  await tellPages({ type: 'evicted', count: 1, bytes });
  return { bytes };
}

/** Forgets what is on its way into the storage; the caller holds the lock of the thumbnails, so that nothing arrives. */
export function forgetWaiting(): void {
  waiting.clear();
  waitingBytes = 0;
  arrived.drop();
  storeAgain();
}

/** Space was given back: what was full may have room now. */
export function storeAgain(): void {
  fullUntil = 0;
}

/** Whether a response of this type is a picture that may be stored. */
export function isImageType(type: string | null): boolean {
  return type !== null && /^image\/(?:jpeg|png|webp|avif|gif)\b/.test(type);
}

async function store(thumbnails: readonly Adoptee[]): Promise<void> {
  const pictures: Picture[] = [];
  // One at a time, as nobody waits for it, and somebody may wait for a core.
  for (const { url, blob } of thumbnails) {
    if (await decodes(blob)) pictures.push({ url, blob, section: waiting.get(url)?.section ?? '' });
  }
  try {
    if (pictures.length === 0) return;
    if (Date.now() >= fullUntil) await write(pictures);
    else await tellNotStored(pictures);
  } finally {
    for (const thumbnail of thumbnails) if (isWaiting(thumbnail)) forgetArriving(thumbnail);
  }
}

async function write(pictures: readonly Picture[]): Promise<void> {
  try {
    await storeThumbnails(pictures, isWaiting);
    await keepWithinBudget();
  } catch (error) {
    // Where the browser refuses storage, pictures are shown all the same.
    if (!isQuotaExceeded(error)) return;
    fullUntil = Date.now() + FULL_FOR_MS;
    toldOfFull.clear();
    await tellNotStored(pictures);
  }
}

/** Each page once, for as long as nothing is tried. */
async function tellNotStored(pictures: readonly Picture[]): Promise<void> {
  const bytes = pictures.reduce((sum, { blob }) => sum + blob.size, 0);
  await tellPages({ type: 'not-stored', tier: 'thumbnails', count: pictures.length, bytes }, toldOfFull);
}

/** Not those that were forgotten since they arrived, whether or not they arrived once more. */
function isWaiting({ url, blob }: Adoptee): boolean {
  return waiting.get(url)?.blob === blob;
}

function forgetArriving({ url, blob }: Adoptee): void {
  waiting.delete(url);
  waitingBytes -= blob.size;
}

/** Drops the least recently used when the budget is exceeded. Nobody may hold the lock. */
export async function keepWithinBudget(): Promise<void> {
  const { bytes, budgetBytes } = (await ledger.figures()).thumbnails;
  if (bytes <= budgetBytes) return;
  await evictThumbnails(async () => {
    // The user may choose another budget meanwhile.
    const now = (await ledger.figures()).thumbnails;
    return now.bytes - LOW_WATER * now.budgetBytes;
  });
}

async function decodes(blob: Blob): Promise<boolean> {
  try {
    (await createImageBitmap(blob)).close();
    return true;
  } catch {
    return false;
  }
}
