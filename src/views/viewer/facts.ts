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
  formatEquivalent,
  formatExposure,
  formatFocalLength,
  formatIso,
  formatPixels,
  formatType,
  formatZone,
} from './photo-formats.ts';

/** Something that is known of a photo: what it is called, and what it is, a line each. */
export type Fact = readonly [term: string, lines: readonly string[]];

/** What the photo says about itself, as far as it does. */
export function factsOf({ taken, details = {}, width, height, bytes, type, fileName }: Photo): Fact[] {
  const { terms } = texts.information;
  const { camera, lens, place, description, credit } = details;
  const file = [bytes > 0 ? formatBytes(bytes) : '', formatType(type)].filter(Boolean).join(', ');
  return present([
    [terms.taken, [formatTaken(taken), formatZone(taken)]],
    [terms.place, place ? [formatCoordinates(place), formatAltitude(place)] : []],
    [terms.camera, [camera ?? '', lens ?? '']],
    [terms.exposure, exposureOf(details)],
    [terms.size, [formatPixels({ width, height })]],
    [terms.file, [fileName, file]],
    [terms.description, [description ?? '']],
    [terms.credit, [credit ?? '']],
  ]);
}

/** How sharp the picture on the screen is, which tier it came from, and whether it can be had without a network. */
export function standingOf({ source }: Photo, shown: Painting | undefined, kept: PinnedState): Fact[] {
  const { terms, sharpness: sharp, tiers, kept: standing } = texts.information;
  const { sharpness = 'placeholder', tier } = shown ?? {};
  return [
    [terms.shown, [[sharp[sharpness], ...(tier ? [tiers[tier]] : [])].join(', ')]],
    [terms.offline, [standing[source === 'device' ? 'device' : kept]]],
  ];
}

function exposureOf({ exposure, aperture, iso, focalLength, focalLength35, bias }: NonNullable<Photo['details']>) {
  const set = [
    exposure && formatExposure(exposure),
    aperture && formatAperture(aperture),
    iso && formatIso(iso),
    focalLength && formatFocalLength(focalLength),
  ].filter((part) => typeof part === 'string');
  // For most cameras it is the same.
  const equivalent = focalLength35 && focalLength35 !== Math.round(focalLength ?? 0);
  return [set.join(' · '), equivalent ? formatEquivalent(focalLength35) : '', bias ? formatBias(bias) : ''];
}

function present(facts: readonly Fact[]): Fact[] {
  return facts.flatMap(([term, lines]): Fact[] => {
    const said = lines.filter((line) => line !== '');
    return said.length > 0 ? [[term, said]] : [];
  });
}
