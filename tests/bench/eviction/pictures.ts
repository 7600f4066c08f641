import type { Weighed } from '../../../src/memory/eviction-policy.ts';
import type { Random } from './random.ts';

/** One photo, and its two renditions that the memory tier holds; each is a picture of its own there. */
export interface Photo {
  /** At most `SCREEN_SIDE` px on its long side: about 11 MB. */
  readonly screen: Weighed;
  /** All pixels of the camera: 32–96 MB. */
  readonly full: Weighed;
}

const SCREEN_SIDE = 2048;

/** Long side by short side, as often as people have them; whether upright or not makes no difference in bytes. */
const SHAPES: readonly number[] = [3 / 2, 3 / 2, 3 / 2, 3 / 2, 4 / 3, 4 / 3, 4 / 3, 4 / 3, 16 / 9, 16 / 9, 1, 3];

/** Megapixels of phones and cameras. */
const CAMERAS: readonly number[] = [8, 12, 12, 16, 20, 22, 24];

/** A library of `count` photos. */
export function photosOf(random: Random, count: number, cameras = CAMERAS): Photo[] {
  return Array.from({ length: count }, (_, index) => {
    const shape = random.pick(SHAPES);
    const pixels = random.pick(cameras) * 1_000_000;
    const screenPixels = Math.min(SCREEN_SIDE * Math.round(SCREEN_SIDE / shape), pixels);
    return {
      screen: { name: `${index}/screen`, bytes: screenPixels * 4 },
      full: { name: `${index}/full`, bytes: pixels * 4 },
    };
  });
}
