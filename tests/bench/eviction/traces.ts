import { type Photo, photosOf } from './pictures.ts';
import { type Random, randomOf } from './random.ts';
import type { Step, Trace } from './simulate.ts';

/** What a user does with the app; the same for the same seed. */
export type TraceMaker = (seed: number) => Trace;

/** Out of all looks, those that are zoomed until the full size is loaded: one in thirty. */
const ZOOMING = 0.033;

/** How somebody swipes. */
export interface Swiping {
  readonly looks: number;
  /** Out of all looks, those after which the user turns round. */
  readonly turning: number;
  /** Most photos that a user goes back before going on. */
  readonly farthest: number;
  readonly zooming: number;
  /** Photos loaded ahead, in the direction of travel. */
  readonly ahead: number;
}

/**
 * (a) Somebody swipes through a long library, photo by photo. Every twenty photos or so they turn back to see
 * something again: mostly a few photos, at times up to three dozen. Then they go on. The next two photos in the
 * direction of travel are loaded ahead.
 */
export function swiping(seed: number, options: Partial<Swiping> = {}): Trace {
  const { looks, turning, farthest, zooming, ahead } = {
    ...{ looks: 600, turning: 0.05, farthest: 36, zooming: ZOOMING, ahead: 2 },
    ...options,
  };
  const random = randomOf(seed);
  const photos = photosOf(random, looks);
  const steps: Step[] = [];
  let [at, back] = [0, 0];
  for (let count = 0; count < looks; count += 1) {
    const direction = back > 0 ? -1 : 1;
    show(steps, photos, at, { direction, ahead, zoomed: random.chance(zooming) });
    if (back > 0) back -= 1;
    else if (random.chance(turning)) back = Math.min(at, logUniform(random, 2, farthest));
    at += back > 0 ? -1 : 1;
  }
  return steps;
}

/** How somebody makes collages. */
export interface Collage {
  readonly edits: number;
  /** Photos in the collage. */
  readonly size: number;
  /** Out of all edits, those that bring back a photo that was in before. */
  readonly former: number;
}

/**
 * (b) A collage of four photos at full size (8–22 MP). Twenty times the user looks for a photo to put in, at screen
 * size, one of several that lie side by side, exchanges one of the four for it, and makes the collage again, which asks
 * for its four at once.
 */
export function collage(seed: number, { edits = 20, size = 4, former = 0 }: Partial<Collage> = {}): Trace {
  const random = randomOf(seed);
  const photos = photosOf(random, 120, [8, 10, 12, 12, 16, 18, 20, 22]);
  const shown = Array.from({ length: size }, (_, index) => index);
  const taken: number[] = [];
  const steps: Step[] = [];
  const make = () => steps.push({ pictures: shown.flatMap((index) => photos[index]?.full ?? []), ahead: false });
  make();
  for (let edit = 0; edit < edits; edit += 1) {
    const first = size + random.between(0, photos.length - size - 8);
    const candidates = random.between(2, 7);
    for (let look = 0; look < candidates; look += 1) show(steps, photos, first + look, { direction: 1, ahead: 2 });
    const again = taken.filter((index) => !shown.includes(index));
    const fresh = first + random.between(0, candidates - 1);
    const place = random.between(0, size - 1);
    const next = again.length > 0 && random.chance(former) ? random.pick(again) : fresh;
    if (!shown.includes(next)) taken.push(...shown.splice(place, 1, next));
    make();
  }
  return steps;
}

/** How somebody visits albums. */
export interface Albums {
  readonly albums: number;
  readonly exponent: number;
  /** Visits between two slideshows. */
  readonly visits: number;
  readonly slideshows: number;
}

/**
 * (c) A library of 40 albums with 6 to 14 photos each, some of which the user loves: an album is visited in
 * proportion to Zipf's law, and within it the photos that come first. A visit opens one photo and swipes on for some.
 * After every 15 visits a slideshow runs through everything, once; nobody touches the screen meanwhile.
 */
