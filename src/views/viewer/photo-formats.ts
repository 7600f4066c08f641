import type { Place } from '../../shared/photo-details.ts';
import type { Size } from '../../shared/rendition-size.ts';
import { texts } from '../texts.ts';

const words = texts.information;

/** Shorter exposures are said as fractions of a second, as cameras do. */
const LONGEST_FRACTION = 0.3;

/** `1/250 s`, `0.6 s`, `30 s`. */
export function formatExposure(seconds: number): string {
  return words.seconds(seconds <= LONGEST_FRACTION ? `1/${number(1 / seconds, 0)}` : number(seconds, 1));
}

/** `f/2.8`. */
export function formatAperture(aperture: number): string {
  return `f/${number(aperture, 1)}`;
}

/** `+0.7 EV`, `−1 EV`. */
export function formatBias(stops: number): string {
  const signed = stops.toLocaleString(undefined, { maximumFractionDigits: 1, signDisplay: 'always' });
  return words.bias(signed.replace('-', '−'));
}

/** `35 mm`, `4.3 mm`. */
export function formatFocalLength(millimetres: number): string {
  return words.millimetres(number(millimetres, 1));
}

/** `52.5163° N, 13.3777° E`: to ten metres, as many digits as people can use. */
export function formatCoordinates([latitude, longitude]: Place): string {
  const degrees = (value: number, positive: string, negative: string) =>
    `${number(Math.abs(value), 4)}° ${value < 0 ? negative : positive}`;
  return `${degrees(latitude, words.north, words.south)}, ${degrees(longitude, words.east, words.west)}`;
}

/** `34 m above the sea`; nothing where the height is not known. */
export function formatAltitude([, , metres]: Place): string {
  if (metres === undefined) return '';
  return (metres < 0 ? words.below : words.above)(number(Math.abs(metres), 0));
}

/** `6,000 × 4,000, 24 megapixels`. */
export function formatPixels({ width, height }: Size): string {
  const megapixels = (width * height) / 1e6;
  return words.pixels(number(width, 0), number(height, 0), number(megapixels, megapixels < 10 ? 1 : 0));
}

/** `UTC+02:00` of a date that says so; else nothing. */
export function formatZone(taken: string): string {
  const [, sign, time] = /([+-])(\d\d:\d\d)$/.exec(taken.slice(19)) ?? [];
  return sign && time ? words.zone(`${sign === '-' ? '−' : '+'}${time}`) : '';
}

/** `JPEG`, out of a MIME type. */
export function formatType(type: string): string {
  return (type.split('/')[1] ?? '').replace(/^x-|\+xml$/g, '').toUpperCase();
}

/** Without trailing zeros. */
function number(value: number, digits: number): string {
  return value.toLocaleString(undefined, { maximumFractionDigits: digits });
}
