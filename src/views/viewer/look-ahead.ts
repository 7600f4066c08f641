import type { Library, Place } from '../../library/library.ts';
import type { Prefetcher } from '../../loading/prefetcher.ts';

/** Has the photos around a place in memory before they are asked for, seen in the direction in which somebody goes. */
export async function lookAhead(
  library: Library,
  prefetcher: Prefetcher,
  from: Place,
  direction: 1 | -1,
  reachable: Promise<boolean>,
): Promise<void> {
  await prefetcher.follow(async (steps) => {
    const step = Math.sign(steps) * direction;
    let place: Place | undefined = from;
    for (let left = Math.abs(steps); left > 0 && place; left -= 1) {
      place = await library.neighbour(place, step > 0 ? 1 : -1);
    }
    return place && library.photoAt(place);
  }, reachable);
}