export function albums(seed: number, options: Partial<Albums> = {}): Trace {
  const { albums, exponent, visits, slideshows } = {
    ...{ albums: 40, exponent: 1, visits: 15, slideshows: 8 },
    ...options,
  };
  const random = randomOf(seed);
  const library = Array.from({ length: albums }, () => random.between(6, 14));
  const starts = library.map((_, index) => library.slice(0, index).reduce((sum, size) => sum + size, 0));
  const photos = photosOf(random, (starts.at(-1) ?? 0) + (library.at(-1) ?? 0));
  // Love does not follow the order in which a slideshow shows the albums.
  const loved = shuffled(random, [...library.keys()]);
  const steps: Step[] = [];
  for (let round = 0; round <= slideshows; round += 1) {
    for (let visit = 0; visit < visits; visit += 1) {
      const album = loved[random.zipf(albums, exponent)] ?? 0;
      const [start, size] = [starts[album] ?? 0, library[album] ?? 0];
      const opened = random.zipf(size, exponent);
      const last = Math.min(size - 1, opened + random.between(0, 5));
      for (let at = opened; at <= last; at += 1) show(steps, photos, start + at, { direction: 1, ahead: 2 });
    }
    if (round === slideshows) break;
    for (const at of photos.keys()) show(steps, photos, at, { direction: 1, ahead: 2 });
  }
  return steps;
}

/** How somebody opens photos from the grid. */
export interface Opening {
  readonly places: number;
  /** Out of all openings at a place, those of a photo that was seen there before. */
  readonly again: number;
  readonly zooming: number;
}

/**
 * (d) Somebody stops at places of the grid, and at each opens a photo, goes back, opens it again or one near it,
 * perhaps swipes to a neighbour or two, goes back, opens again. Then they scroll on, but now and then return to the
 * place before.
 */
export function opening(seed: number, options: Partial<Opening> = {}): Trace {
  const { places, again, zooming } = { ...{ places: 40, again: 0.55, zooming: ZOOMING }, ...options };
  const random = randomOf(seed);
  const photos = photosOf(random, 1000);
  const visited: number[] = [];
  const steps: Step[] = [];
  for (let stop = 0; stop < places; stop += 1) {
    const before = visited.at(-2);
    const place = before !== undefined && random.chance(0.2) ? before : random.between(0, photos.length - 20);
    visited.push(place);
    const seen = [place];
    for (let count = random.between(4, 14); count > 0; count -= 1) {
      let at = random.chance(again) ? random.pick(seen) : place + random.between(0, 12);
      for (let neighbours = random.chance(0.4) ? random.between(1, 3) : 0; neighbours >= 0; neighbours -= 1) {
        show(steps, photos, at, { direction: 1, ahead: 2, zoomed: random.chance(zooming) });
        seen.push(at);
        at += 1;
      }
    }
  }
  return steps;
}

/** The traces that the comparison is about, by the name that it prints. */
export const TRACES: Readonly<Record<string, TraceMaker>> = {
  '(a) swiping, turning back': (seed) => swiping(seed),
  '(b) collage, edited 20 times': (seed) => collage(seed),
  '(c) loved albums, slideshows': (seed) => albums(seed),
  '(d) open, back, open again': (seed) => opening(seed),
};

/** A look in the viewer: the screen size, what is loaded ahead meanwhile, and the full size when it is zoomed. */
function show(
  steps: Step[],
  photos: readonly Photo[],
  at: number,
  { direction, ahead, zoomed = false }: { direction: 1 | -1; ahead: number; zoomed?: boolean },
): void {
  const photo = photos[at];
  if (!photo) return;
  steps.push({ pictures: [photo.screen], ahead: false });
  for (let distance = 1; distance <= ahead; distance += 1) {
    const next = photos[at + direction * distance];
    if (next) steps.push({ pictures: [next.screen], ahead: true });
  }
  if (zoomed) steps.push({ pictures: [photo.full], ahead: false });
}

/** Small numbers as often as large ones, on a logarithmic scale. */
function logUniform(random: Random, least: number, most: number): number {
  return Math.round(least * (most / least) ** random.number());
}

function shuffled<T>(random: Random, values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, order: random.number() }))
    .sort((one, other) => one.order - other.order)
    .map(({ value }) => value);
}
