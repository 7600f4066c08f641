import { locale, texts } from './texts.ts';

export function formatNumber(value: number): string {
  return numbers('decimal', 3).format(value);
}

/** Each is made once: making one takes longer than writing a hundred numbers. */
const made = new Map<string, Intl.NumberFormat>();

function numbers(style: 'decimal' | 'percent', maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale} ${style} ${maximumFractionDigits}`;
  const format = made.get(key) ?? new Intl.NumberFormat(locale, { style, maximumFractionDigits });
  made.set(key, format);
  return format;
}

/** Bytes as people read them, in units of 1000: `16 KB`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  const units = texts.byteUnits;
  const exponent = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** exponent;
  return `${numbers('decimal', value < 10 && exponent > 0 ? 1 : 0).format(value)} ${units[exponent]}`;
}

/** Milliseconds without their unit, in as many digits as mean something: `0.4`, `12`. */
export function formatMs(ms: number): string {
  return numbers('decimal', ms < 10 ? 1 : 0).format(ms);
}

/** A part of a whole, from 0 to 1: `87 %`. */
export function formatShare(part: number): string {
  return numbers('percent', 0).format(part);
}

/** A time that is left, in seconds, as people say it: `3 min left`. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 60) return texts.timeLeft.soon;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? texts.timeLeft.minutes(minutes) : texts.timeLeft.hours(Math.floor(minutes / 60), minutes % 60);
}

/** How long ago something was: `3 days ago`; `undefined` for what was in this minute. */
export function formatAge(then: Date, now: Date): string | undefined {
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000);
  if (minutes < 1) return undefined;
  const [count, unit] = inLargestUnit(minutes);
  return new Intl.RelativeTimeFormat(locale, { numeric: unit === 'day' ? 'auto' : 'always' }).format(-count, unit);
}

function inLargestUnit(minutes: number): [number, Intl.RelativeTimeFormatUnit] {
  if (minutes < 60) return [minutes, 'minute'];
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return [hours, 'hour'];
  const days = Math.floor(hours / 24);
  return days < 60 ? [days, 'day'] : [Math.floor(days / 30), 'month'];
}

/** A photo's local time as it was where it was taken, whatever zone the reader is in. */
export function formatTaken(taken: string): string {
  const date = new Date(taken.slice(0, 19));
  return Number.isNaN(date.getTime()) ? '' : date.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
}

/** A day: `3 Nov 2026`. */
export function formatDay(date: Date): string {
  return date.toLocaleDateString(locale, { dateStyle: 'medium' });
}

type Length = 'long' | 'short';

/** Each is made once: headings are written while somebody scrolls. */
const months: Partial<Record<Length, Intl.DateTimeFormat>> = {};

/** `2024-07` as people read it: `July 2024`, or `Jul 2024` where there is little room. */
export function formatMonth(id: string, length: Length = 'long'): string {
  const date = new Date(`${id}-01T00:00:00`);
  if (Number.isNaN(date.getTime())) return texts.undated;
  months[length] ??= new Intl.DateTimeFormat(locale, { month: length, year: 'numeric' });
  return months[length].format(date);
}
