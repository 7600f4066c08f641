import type { Photo } from '../../shared/photo.ts';
import type { PinnedState } from '../../shared/pin.ts';
import { formatBytes, formatTaken } from '../formats.ts';
import { texts } from '../texts.ts';
import type { Painting } from './canvas-picture.ts';
import {
  formatAltitude,
  formatAperture,
  formatBias,
  formatCoordinates,
  formatExposure,
  formatFocalLength,
  formatPixels,
  formatType,
  formatZone,
} from './photo-formats.ts';

const words = texts.information;

/** Something that is known of a photo: what it is called, and what it is, a line each. */
export type Fact = readonly [term: string, lines: readonly string[]];

/** What the photo says about itself, as far as it does. */
export function factsOf({ taken, details = {}, width, height, bytes, type, fileName }: Photo): Fact[] {
  const { camera, lens, place, description, credit } = details;
  const file = [bytes > 0 ? formatBytes(bytes) : '', formatType(type)].filter(Boolean).join(', ');
  return present([
    [words.taken, [formatTaken(taken), formatZone(taken)]],
    [words.place, place ? [formatCoordinates(place), formatAltitude(place)] : []],
    [words.camera, [camera ?? '', lens ?? '']],
    [words.exposure, exposureOf(details)],
    [words.size, [formatPixels({ width, height })]],
    [words.file, [fileName, file]],
    [words.description, [description ?? '']],
    [words.credit, [credit ?? '']],
  ]);
}

/** How sharp the picture on the screen is, which tier it came from, and whether it can be had without a network. */
export function standingOf({ source }: Photo, shown: Painting | undefined, kept: PinnedState): Fact[] {
  const { sharpness = 'placeholder', tier } = shown ?? {};
  return [
    [words.shown, [[words.sharpness[sharpness], ...(tier ? [words.tiers[tier]] : [])].join(', ')]],
    [words.offline, [words.kept[source === 'device' ? 'device' : kept]]],
  ];
}

function exposureOf({ exposure, aperture, iso, focalLength, focalLength35, bias }: NonNullable<Photo['details']>) {
  const set = [
    exposure && formatExposure(exposure),
    aperture && formatAperture(aperture),
    iso && words.iso(iso.toLocaleString()),
    focalLength && formatFocalLength(focalLength),
  ].filter((part) => typeof part === 'string');
  // For most cameras it is the same.
  const equivalent = focalLength35 && focalLength35 !== Math.round(focalLength ?? 0);
  return [
    set.join(' · '),
    equivalent ? words.equivalent(focalLength35.toLocaleString()) : '',
    bias ? formatBias(bias) : '',
  ];
}

function present(facts: readonly Fact[]): Fact[] {
  return facts.flatMap(([term, lines]): Fact[] => {
    const said = lines.filter((line) => line !== '');
    return said.length > 0 ? [[term, said]] : [];
  });
}
