import { cleanText } from './metadata/text.ts';

/** What some file system or other does not take, and what would lead into another folder. */
const REFUSED = /[<>:"/\\|?*]/g;
/** Names of devices in Windows, whatever their extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Bytes of UTF-8: the shortest limit of the usual file systems, with room for a number. */
const MOST_BYTES = 240;

/** A file's name as any system takes it, as near as possible to what it was; `photo` when nothing is left. */
export function safeFileName(name: string): string {
  const clean = cleanText(name)
    .replace(REFUSED, '_')
    .replace(/^[. ]+/, '')
    // From where they begin only: else each of a hundred thousand dots would be looked at from each of them.
    .replace(/(?<![. ])[. ]+$/, '');
  const [, stem = clean, extension = ''] = /^(.*?)(\.[^.]{1,8})?$/.exec(clean) ?? [];
  const named = stem === '' ? `photo${extension}` : `${shorten(stem, MOST_BYTES - bytesOf(extension))}${extension}`;
  return RESERVED.test(named) ? `_${named}` : named;
}

/** What names have in common that are the same to some file system: those that differ only in case or composition. */
export function nameKey(name: string): string {
  return name.normalize().toLowerCase();
}

/** The name, with a number where another file has it already; `taken` has the keys of their names. */
export function uniqueFileName(name: string, taken: ReadonlySet<string>): string {
  const [, stem = name, extension = ''] = /^(.*?)(\.[^.]{1,8})?$/.exec(name) ?? [];
  let unique = name;
  for (let number = 2; taken.has(nameKey(unique)); number += 1) unique = `${stem} (${number})${extension}`;
  return unique;
}

function shorten(text: string, most: number): string {
  let [end, bytes] = [0, 0];
  for (const character of text) {
    bytes += bytesOf(character);
    if (bytes > most) break;
    end += character.length;
  }
  return end === text.length ? text : text.slice(0, end).replace(/[. ]+$/, '');
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
