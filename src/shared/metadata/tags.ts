import { type PhotoDetails, type Place, parseDetails } from '../photo-details.ts';
import { cameraName } from './camera.ts';
import { takenFromExif } from './taken.ts';

/** What a photo says about itself. */
export interface Metadata extends PhotoDetails {
  /** ISO 8601 wall clock; left out where the photo has no plausible date. */
  readonly taken?: string;
}

/** The EXIF tags that are read: nothing else of what a file may hold need be parsed. */
export const EXIF_TAGS = [
  'DateTimeOriginal',
  'OffsetTimeOriginal',
  'DateTimeDigitized',
  'OffsetTimeDigitized',
  'Make',
  'Model',
  'LensModel',
  'ExposureTime',
  'FNumber',
  'ISOSpeedRatings',
  'FocalLength',
  'FocalLengthIn35mmFilm',
  'ExposureBiasValue',
  'ImageDescription',
  'Artist',
  'Copyright',
  'GPSLatitude',
  'GPSLatitudeRef',
  'GPSLongitude',
  'GPSLongitudeRef',
  'GPSAltitude',
  'GPSAltitudeRef',
] as const;

type Tags = Readonly<Record<string, unknown>>;

/** Where cameras have no number large enough, they write this. */
const ISO_OVERFLOW = 65_535;

/**
 * What is known of a photo, out of EXIF tags as `exifreader` gives them; a hostile file may hold anything there.
 *
 * @param now milliseconds since the epoch, to recognise dates in the future.
 */
export function metadataOf(tags: Tags = {}, now: number): Metadata {
  const text = (name: string) => textOf(tagValue(tags, name));
  const taken = takenFromExif(
    [
      { date: text('DateTimeOriginal'), offset: text('OffsetTimeOriginal') },
      { date: text('DateTimeDigitized'), offset: text('OffsetTimeDigitized') },
    ],
    now,
  );
  const iso = numberOf(tagValue(tags, 'ISOSpeedRatings'));
  const details = parseDetails({
    camera: cameraName(text('Make'), text('Model')),
    lens: text('LensModel'),
    exposure: rounded(rationalOf(tagValue(tags, 'ExposureTime')), 4),
    aperture: rounded(rationalOf(tagValue(tags, 'FNumber')), 3),
    iso: iso === ISO_OVERFLOW ? undefined : iso,
    focalLength: rounded(rationalOf(tagValue(tags, 'FocalLength')), 4),
    focalLength35: numberOf(tagValue(tags, 'FocalLengthIn35mmFilm')),
    bias: rounded(rationalOf(tagValue(tags, 'ExposureBiasValue')), 2),
    place: placeOf(tags),
    description: text('ImageDescription'),
    credit: text('Artist') ?? text('Copyright'),
  });
  return { ...(taken !== undefined && { taken }), ...details };
}

function placeOf(tags: Tags): Place | undefined {
  const latitude = degreesOf(tagValue(tags, 'GPSLatitude'));
  const longitude = degreesOf(tagValue(tags, 'GPSLongitude'));
  if (latitude === undefined || longitude === undefined) return undefined;
  const south = textOf(tagValue(tags, 'GPSLatitudeRef')) === 'S';
  const west = textOf(tagValue(tags, 'GPSLongitudeRef')) === 'W';
  const height = rationalOf(tagValue(tags, 'GPSAltitude'));
  const altitude =
    height === undefined ? undefined : Math.round(tagValue(tags, 'GPSAltitudeRef') === 1 ? -height : height);
  const place = [south ? -latitude : latitude, west ? -longitude : longitude] as const;
  return altitude === undefined ? place : [...place, altitude];
}

/** Degrees, minutes and seconds, to the decimetre. */
function degreesOf(value: unknown): number | undefined {
  if (!Array.isArray(value)) return undefined;
  const [degrees, minutes = 0, seconds = 0] = value.map(rationalOf);
  const sum = degrees === undefined ? Number.NaN : degrees + minutes / 60 + seconds / 3600;
  return Number.isFinite(sum) ? Number(sum.toFixed(6)) : undefined;
}

function tagValue(tags: Tags, name: string): unknown {
  const tag = tags[name];
  return typeof tag === 'object' && tag !== null && 'value' in tag ? tag.value : undefined;
}

/** An ASCII tag is a list of one string. */
function textOf(value: unknown): string | undefined {
  const text: unknown = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

function numberOf(value: unknown): number | undefined {
  const number: unknown = Array.isArray(value) ? value[0] : value;
  return typeof number === 'number' ? number : undefined;
}

/** A fraction is a list of two numbers; those that are infinite stand for what is not known. */
function rationalOf(value: unknown): number | undefined {
  if (!Array.isArray(value)) return undefined;
  const [above, below]: readonly unknown[] = value;
  const quotient = typeof above === 'number' && typeof below === 'number' ? above / below : Number.NaN;
  return Number.isFinite(quotient) ? quotient : undefined;
}

/** Fractions such as 10/2500 have no more digits than that. */
function rounded(value: number | undefined, digits: number): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(digits));
}
