const EXIF_DATE = /^(\d{4})[:\-/.](\d{2})[:\-/.](\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?/;
const EXIF_OFFSET = /^([+-])(\d{2}):?(\d{2})$/;
// The oldest photograph that survives is from 1826.
const FIRST_YEAR = 1826;
const DAY_MS = 86_400_000;

/** One pair of EXIF tags: a date such as `2012:07:22 14:03:11`, and its offset such as `+02:00`. */
export interface ExifDate {
  date: string | undefined;
  offset: string | undefined;
}

/**
 * When a photo was taken, from the first plausible of its EXIF dates.
 *
 * @param candidates in order of trust: `DateTimeOriginal` before `DateTimeDigitized`.
 * @param now milliseconds since the epoch; a date later than a day after it is not plausible.
 * @returns ISO 8601 wall clock of the place, with offset where recorded, or undefined when no date is plausible.
 */
export function takenFromExif(candidates: readonly ExifDate[], now: number): string | undefined {
  for (const { date, offset } of candidates) {
    const wallClock = wallClockOf(date ?? '', now);
    if (wallClock !== undefined) return wallClock + offsetOf(offset ?? '');
  }
  return undefined;
}

/**
 * The date of a file, in this machine's zone, for a photo without a usable date of its own.
 *
 * @param mtimeMs when the file was modified, in milliseconds since the epoch; one in the future is taken as now.
 */
export function takenFromFile(mtimeMs: number, now: number): string {
  const plausible = mtimeMs <= now && new Date(mtimeMs).getFullYear() >= FIRST_YEAR;
  const date = new Date(plausible ? mtimeMs : now);
  const minutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  const hours = Math.trunc(Math.abs(minutes) / 60);
  return `${local}${minutes < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(Math.abs(minutes) % 60)}`;
}

/** The month of a date from this module, `2024-07`: the id of its section. */
export function sectionOf(taken: string): string {
  return taken.slice(0, 7);
}

/** The wall clock without the offset: what people sort their photos by. */
export function wallClockPart(taken: string): string {
  return taken.slice(0, 19);
}

function wallClockOf(text: string, now: number): string | undefined {
  const match = EXIF_DATE.exec(text.trim());
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = Date.parse(`${iso}Z`);
  // Date.parse rolls 30 February over to March; the round trip notices.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 19) !== iso) return undefined;
  return Number(year) >= FIRST_YEAR && time <= now + DAY_MS ? iso : undefined;
}

function offsetOf(text: string): string {
  const match = EXIF_OFFSET.exec(text.trim());
  if (match === null) return '';
  const [, sign = '+', hours = '00', minutes = '00'] = match;
  // Zones go from -12:00 to +14:00; cameras write things like +99:99 too.
  return Number(hours) <= 14 && Number(minutes) < 60 ? `${sign}${hours}:${minutes}` : '';
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
