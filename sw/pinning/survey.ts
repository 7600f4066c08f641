import type { Section } from '../../src/shared/parse-library.ts';
import { ofThisCopy } from '../../src/shared/this-copy.ts';
import { empty, erase, exclusively } from '../stored.ts';
import { type PhotoChanges, pinBooks } from './books.ts';
import { keptLibrary, keptSection } from './library-files.ts';
import { parts } from './parts.ts';
import { Wishes, wantedOf } from './plan.ts';
import type { PinnedPhoto } from './records.ts';

/** Photos that enter or leave the books in one go: a month of 50,000 must not be one transaction. */
const STEP = 200;

/** A month that is not in the books as the library and the wishes are now. `file` is missing where it is to be emptied. */
interface OpenSection {
  readonly id: string;
  readonly file: Section | undefined;
  readonly signature: string | undefined;
}

interface Survey {
  readonly wishes: Wishes;
  readonly open: readonly OpenSection[];
}

/** Counts up with each change of the wishes: a survey that is under way is then out of date. */
let revision = 0;

/** The wishes changed: whoever surveys gives way to whoever knows them. */
export function reviseWishes(): void {
  revision += 1;
}

/** Whether there is something to survey. */
export async function needsSurvey(): Promise<boolean> {
  return (await lookRound()).open.length > 0;
}

/**
 * Brings the books in line with what is wished for and with the library as it is now: photos that are new are wanted, and
 * those that are gone, or wanted no more, are dropped with their files. Month by month, so that a worker which is killed in
 * between goes on with the next. Ends early, with `false`, when the wishes change meanwhile.
 * @throws when the library or a month of it cannot be had.
 */
export function survey(): Promise<boolean> {
  return navigator.locks.request(ofThisCopy('afterimage-survey'), async () => {
    const begun = revision;
    if ((await pinBooks.pins()).length === 0) {
      await forgetAll();
      return true;
    }
    const { wishes, open } = await lookRound();
    for (const { id, file, signature } of open) {
      if (revision !== begun) return false;
      const wanted = file ? wantedOf(id, await keptSection(file), wishes) : [];
      // Noted before it begins: what a killed worker left half done must be found, also by those who want it gone.
      await pinBooks.setSurveyed(id, '');
      await enter(id, wanted);
      await pinBooks.setSurveyed(id, signature);
    }
    return true;
  }) as Promise<boolean>;
}

async function forgetAll(): Promise<void> {
  if ((await pinBooks.surveyed()).length === 0) return;
  await empty('pinned');
  await pinBooks.clear();
}

async function lookRound(): Promise<Survey> {
  const [pins, surveyed] = await Promise.all([pinBooks.pins(), pinBooks.surveyed()]);
  const wishes = new Wishes(pins);
  if (pins.length === 0) return { wishes, open: surveyed.map(({ section }) => toEmpty(section)) };
  const { sections } = await keptLibrary();
  // A library without a single month is what a server's mistake looks like: it costs nobody what they kept.
  if (sections.length === 0) return { wishes, open: [] };
  const before = new Map(surveyed.map(({ section, signature }) => [section, signature]));
  const open: OpenSection[] = [];
  for (const file of sections) {
    const concerned = wishes.concern(file.id);
    const known = before.get(file.id);
    before.delete(file.id);
    if (!concerned && known !== undefined) open.push(toEmpty(file.id));
    const signature = `${file.url.href} ${wishes.ofSection(file.id) ?? ''}`;
    if (concerned && known !== signature) open.push({ id: file.id, file, signature });
  }
  // What gives space back comes first: somebody waits for it.
  const gone = [...before.keys()].map(toEmpty);
  return { wishes, open: [...gone, ...open].sort((one, other) => rank(one) - rank(other)) };
}

function rank({ file }: OpenSection): number {
  return file ? 1 : 0;
}

function toEmpty(id: string): OpenSection {
  return { id, file: undefined, signature: undefined };
}

/** Makes the books of a month say what is wanted, and removes the files that nobody wants any more. */
async function enter(section: string, wanted: readonly PinnedPhoto[]): Promise<void> {
  const before = new Map((await pinBooks.photosOf(section)).map((photo) => [photo.id, photo]));
  const changes: { readonly old?: PinnedPhoto | undefined; readonly photo?: PinnedPhoto }[] = [];
  for (const photo of wanted) {
    const old = before.get(photo.id);
    before.delete(photo.id);
    if (!old || !isSame(old, photo)) changes.push({ old, photo: old ? merged(old, photo) : photo });
  }
  for (const old of before.values()) changes.push({ old });
  for (let at = 0; at < changes.length; at += STEP) {
    const step = changes.slice(at, at + STEP);
    const put = step.flatMap(({ photo }) => photo ?? []);
    const drop = step.flatMap(({ old, photo }) => (old && !photo ? old : []));
    const left = step.flatMap(({ old, photo }) => old?.urls.filter((url) => !photo?.urls.includes(url)) ?? []);
    await change({ put, drop }, left);
  }
}

/** Removes files before their photos: a worker that is killed in between finds them again. */
async function change(changes: PhotoChanges, left: readonly string[]): Promise<void> {
  if (left.length === 0) return pinBooks.change(changes);
  const { put, drop } = changes;
  await exclusively('pinned', async () => {
    const changed = new Set([...put, ...drop].map(({ id }) => id));
    const needed = new Set(put.flatMap(({ urls }) => urls));
    const unused: string[] = [];
    for (const url of new Set(left)) {
      const others = (await pinBooks.usersOf(url)).filter((id) => !changed.has(id));
      if (others.length === 0 && !needed.has(url)) unused.push(url);
    }
    await erase(
      'pinned',
      unused.map((url) => ({ url })),
    );
    await parts.remove(unused);
    await pinBooks.change(changes);
  });
}

function isSame(old: PinnedPhoto, photo: PinnedPhoto): boolean {
  return old.quality === photo.quality && old.urls.join() === photo.urls.join() && old.title === photo.title;
}

/** Of a photo that was kept, less is still kept. */
function merged(old: PinnedPhoto, photo: PinnedPhoto): PinnedPhoto {
  const sizes = new Map(old.files.map(({ url, bytes }) => [url, bytes]));
  const files = photo.files.map(({ url, bytes }) => ({ url, bytes: sizes.get(url) || bytes }));
  const isKept = old.state === 'kept' && photo.urls.every((url) => sizes.has(url));
  return { ...photo, files, state: isKept ? 'kept' : 'wanted' };
}
