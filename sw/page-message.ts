import { DEVICE_PARTS, type DeviceParts, isDevicePhoto } from '../src/shared/device-photo.ts';
import type { PageMessage } from '../src/shared/messages.ts';
import { parsePhotoId } from '../src/shared/photo.ts';
import type { StoredTier } from '../src/shared/tier.ts';
import { STORED_TIERS } from './stored.ts';

/** What a message is made of, before anything is known of it. */
type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

/** Of anything, and characters of a name: more is a mistake. */
const MOST = 1_000_000;
const MOST_CHARACTERS = 10_000;

/**
 * What a page says, if it is a word of this version and whole: what is wrong in it would otherwise be found in the middle of
 * the work, or stay in the books. `unknown` for a word of another version, `undefined` for what is no message. `scope` is the
 * root of the app, which every address lies below.
 */
export function readMessage(data: unknown, scope: string): PageMessage | 'unknown' | undefined {
  if (!isRecord(data) || typeof data['type'] !== 'string') return undefined;
  const check = Object.hasOwn(checks, data['type']) ? checks[data['type'] as PageMessage['type']] : undefined;
  if (!check) return 'unknown';
  // Its check has looked at each of its fields.
  return check(data, scope) ? (data as unknown as PageMessage) : undefined;
}

/** Whether a message has the fields that its word needs. */
const checks: Record<PageMessage['type'], (message: Fields, scope: string) => boolean> = {
  SKIP_WAITING: nothing,
  adopt: ({ thumbnails }, scope) =>
    isListOf(
      thumbnails,
      ({ url, blob, section }) =>
        isUrl(url, scope) && blob instanceof Blob && (section === undefined || isText(section)),
    ),
  used: ({ uses }, scope) =>
    isListOf(uses, ({ tier, url, section }) => isTier(tier) && isUrl(url, scope) && isText(section)),
  hello: nothing,
  figures: nothing,
  'section-figures': nothing,
  clear: ({ tier }) => tier === undefined || isTier(tier),
  'delete-everything': nothing,
  'evict-thumbnail': ({ url }, scope) => isUrl(url, scope),
  'set-thumbnail-budget': ({ bytes }) => Number.isFinite(bytes) && Number(bytes) >= 0,
  pin: ({ pins }) =>
    isListOf(pins, ({ scope, quality }) => isScope(scope) && (quality === 'screen' || quality === 'original')),
  unpin: ({ scopes }) => isList(scopes, isScope),
  'cancel-pinning': nothing,
  'pause-pinning': ({ paused }) => typeof paused === 'boolean',
  'retry-pinning': nothing,
  work: nothing,
  'hand-over': nothing,
  'take-back': nothing,
  pinning: nothing,
  'pinned-state': isOfPhotos,
  'add-device-photo': ({ photo, parts, file }) =>
    isRecord(photo) && isDevicePhoto(photo) && isRecord(parts) && areParts(parts) && isImportedFile(file),
  'device-library': nothing,
  'device-section': ({ section }) => isText(section),
  'device-photo': ({ photo }) => isPhotoId(photo),
  'delete-device-photos': isOfPhotos,
  'restore-device-photos': isOfPhotos,
  'forget-deleted-photos': isOfPhotos,
  'begin-import': ({ import: id, names }) => isText(id) && isList(names, isText),
  'settle-imported': ({ files }) => isList(files, isImportedFile),
  'unfinished-imports': nothing,
  'forget-unfinished-imports': nothing,
  'shared-files': nothing,
  'forget-shared-files': ({ keys }) => isList(keys, isIndex),
};

/** The word says it all. */
function nothing(): boolean {
  return true;
}

function isOfPhotos({ photos }: Fields): boolean {
  return isList(photos, isPhotoId);
}

function isScope(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { kind, photo, section } = value;
  if (kind === 'photo') return isPhotoId(photo) && isText(section);
  return kind === 'library' || (kind === 'section' && isText(section));
}

function areParts(parts: Fields): boolean {
  const needed: readonly (keyof DeviceParts)[] = ['thumbnail', 'original'];
  return DEVICE_PARTS.every(
    (part) => parts[part] instanceof Blob || (parts[part] === undefined && !needed.includes(part)),
  );
}

function isImportedFile(value: unknown): boolean {
  return isRecord(value) && isText(value['import']) && isIndex(value['index']);
}

function isList(value: unknown, check: Check): boolean {
  // By number: `every` would skip holes.
  return Array.isArray(value) && value.length <= MOST && Array.from<unknown>(value).every(check);
}

function isListOf(value: unknown, check: (fields: Fields) => boolean): boolean {
  return isList(value, (item) => isRecord(item) && check(item));
}

function isTier(value: unknown): value is StoredTier {
  return STORED_TIERS.some((tier) => tier === value);
}

function isUrl(value: unknown, scope: string): boolean {
  return isText(value) && URL.canParse(value) && new URL(value).href.startsWith(scope);
}

function isPhotoId(value: unknown): boolean {
  return isText(value) && parsePhotoId(value) !== undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_CHARACTERS;
}

function isIndex(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
