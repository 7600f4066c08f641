import { lineOf } from './metadata/text.ts';

/** Where a photo was taken: degrees north and east, and metres above the sea, where that is known. */
export type Place = readonly [latitude: number, longitude: number, altitude?: number];

/** What a photo says about itself besides its date; each of it may be missing. The same on the wire and in memory. */
export interface PhotoDetails {
  readonly camera?: string | undefined;
  readonly lens?: string | undefined;
  /** Seconds. */
  readonly exposure?: number | undefined;
  /** The f-number. */
  readonly aperture?: number | undefined;
  readonly iso?: number | undefined;
  /** Millimetres, and what they would be in a camera for 35 mm film. */
  readonly focalLength?: number | undefined;
  readonly focalLength35?: number | undefined;
  /** By how many stops the exposure was corrected. */
  readonly bias?: number | undefined;
  readonly place?: Place | undefined;
  readonly description?: string | undefined;
  /** Who made it, or whose it is. */
  readonly credit?: string | undefined;
}

/** The most characters that are kept: there may be a hundred thousand photos in memory. */
const NAME = 100;
const CREDIT = 200;
const DESCRIPTION = 1000;

/** Names that are cleaned, by what files say: a few stand for all photos, which share their memory, and the time it takes. */
const names = new Map<string, string | undefined>();
const MOST_NAMES = 500;

/** What of `json` can be true, cleaned; `undefined` when that is nothing. It comes from files, which may say anything. */
export function parseDetails(json: Readonly<Record<string, unknown>>): PhotoDetails | undefined {
  const details: PhotoDetails = {
    camera: name(json['camera']),
    lens: name(json['lens']),
    exposure: within(json['exposure'], 1e-7, 1e6),
    aperture: within(json['aperture'], 0.3, 500),
    iso: within(json['iso'], 1, 1e7),
    focalLength: within(json['focalLength'], 0.1, 1e5),
    focalLength35: within(json['focalLength35'], 0.1, 1e5),
    bias: within(json['bias'], -20, 20) || undefined,
    place: place(json['place']),
    description: lineOf(json['description'], DESCRIPTION),
    credit: lineOf(json['credit'], CREDIT),
  };
  return Object.values(details).some((detail) => detail !== undefined) ? details : undefined;
}

function place(value: unknown): Place | undefined {
  if (!Array.isArray(value)) return undefined;
  const [latitude, longitude] = [within(value[0], -90, 90), within(value[1], -180, 180)];
  // Devices that do not know where they are say that they are in the Gulf of Guinea.
  if (latitude === undefined || longitude === undefined || (latitude === 0 && longitude === 0)) return undefined;
  // From the deepest sea to the space station.
  const altitude = within(value[2], -12_000, 500_000);
  return altitude === undefined ? [latitude, longitude] : [latitude, longitude, altitude];
}

function within(value: unknown, least: number, most: number): number | undefined {
  return typeof value === 'number' && value >= least && value <= most ? value : undefined;
}

function name(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const said = value.slice(0, 2 * NAME);
  if (!names.has(said)) {
    if (names.size === MOST_NAMES) names.clear();
    names.set(said, lineOf(said, NAME));
  }
  return names.get(said);
}
