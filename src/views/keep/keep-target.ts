import type { LibrarySection } from '../../library/merge.ts';
import { filesOf } from '../../shared/keep-files.ts';
import type { Photo } from '../../shared/photo.ts';
import type { PinQuality, PinScope } from '../../shared/pin.ts';
import { formatMonth } from '../formats.ts';
import { texts } from '../texts.ts';

/** What somebody wants to keep offline. */
export type KeepTarget =
  | { readonly kind: 'photos'; readonly photos: readonly PlacedPhoto[] }
  | { readonly kind: 'section'; readonly section: LibrarySection }
  | { readonly kind: 'library'; readonly sections: readonly LibrarySection[] };

/** A photo and the month that it is in. */
export interface PlacedPhoto {
  readonly photo: Photo;
  readonly section: string;
}

/** Encoded bytes; `exact` is false where the library does not say and it is a guess. */
export interface KeepSize {
  readonly bytes: number;
  readonly exact: boolean;
}

/** Typical bytes of a photo with its renditions, by which a library that says nothing is estimated. */
const TYPICAL: Readonly<Record<PinQuality, number>> = { screen: 350_000, original: 4_500_000 };

/** Of a target, what a library has: photos of this device are offline anyway. `undefined` where nothing is left. */
export function ofLibrary(target: KeepTarget): KeepTarget | undefined {
  if (target.kind !== 'photos') return countOf(target) > 0 ? target : undefined;
  const photos = target.photos.filter(({ photo }) => photo.source === 'library');
  return photos.length > 0 ? { kind: 'photos', photos } : undefined;
}

/** The wishes that a target stands for. */
export function scopesOf(target: KeepTarget): PinScope[] {
  switch (target.kind) {
    case 'photos':
      return target.photos.map(({ photo, section }) => ({ kind: 'photo', photo: photo.id, section }));
    case 'section':
      return [{ kind: 'section', section: target.section.id }];
    case 'library':
      return [{ kind: 'library' }];
    default:
      return target satisfies never;
  }
}

/** What people call it. */
export function nameOf(target: KeepTarget): string {
  switch (target.kind) {
    case 'photos': {
      const [only, second] = target.photos;
      return only && !second ? only.photo.title : texts.photoCount(target.photos.length);
    }
    case 'section':
      return formatMonth(target.section.id);
    case 'library':
      return texts.keep.everything;
    default:
      return target satisfies never;
  }
}

/** Number of its photos. */
export function countOf(target: KeepTarget): number {
  return target.kind === 'photos' ? target.photos.length : sum(sectionsOf(target).map(serverCount));
}

/** What keeping it takes. */
export function sizeOf(target: KeepTarget, quality: PinQuality): KeepSize {
  if (target.kind !== 'photos') return add(sectionsOf(target).map((section) => sectionSize(section, quality)));
  const files = target.photos.map(({ photo }) => filesOf(photo, quality));
  return add(
    files.map((needed) =>
      needed.every(({ bytes }) => bytes > 0)
        ? { bytes: sum(needed.map(({ bytes }) => bytes)), exact: true }
        : typical(1, quality),
    ),
  );
}

function sectionSize(section: LibrarySection, quality: PinQuality): KeepSize {
  const bytes = section.server?.bytes?.[quality];
  return bytes === undefined ? typical(serverCount(section), quality) : { bytes, exact: true };
}

function sectionsOf(target: Exclude<KeepTarget, { kind: 'photos' }>): readonly LibrarySection[] {
  return target.kind === 'section' ? [target.section] : target.sections;
}

function serverCount({ server }: LibrarySection): number {
  return server?.count ?? 0;
}

function typical(count: number, quality: PinQuality): KeepSize {
  return { bytes: count * TYPICAL[quality], exact: false };
}

function add(sizes: readonly KeepSize[]): KeepSize {
  return { bytes: sum(sizes.map(({ bytes }) => bytes)), exact: sizes.every(({ exact }) => exact) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
