import { isRecord } from './is-record.ts';
import { folderOf, within } from './library-address.ts';
import type { PhotoId } from './photo.ts';

/**
 * Reads which part of the lookup in `file` a photo is in; `undefined` where it is in none.
 * @throws {TypeError} when it is no lookup of the library at `library`.
 */
export function parsePartOf(id: PhotoId, json: unknown, file: URL, library: URL): URL | undefined {
  if (!isRecord(json) || !isRecord(json['parts'])) throw new TypeError('This is no lookup.');
  const key = id.slice(0, Number(json['digits']));
  if (!Object.hasOwn(json['parts'], key)) return undefined;
  const url = within(json['parts'][key], file, folderOf(library));
  if (!url) throw new TypeError('This is no address of a part.');
  return url;
}

/**
 * Reads the month of a photo out of a part of a lookup; `undefined` where it is in none.
 * @throws {TypeError} when it is no such part.
 */
export function parseMonthOf(id: PhotoId, json: unknown): string | undefined {
  if (!isRecord(json) || !isRecord(json['months'])) throw new TypeError('This is no part of a lookup.');
  const found = Object.entries(json['months']).find(([, ids]) => Array.isArray(ids) && ids.includes(id));
  return found?.[0];
}
