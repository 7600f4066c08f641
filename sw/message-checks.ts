import { isRecord } from '../src/shared/is-record.ts';
import type { PageMessage } from '../src/shared/messages.ts';
import type { StoredTier } from '../src/shared/tier.ts';
import { STORED_TIERS } from './stored.ts';

/** What a message is made of, before anything is known of it. */
export type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

/** What the worker of one app takes for its own. */
export interface Place {
  /** Every address begins like this: the root of the app, or nothing where pictures may lie anywhere. */
  readonly root: string;
  /** Whether this can be the id of a picture. */
  readonly isId: (text: string) => boolean;
}

/** Whether a message has the fields that its word needs. */
export type Checks<T extends PageMessage['type']> = Record<T, (message: Fields, place: Place) => boolean>;

/** Of anything, and characters of a name: more is a mistake. */
const MOST = 1_000_000;
const MOST_CHARACTERS = 10_000;

/**
 * What a page says, if it is one of these words and whole: what is wrong in it would otherwise be found in the middle of the
 * work, or stay in the books. `unknown` for another word, `undefined` for what is no message, or makes no sense.
 */
export function readWord<T extends PageMessage['type']>(
  data: unknown,
  checks: Checks<T>,
  place: Place,
): Extract<PageMessage, { type: T }> | 'unknown' | undefined {
  if (!isRecord(data) || typeof data['type'] !== 'string') return undefined;
  const check = Object.hasOwn(checks, data['type']) ? checks[data['type'] as T] : undefined;
  if (!check) return 'unknown';
  // Its check has looked at each of its fields.
  return check(data, place) ? (data as unknown as Extract<PageMessage, { type: T }>) : undefined;
}

/** The word says it all. */
export function nothing(): boolean {
  return true;
}

export function isList(value: unknown, check: Check): boolean {
  // By number: `every` would skip holes.
  return Array.isArray(value) && value.length <= MOST && Array.from<unknown>(value).every(check);
}

export function isListOf(value: unknown, check: (fields: Fields) => boolean): boolean {
  return isList(value, (item) => isRecord(item) && check(item));
}

export function isTier(value: unknown): value is StoredTier {
  return STORED_TIERS.some((tier) => tier === value);
}

export function isUrl(value: unknown, { root }: Place): boolean {
  return isText(value) && URL.canParse(value) && new URL(value).href.startsWith(root);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_CHARACTERS;
}

/** Bytes, or another amount. */
export function isAmount(value: unknown): boolean {
  return Number.isFinite(value) && Number(value) >= 0;
}

export function isIndex(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
