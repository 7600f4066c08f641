/// <reference lib="webworker" />
import type { Adoptee, Use } from '../src/shared/messages.ts';
import { isQuotaExceeded } from '../src/shared/quota.ts';
import { Batch } from './batch.ts';
import { ledger } from './ledger/ledger.ts';
import { tellPages } from './pages.ts';
import { evictThumbnails, writeMakingRoom } from './room.ts';
import { empty, exclusively, type Picture } from './stored.ts';

/** What arrives within so many ms is written together, and so many thumbnails at most. */
const MOMENT_MS = 100;
const MOST = 50;
/** Room is made down to this part of the budget, so that it is a rare piece of work and not one for every thumbnail. */
const LOW_WATER = 0.95;
/** Where making room did not help, nothing is stored for so many ms: each attempt would cost others their place in vain. */
const FULL_FOR_MS = 60_000;

const arrived = new Batch<Adoptee>(MOMENT_MS, MOST, store);
/** What is on its way into the storage, by URL. */
const waiting = new Map<string, { readonly blob: Blob; readonly section: string }>();
let fullUntil = 0;

/** Stores thumbnails, soon; never fails. Resolves once it was done, or given up. */
export async function keepThumbnails(thumbnails: readonly Adoptee[]): Promise<void> {
  const fresh = thumbnails.filter(({ url, blob }) => !waiting.has(url) && isImageType(blob.type));
  for (const { url, blob, section = '' } of fresh) waiting.set(url, { blob, section });
  if (fresh.length > 0) await arrived.add(fresh);
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

/** Changes the budget, in bytes, at once. */
export async function setThumbnailBudget(bytes: number): Promise<void> {
  await exclusively('thumbnails', async () => {
    await ledger.setThumbnailBudget(bytes);
    await keepWithinBudget();
  });
}

/** Forgets all thumbnails, those too that are on their way into the storage. */
export async function clearThumbnails(): Promise<void> {
  waiting.clear();
  await arrived.drop();
  await empty('thumbnails');
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
    if (Date.now() < fullUntil) await tellNotStored(pictures);
    else if (pictures.length > 0) await write(pictures);
  } finally {
    for (const { url } of thumbnails) waiting.delete(url);
  }
}

async function write(pictures: readonly Picture[]): Promise<void> {
  try {
    await writeMakingRoom('thumbnails', pictures);
    await exclusively('thumbnails', keepWithinBudget);
  } catch (error) {
    // Where the browser refuses storage, pictures are shown all the same.
    if (!isQuotaExceeded(error)) return;
    fullUntil = Date.now() + FULL_FOR_MS;
    await tellNotStored(pictures);
  }
}

async function tellNotStored(pictures: readonly Picture[]): Promise<void> {
  const bytes = pictures.reduce((sum, { blob }) => sum + blob.size, 0);
  await tellPages({ type: 'not-stored', tier: 'thumbnails', count: pictures.length, bytes });
}

/** Drops the least recently used when the budget is exceeded; the caller holds the lock. */
async function keepWithinBudget(): Promise<void> {
  const { bytes, budgetBytes } = (await ledger.figures()).thumbnails;
  if (bytes > budgetBytes) await evictThumbnails(bytes - LOW_WATER * budgetBytes);
}

async function decodes(blob: Blob): Promise<boolean> {
  try {
    (await createImageBitmap(blob)).close();
    return true;
  } catch {
    return false;
  }
}
