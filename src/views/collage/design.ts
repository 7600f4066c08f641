import { type PhotoId, parsePhotoId } from '../../shared/photo.ts';
import type { Size } from '../../shared/rendition-size.ts';
import { CENTRE, type Focus, lostIn } from './crop.ts';
import { cellsOf, FEWEST, type Layout, layoutName, layoutsFor, MOST, parseLayout } from './layouts.ts';

/** Shapes of the whole: width by height. */
export const ASPECTS = ['1:1', '4:3', '3:2', '16:9', '3:4', '2:3', '9:16'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** Hundredths of the shorter side, at most, between the photos. */
export const WIDEST_GAP = 8;

/** A photo in a collage, and which part of it is seen. */
export interface Chosen {
  readonly id: PhotoId;
  readonly focus: Focus;
}

/** Everything that makes a collage but the pixels. */
export interface Design {
  /** In the order of the layout's cells. */
  readonly photos: readonly Chosen[];
  /** `undefined`: the one that cuts off least. */
  readonly layout: Layout | undefined;
  readonly aspect: Aspect;
  /** Hundredths of the shorter side. */
  readonly gap: number;
  /** `#rrggbb`. */
  readonly background: string;
}

const PLAIN: Design = { photos: [], layout: undefined, aspect: '3:2', gap: 1, background: '#ffffff' };

/** Width by height. */
export function ratioOf(aspect: Aspect): number {
  const [width = 1, height = 1] = aspect.split(':').map(Number);
  return width / height;
}

/** The layout in which least of these pictures, in order, is cut off. There have to be as many as a collage has. */
export function bestLayout(pictures: readonly Size[], aspect: Aspect): Layout | undefined {
  const ratio = ratioOf(aspect);
  const lost = (layout: Layout) =>
    cellsOf(layout, ratio, 0).reduce((sum, { width, height }, index) => {
      const picture = pictures[index];
      return sum + (picture ? lostIn(picture, { width: width * ratio, height }) : 0);
    }, 0);
  return layoutsFor(pictures.length).toSorted((one, other) => lost(one) - lost(other))[0];
}

/** The design with two of its photos in each other's place. */
export function swapped(design: Design, one: number, other: number): Design {
  const photos = [...design.photos];
  const [first, second] = [photos[one], photos[other]];
  if (first && second) [photos[one], photos[other]] = [second, first];
  return { ...design, photos };
}

/** The design with another part of one of its photos. */
export function focused(design: Design, cell: number, focus: Focus): Design {
  return { ...design, photos: design.photos.map((chosen, index) => (index === cell ? { ...chosen, focus } : chosen)) };
}

/** A collage of these photos, as alike to the one before as can be: whoever exchanges one photo finds the others in place. */
export function designFor(ids: readonly PhotoId[], before: Design = PLAIN): Design {
  const wanted = new Set(ids);
  const stays = (chosen: Chosen | undefined) => chosen && wanted.delete(chosen.id);
  const places = ids.map((_, index) => {
    const chosen = before.photos[index];
    return stays(chosen) ? chosen : undefined;
  });
  // Those that stood behind the last place now, and then the new ones.
  const others = [
    ...before.photos.filter((chosen) => stays(chosen)),
    ...[...wanted].map((id) => ({ id, focus: CENTRE })),
  ];
  const photos = places.flatMap((chosen) => chosen ?? others.shift() ?? []);
  return { ...before, photos, layout: ids.length === before.photos.length ? before.layout : undefined };
}

/** A design out of an address. What cannot be read there is as it is by default; photos that cannot be ids are left out. */
export function parseDesign(query: URLSearchParams): Design {
  const seen = new Set<PhotoId>();
  const photos = query.getAll('photo').flatMap((text) => {
    const [id = '', x, y] = text.split('.');
    const photo = parsePhotoId(id);
    if (!photo || seen.has(photo) || seen.size === MOST) return [];
    seen.add(photo);
    return [{ id: photo, focus: { x: fraction(x), y: fraction(y) } }];
  });
  const gap = Number(query.get('gap') ?? PLAIN.gap);
  const background = `#${query.get('background') ?? ''}`;
  return {
    photos,
    layout: parseLayout(query.get('layout') ?? '', photos.length),
    aspect: ASPECTS.find((aspect) => aspect === query.get('aspect')) ?? PLAIN.aspect,
    gap: gap >= 0 && gap <= WIDEST_GAP ? gap : PLAIN.gap,
    background: /^#[0-9a-f]{6}$/.test(background) ? background : PLAIN.background,
  };
}

/** The address that `parseDesign` reads: so a collage can be reloaded, and come back to. */
export function addressOf({ photos, layout, aspect, gap, background }: Design): string {
  const query = new URLSearchParams(photos.map(({ id, focus }) => ['photo', [id, ...hundredths(focus)].join('.')]));
  if (layout) query.set('layout', layoutName(layout));
  if (aspect !== PLAIN.aspect) query.set('aspect', aspect);
  if (gap !== PLAIN.gap) query.set('gap', String(gap));
  if (background !== PLAIN.background) query.set('background', background.slice(1));
  return `collage${query.size > 0 ? `?${query}` : ''}`;
}

/** Whether a collage can be made of so many photos. */
export function isCollage(count: number): boolean {
  return count >= FEWEST && count <= MOST;
}

/** Out of hundredths; the middle for what is none. */
function fraction(text: string | undefined): number {
  const value = Number(text ?? 50) / 100;
  return value >= 0 && value <= 1 ? value : CENTRE.x;
}

function hundredths({ x, y }: Focus): number[] {
  const [across, down] = [Math.round(x * 100), Math.round(y * 100)];
  return across === 50 && down === 50 ? [] : [across, down];
}
