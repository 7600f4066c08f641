import { isRecord } from './is-record.ts';
import { folderOf, MOST_OF_ADDRESS, within } from './library-address.ts';
import type { CreditJson } from './library-format.ts';
import { lineOf } from './metadata/text.ts';
import { type Photo, parsePhotoId } from './photo.ts';
import { parseDetails } from './photo-details.ts';
import type { PinQuality } from './pin.ts';

/** A month of the library, before its photos are known. */
export interface Section {
  /** `2024-07`. */
  readonly id: string;
  readonly count: number;
  readonly url: URL;
  /** Encoded bytes of what each quality keeps offline, where the library says so. */
  readonly bytes?: Readonly<Record<PinQuality, number | undefined>>;
}

export interface LibraryIndex {
  readonly title: string;
  readonly total: number;
  readonly sections: readonly Section[];
  /** Where it says in which month a photo is, if it does. */
  readonly lookup: URL | undefined;
  readonly credits: readonly CreditJson[];
}

/** Why a library, or a month of it, cannot be used. */
export type LibraryFailure =
  | 'unreachable'
  | 'missing'
  | 'damaged'
  | 'no-library'
  | 'newer-version'
  | 'month-unreachable'
  | 'month-missing'
  | 'month-damaged';

/** The library cannot be used; `reason` says what to tell people. */
export class LibraryError extends Error {
  override readonly name = 'LibraryError';
  readonly reason: LibraryFailure;
  /** The server answered, and has no such file: another library may be there by now. */
  readonly isGone: boolean;

  constructor(
    reason: LibraryFailure,
    { isGone = false, ...options }: ErrorOptions & { readonly isGone?: boolean } = {},
  ) {
    super(`There is no library: ${reason}.`, options);
    this.reason = reason;
    this.isGone = isGone;
  }
}

/** The most that any file may claim; beyond it a count is a mistake or an attack on the layout. */
const MOST = 100_000_000;
/** Months of eight thousand years. */
const MOST_SECTIONS = 100_000;
const MOST_CREDITS = 1000;
/** Characters: as many as a file's name has at most, of what people read. */
const NAME = 255;
/** ThumbHashes have 34. */
const HASH = 100;
const IMAGE_TYPE = /^image\/[\w.+-]{1,50}$/;

/**
 * Reads `library.json`, which is input from outside: nothing of it is trusted.
 * @throws {LibraryError} when it is no library, or one of a version to come.
 */
export function parseLibraryIndex(json: unknown, url: URL): LibraryIndex {
  if (!isRecord(json) || !Array.isArray(json['sections'])) throw new LibraryError('no-library');
  if (json['version'] !== 1) throw new LibraryError('newer-version');
  if (json['sections'].length > MOST_SECTIONS) throw new LibraryError('damaged');
  const known = new Set<string>();
  // A month that is named twice is taken once, as everything that is kept of it goes by its name; so is a file.
  const folder = folderOf(url);
  const sections = json['sections']
    .flatMap((value) => parseSection(value, url, folder) ?? [])
    .filter(({ id, url: { href } }) => !known.has(id) && !known.has(href) && known.add(id).add(href));
  return {
    title: lineOf(json['title'], NAME) ?? '',
    total: sections.reduce((sum, { count }) => sum + count, 0),
    sections,
    lookup: within(json['lookup'], url, folder),
    credits: Array.isArray(json['credits'])
      ? json['credits'].slice(0, MOST_CREDITS).flatMap((value) => parseCredit(value) ?? [])
      : [],
  };
}

/** Whether two libraries consist of the same photos: the names of their months say so. */
export function haveSameMonths(one: LibraryIndex, other: LibraryIndex): boolean {
  const hrefs = ({ sections }: LibraryIndex) => sections.map(({ url }) => url.href).join(' ');
  return hrefs(one) === hrefs(other);
}

/** The photos of a section file; one that cannot be shown safely is left out, and one that is named twice is taken once. */
export function parseSectionFile(json: unknown, url: URL, library: URL): Photo[] {
  if (!isRecord(json) || !Array.isArray(json['photos'])) throw new LibraryError('month-damaged');
  const folder = folderOf(library);
  const known = new Set<string>();
  return json['photos']
    .flatMap((value) => parsePhoto(value, url, folder) ?? [])
    .filter(({ id }) => !known.has(id) && known.add(id));
}

function parseSection(value: unknown, library: URL, folder: string): Section | undefined {
  if (!isRecord(value)) return undefined;
  const id = lineOf(value['id'], NAME);
  const count = whole(value['count']);
  const url = within(value['href'], library, folder);
  // The list of months is no month.
  if (!id || !count || !url || url.pathname === library.pathname) return undefined;
  return { id, count, url, bytes: { screen: size(value['previewBytes']), original: size(value['originalBytes']) } };
}

function parsePhoto(value: unknown, file: URL, folder: string): Photo | undefined {
  if (!isRecord(value)) return undefined;
  const id = parsePhotoId(text(value['id']) ?? '');
  const width = whole(value['width']);
  const height = whole(value['height']);
  const thumbnail = within(value['thumbnail'], file, folder);
  const screen = within(value['screen'], file, folder);
  const original = within(value['original'], file, folder);
  const full = within(value['full'], file, folder);
  if (!id || !width || !height || !thumbnail || !original) return undefined;
  if (value['screen'] !== undefined && !screen) return undefined;
  const title = lineOf(value['title'], NAME) ?? id;
  const type = text(value['type']) ?? '';
  const thumbhash = text(value['thumbhash']) ?? '';
  return {
    source: 'library',
    id,
    width,
    height,
    thumbnail,
    screen,
    original,
    full: full ?? original,
    title,
    fileName: lineOf(value['fileName'], NAME) ?? title,
    taken: lineOf(value['taken'], 'YYYY-MM-DDTHH:MM:SS+HH:MM'.length) ?? '',
    type: IMAGE_TYPE.test(type) ? type : '',
    bytes: whole(value['bytes']) ?? 0,
    thumbhash: thumbhash.length > HASH ? '' : thumbhash,
    renditionBytes: {
      thumbnail: whole(value['thumbnailBytes']),
      screen: whole(value['screenBytes']),
      full: full ? whole(value['fullBytes']) : whole(value['bytes']),
    },
    details: parseDetails(value),
  };
}

function parseCredit(value: unknown): CreditJson | undefined {
  if (!isRecord(value)) return undefined;
  const credit = lineOf(value['text'], NAME);
  const href = text(value['href']) ?? '';
  return credit && isPlainLink(href) ? { text: credit, href } : undefined;
}

/** Whether people who follow it come to the place that it names. */
function isPlainLink(href: string): boolean {
  return href.length <= MOST_OF_ADDRESS && /^https:\/\/[^@\s/?#\\]+(?:[/?#]\S*)?$/.test(href) && URL.canParse(href);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Bytes of many files, which may come to more than any one. */
function size(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined;
}

function whole(value: unknown): number | undefined {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= MOST ? Number(value) : undefined;
}
