import { isRecord } from '../src/shared/is-record.ts';
import type { PageMessage } from '../src/shared/messages.ts';
import {
  type Checks,
  isAmount,
  isList,
  isListOf,
  isText,
  isTier,
  isUrl,
  nothing,
  type Place,
} from './message-checks.ts';

/** What every page says that shows thumbnails. */
export const THUMBNAIL_WORDS = {
  adopt: ({ thumbnails }, place) =>
    isListOf(
      thumbnails,
      ({ url, blob, section }) =>
        isUrl(url, place) && blob instanceof Blob && (section === undefined || isText(section)),
    ),
  used: ({ uses }, place) =>
    isListOf(uses, ({ tier, url, section }) => isTier(tier) && isUrl(url, place) && isText(section)),
  hello: nothing,
  figures: nothing,
  'evict-thumbnail': ({ url }, place) => isUrl(url, place),
  'set-thumbnail-budget': ({ bytes }) => isAmount(bytes),
} satisfies Partial<Checks<PageMessage['type']>>;

/** What every page says that keeps pictures offline. */
export const PINNING_WORDS = {
  pin: ({ pins }, place) =>
    isListOf(
      pins,
      ({ scope, quality, picture }) =>
        isScope(scope, place) &&
        (quality === 'screen' || quality === 'original') &&
        (picture === undefined || isPicture(picture, place)),
    ),
  unpin: ({ scopes }, place) => isList(scopes, (scope) => isScope(scope, place)),
  'cancel-pinning': nothing,
  'pause-pinning': ({ paused }) => typeof paused === 'boolean',
  'retry-pinning': nothing,
  work: nothing,
  pinning: nothing,
  'pinned-state': ({ photos }, place) => isList(photos, (photo) => isPhoto(photo, place)),
} satisfies Partial<Checks<PageMessage['type']>>;

/** Forget a tier. */
export const CLEARING = { clear: ({ tier }) => tier === undefined || isTier(tier) } satisfies Checks<'clear'>;

/** The id of a picture. */
export function isPhoto(value: unknown, { isId }: Place): boolean {
  return isText(value) && isId(value);
}

function isScope(value: unknown, place: Place): boolean {
  if (!isRecord(value)) return false;
  const { kind, photo, section } = value;
  if (kind === 'photo') return isPhoto(photo, place) && isText(section);
  return kind === 'library' || (kind === 'section' && isText(section));
}

function isPicture(value: unknown, place: Place): boolean {
  if (!isRecord(value) || !isText(value['title'])) return false;
  return isListOf(value['files'], ({ url, bytes }) => isUrl(url, place) && isAmount(bytes));
}
