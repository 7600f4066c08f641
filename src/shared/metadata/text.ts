// Control, line-separator and direction characters: they can rewrite a terminal or reverse the text around them.
// Other format characters stay, because emoji and some scripts are joined with them.
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Text from a file name or a tag, safe to print on one line: NFC, no control characters, spaces collapsed. */
export function cleanText(text: string): string {
  return text.normalize('NFC').toWellFormed().replace(UNPRINTABLE, ' ').replace(/\s+/gu, ' ').trim();
}

/** Text from outside on one line, of so many characters at most; `undefined` when there is none, or nothing is left of it. */
export function lineOf(value: unknown, most: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Cut twice, as cleaning what may be megabytes takes its time; by characters, so that none is cut in two.
  const clean = cleanText(value.slice(0, 2 * most));
  const line = clean.length > most ? [...clean].slice(0, most).join('').trim() : clean;
  return line === '' ? undefined : line;
}

/** What people call a photo: its file name without the extension. Hostile text stays text. */
export function titleOf(fileName: string): string {
  const withoutExtension = fileName.replace(/\.[^.]{1,5}$/u, '');
  return cleanText(withoutExtension) || cleanText(fileName) || 'Untitled';
}
