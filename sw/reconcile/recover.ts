/// <reference lib="webworker" />
import { filesOf } from '../../src/shared/keep-files.ts';
import type { Photo } from '../../src/shared/photo.ts';
import { type Pin, type PinQuality, scopeKey } from '../../src/shared/pin.ts';
import { openDatabase, type WholeMonth } from '../ledger/database.ts';
import { forgetSetting, readSetting, writeSetting } from '../ledger/settings.ts';
import { pinBooks } from '../pinning/books.ts';
import { pinning } from '../pinning/pinning.ts';
import { storedIndex, storedSection } from '../stored-library.ts';
import { enterFound } from './enter-found.ts';

declare const self: ServiceWorkerGlobalScope;

/** Photos to look for in one go. */
const STEP = 20;

/**
 * When the books were lost and the caches were not: looks for the pictures of some photos of the stored library, from
 * where the last step ended, and enters what is there. Whether there are more.
 */
export async function recoverSome(): Promise<boolean> {
  const position = await readSetting('recovery');
  if (!position) return false;
  const library = await storedIndex(self.registration.scope);
  // Without a library nobody knows the names of the pictures: later, once it is here.
  if (!library) return false;
  const { index, url } = library;
  const current = index.sections.find(({ id }) => id === position.section) ?? index.sections[0];
  if (!current) return finish();
  const photos = (await storedSection(current.url, url)) ?? [];
  const from = current.id === position.section ? position.photo : 0;
  const found = await recover(current.id, photos.slice(from, from + STEP));
  const whole = from === 0 || position.whole === found ? found : 'no';
  const next = index.sections[index.sections.indexOf(current) + 1];
  if (from + STEP < photos.length) await writeSetting('recovery', { section: current.id, photo: from + STEP, whole });
  else {
    if (whole !== 'no') await wishForMonth(current.id, whole, photos);
    if (!next) return finish();
    await writeSetting('recovery', { section: next.id, photo: 0 });
  }
  return true;
}

async function finish(): Promise<false> {
  await forgetSetting('recovery');
  return false;
}

/** Gives the quality in which all of these are here. */
async function recover(section: string, photos: readonly Photo[]): Promise<WholeMonth> {
  const thumbnails = photos.map(({ thumbnail }) => thumbnail.href);
  await enterFound('thumbnails', section, thumbnails);
  const pinned = await enterFound('pinned', section, photos.flatMap(renditionsOf));
  if (pinned.size === 0) return 'no';
  // What was wished for is lost: what is here is taken for it, photo by photo. What the user wished for since stays.
  const pins = photos.flatMap((photo) => pinOf(photo, section, pinned) ?? []);
  await pinBooks.addPins(await unknown(pins));
  pinning.changed();
  await pinning.tell();
  const [quality] = pins.map((pin) => pin.quality);
  const isWhole = (photo: Photo, wanted: PinQuality) => filesOf(photo, wanted).every(({ url }) => pinned.has(url));
  const areAlike = quality && pins.every((pin) => pin.quality === quality);
  return areAlike && photos.every((photo) => isWhole(photo, quality)) ? quality : 'no';
}

/** Of these wishes, those that are not in the books. */
async function unknown(pins: readonly Pin[]): Promise<Pin[]> {
  const { store } = (await openDatabase()).transaction('pins');
  const keys = await Promise.all(pins.map(({ scope }) => store.getKey(scopeKey(scope))));
  return pins.filter((_pin, index) => keys[index] === undefined);
}

/** One wish for a month that was found as a whole, in place of one for each photo. */
async function wishForMonth(section: string, quality: PinQuality, photos: readonly Photo[]): Promise<void> {
  await pinBooks.addPins(await unknown([{ scope: { kind: 'section', section }, quality }]));
  await pinBooks.removePins(photos.map(({ id }) => ({ kind: 'photo', photo: id, section })));
  pinning.changed();
  await pinning.tell();
}

function pinOf(photo: Photo, section: string, pinned: ReadonlySet<string>): Pin | undefined {
  if (!renditionsOf(photo).some((url) => pinned.has(url))) return undefined;
  const isOriginal = pinned.has(photo.original.href) || pinned.has(photo.full.href);
  return { scope: { kind: 'photo', photo: photo.id, section }, quality: isOriginal ? 'original' : 'screen' };
}

function renditionsOf({ thumbnail, screen, full, original }: Photo): string[] {
  return [...new Set([thumbnail, screen, full, original].flatMap((url) => url?.href ?? []))];
}
