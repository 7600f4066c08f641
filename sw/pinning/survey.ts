/// <reference lib="webworker" />
import type { LibraryIndex, Section } from '../../src/shared/parse-library.ts';
import type { Pin } from '../../src/shared/pin.ts';
import { readSetting } from '../ledger/settings.ts';
import { BadLibraryFileError } from '../library-file.ts';
import { libraryUrl, storedIndex, storedSection } from '../stored-library.ts';
import { pinBooks } from './books.ts';
import { admit, dismiss, dismissAll } from './enter.ts';
import { keptLibrary, keptSection } from './library-files.ts';
import { Wishes, wantedOf } from './plan.ts';
import type { Planner, Surveyed } from './planner.ts';
import type { PinnedPhoto } from './records.ts';
import { whileWishesHold } from './wishes-hold.ts';

declare const self: ServiceWorkerGlobalScope;

/** A month that is not in the books as the library and the wishes are now. */
interface OpenSection {
  readonly file: Section;
  readonly signature: string;
}

interface Round {
  readonly pins: readonly Pin[];
  readonly wishes: Wishes;
  readonly library: LibraryIndex | undefined;
  readonly open: readonly OpenSection[];
  /** Months in the books that nobody wants any more. */
  readonly unwanted: readonly string[];
  /** Months in the books that the library has no longer. */
  readonly gone: readonly string[];
}

/** Where a library says which photos there are: wishes for a month, or for everything, follow it as it changes. */
export const planByLibrary: Planner = { needsSurvey, survey, home: () => libraryUrl(self.registration.scope) };

/** Whether there is something to survey, by the library as it is kept: nobody is asked for it. Not counted: these months. */
async function needsSurvey(unreadable: ReadonlySet<string>): Promise<boolean> {
  const stored = await storedIndex(self.registration.scope);
  const { open, unwanted, gone } = await lookRound(stored?.index);
  return unwanted.length + gone.length > 0 || open.some(({ file }) => !unreadable.has(file.id));
}

/**
 * Brings the books in line with what is wished for and with the library as it is now: photos that are new are wanted, and
 * those that are gone, or wanted no more, are dropped with their files. Month by month, so that a worker which is killed in
 * between goes on with the next. `undefined` when the wishes changed meanwhile.
 * @throws when the server cannot be reached.
 */
function survey(): Promise<Surveyed | undefined> {
  return whileWishesHold(async (signal) => {
    for (let moved = false; ; moved = true) {
      const surveyed = await surveyOnce(moved, signal);
      if (surveyed) return surveyed;
    }
  });
}

/** `undefined` when photos were found elsewhere than their wishes said: then it is done anew, and knows that they `moved`. */
async function surveyOnce(moved: boolean, signal: AbortSignal): Promise<Surveyed | undefined> {
  const isWished = async () => (await pinBooks.pins()).length > 0;
  // With books that were lost, what is here may be wanted: it is dropped month by month, as it is found.
  if (!(await isWished()) && (await readSetting('recovery')) === undefined) {
    if ((await pinBooks.surveyed()).length > 0) await dismissAll(isWished);
    if (!(await isWished())) return { pins: [], unreadable: new Set() };
  }
  const { pins, wishes, library, open, unwanted, gone } = await lookRound(
    (await isWished()) ? await keptLibrary(signal) : undefined,
  );
  // What gives space back comes first, as somebody waits for it; not where it may be needed in another month.
  if (!moved) for (const section of unwanted) await close(section, signal);
  const unreadable = new Set<string>();
  const left: (OpenSection & { readonly photos: readonly PinnedPhoto[] })[] = [];
  const strayed = new Set(gone.flatMap((section) => wishes.ownOf(section)));
  for (const section of open) {
    const { id } = section.file;
    const found = await readSection(section.file, signal);
    if (!found) {
      unreadable.add(id);
      continue;
    }
    // Noted before it begins: what a killed worker left half done must be found, also by those who want it gone.
    await pinBooks.setSurveyed(id, '');
    const photos = await admit(id, wantedOf(id, found, wishes), signal);
    const here = new Set<string>(found.map((photo) => photo.id));
    for (const photo of wishes.ownOf(id)) if (!here.has(photo)) strayed.add(photo);
    if (photos.length === 0) await pinBooks.setSurveyed(id, section.signature);
    else left.push({ ...section, photos });
  }
  if (library && (await follow(strayed, library, signal))) return undefined;
  // Last, as what left one month may have come into another.
  for (const { file, signature, photos } of left) {
    await dismiss(file.id, photos, signal);
    await pinBooks.setSurveyed(file.id, signature);
  }
  for (const section of moved ? [...unwanted, ...gone] : gone) await close(section, signal);
  const isWhole = ({ scope }: Pin) =>
    scope.kind === 'library' ? unreadable.size === 0 : !unreadable.has(scope.section);
  return { pins: pins.filter(isWhole), unreadable };
}

async function readSection(file: Section, signal: AbortSignal) {
  try {
    return await keptSection(file, signal);
  } catch (error) {
    // It must not hold up the others.
    if (error instanceof BadLibraryFileError) return undefined;
    throw error;
  }
}

/** Drops all photos of a month. */
async function close(section: string, signal: AbortSignal): Promise<void> {
  await dismiss(section, await pinBooks.photosOf(section), signal);
  await pinBooks.setSurveyed(section, undefined);
}

/**
 * Looks for photos that are wanted by themselves and left their month, in all months that are kept: their wishes follow
 * them. In a large library those are the ones that somebody opened. Whether any was found.
 */
async function follow(strayed: Set<string>, library: LibraryIndex, signal: AbortSignal): Promise<boolean> {
  const before = strayed.size;
  for (const { id, url } of library.sections) {
    if (strayed.size === 0) break;
    signal.throwIfAborted();
    const photos = (await storedSection(url, libraryUrl(self.registration.scope))) ?? [];
    for (const photo of photos) if (strayed.delete(photo.id)) await pinBooks.movePin(photo.id, id);
  }
  return strayed.size < before;
}

async function lookRound(library: LibraryIndex | undefined): Promise<Round> {
  const [pins, surveyed] = await Promise.all([pinBooks.pins(), pinBooks.surveyed()]);
  const wishes = new Wishes(pins);
  const none = { pins, wishes, library, open: [], gone: [] };
  if (pins.length === 0) return { ...none, unwanted: surveyed.map(({ section }) => section) };
  // A library without a single month is what a server's mistake looks like: it costs nobody what they kept.
  if (!library || library.sections.length === 0) return { ...none, unwanted: [] };
  const before = new Map(surveyed.map(({ section, signature }) => [section, signature]));
  const open: OpenSection[] = [];
  const unwanted: string[] = [];
  for (const file of library.sections) {
    const concerned = wishes.concern(file.id);
    const known = before.get(file.id);
    before.delete(file.id);
    if (!concerned && known !== undefined) unwanted.push(file.id);
    const signature = `${file.url.href} ${wishes.ofSection(file.id) ?? ''}`;
    if (concerned && known !== signature) open.push({ file, signature });
  }
  return { ...none, open, unwanted, gone: [...before.keys()] };
}
