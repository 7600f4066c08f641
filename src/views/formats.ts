/** Bytes as people read them, in units of 1000: `16 KB`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const exponent = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** exponent;
  return `${value.toLocaleString(undefined, { maximumFractionDigits: value < 10 && exponent > 0 ? 1 : 0 })} ${units[exponent]}`;
}

/** Seconds as people read them: `3 min`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How long ago something was: `3 days ago`; `undefined` for what was in this minute. */
export function formatAge(then: Date, now: Date): string | undefined {
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000);
  if (minutes < 1) return undefined;
  const [count, unit] = inLargestUnit(minutes);
  return new Intl.RelativeTimeFormat(undefined, { numeric: unit === 'day' ? 'auto' : 'always' }).format(-count, unit);
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
  return Number.isNaN(date.getTime()) ? '' : date.toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });
}
