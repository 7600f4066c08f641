import type { Place } from '../../shared/photo-details.ts';
import type { Size } from '../../shared/rendition-size.ts';
import { locale, texts } from '../texts.ts';

/** Shorter exposures are said as fractions of a second, as cameras do. */
const LONGEST_FRACTION = 0.3;

/** `1/250 s`, `0.6 s`, `30 s`. */
export function formatExposure(seconds: number): string {
  return texts.information.seconds(seconds <= LONGEST_FRACTION ? `1/${number(1 / seconds, 0)}` : number(seconds, 1));
}

/** `f/2.8`. */
export function formatAperture(aperture: number): string {
  return `f/${number(aperture, 1)}`;
}

/** `+0.7 EV`, `−1 EV`. */
export function formatBias(stops: number): string {
  return texts.information.bias(`${stops < 0 ? '−' : '+'}${number(Math.abs(stops), 1)}`);
}

/** `35 mm`, `4.3 mm`. */
export function formatFocalLength(millimetres: number): string {
  return texts.information.millimetres(number(millimetres, 1));
}

/** `like 56 mm on 35 mm film`. */
export function formatEquivalent(millimetres: number): string {
  return texts.information.equivalent(number(millimetres, 0));
}

/** `ISO 100`. */
export function formatIso(iso: number): string {
  return texts.information.iso(number(iso, 0));
}

/** `52.5163° N, 13.3777° E`: to ten metres, as many digits as people can use. */
export function formatCoordinates([latitude, longitude]: Place): string {
  const { north, south, east, west } = texts.information.compass;
  const degrees = (value: number, positive: string, negative: string) =>
    `${number(Math.abs(value), 4)}° ${value < 0 ? negative : positive}`;
  return `${degrees(latitude, north, south)}, ${degrees(longitude, east, west)}`;
}

/** `34 m above the sea`; nothing where the height is not known. */
export function formatAltitude([, , metres]: Place): string {
  const { above, below } = texts.information;
  return metres === undefined ? '' : (metres < 0 ? below : above)(number(Math.abs(metres), 0));
}

/** `6,000 × 4,000, 24 megapixels`. */
export function formatPixels({ width, height }: Size): string {
  const megapixels = (width * height) / 1e6;
  return texts.information.pixels(number(width, 0), number(height, 0), number(megapixels, megapixels < 10 ? 1 : 0));
}

/** `UTC+02:00` of a date that says so; else nothing. */
export function formatZone(taken: string): string {
  const [, sign, time] = /([+-])(\d\d:\d\d)$/.exec(taken.slice(19)) ?? [];
  return sign && time ? texts.information.zone(`${sign === '-' ? '−' : '+'}${time}`) : '';
}

/** `JPEG`, out of a MIME type. */
export function formatType(type: string): string {
  return (type.split('/')[1] ?? '').replace(/^x-|\+xml$/g, '').toUpperCase();
}

/** Without trailing zeros. */
function number(value: number, digits: number): string {
  return value.toLocaleString(locale, { maximumFractionDigits: digits });
}
