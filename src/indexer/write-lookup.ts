import type { LookupJson, LookupPartJson } from '../shared/library-format.ts';
import { writeNamedByContent } from './write-list.ts';

/** Beside `library.json`. */
const FOLDER = 'lookup/';
/** A part is about 20 KB with so many photos, compressed; a million are in 4096 parts. */
const MOST_IN_A_PART = 1024;

/** The files of a lookup, relative to the library. */
export interface Lookup {
  /** What `library.json` names. */
  readonly href: string;
  readonly files: readonly string[];
}

/** Writes in which month each photo is; what has not changed since the last time is not written. */
export async function writeLookup(
  root: string,
  months: ReadonlyMap<string, readonly { readonly id: string }[]>,
): Promise<Lookup> {
  const total = [...months.values()].reduce((sum, photos) => sum + photos.length, 0);
  const digits = digitsFor(total);
  const parts = new Map<string, Record<string, string[]>>();
  for (const [month, photos] of months) {
    for (const { id } of photos) {
      const key = id.slice(0, digits);
      const part = parts.get(key) ?? {};
      parts.set(key, part);
      part[month] ??= [];
      part[month].push(id);
    }
  }
  const names: Record<string, string> = {};
  const files: string[] = [];
  for (const [key, part] of [...parts].sort(byKey)) {
    const href = await writeNamedByContent(root, `${FOLDER}part-${key}`, { months: part } satisfies LookupPartJson);
    names[key] = href.slice(FOLDER.length);
    files.push(href);
  }
  const href = await writeNamedByContent(root, `${FOLDER}parts`, { digits, parts: names } satisfies LookupJson);
  return { href, files: [href, ...files] };
}

/** How many of an id's first digits tell the part that it is in. */
function digitsFor(total: number): number {
  return total <= MOST_IN_A_PART ? 0 : Math.ceil(Math.log(total / MOST_IN_A_PART) / Math.log(16));
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
