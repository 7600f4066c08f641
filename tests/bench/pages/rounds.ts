import type { BitmapKey } from '../../../src/loading/bitmap-key.ts';
import { bytesOf } from '../../../src/memory/entry.ts';
import { MemoryTier } from '../../../src/memory/memory-tier.ts';
import { ourTiers, type PhotoPlan, photoOf } from './our-tiers.ts';

// Timers cannot be counted from outside. These take the place of the browser's before anything of ours has run.
const timers = new Set<number>();
const { setTimeout: start, clearTimeout: stop } = window;
Object.assign(window, {
  setTimeout: (task: () => void, ms?: number) => {
    const id = start(() => {
      timers.delete(id);
      task();
    }, ms);
    timers.add(id);
    return id;
  },
  clearTimeout: (id: number) => {
    timers.delete(id);
    stop(id);
  },
});

const { images, memory } = ourTiers((options) => new MemoryTier<BitmapKey, ImageBitmap>(options));

/** Everything is closed each time that so many rounds have passed. */
const TRIM_EVERY = 500;

/**
 * So many times: asks for a picture, and gives it back. All but one of them fit into the budget. From time to time
 * everything is closed first, and the next picture, which then has to be fetched and decoded, is not waited for.
 */
async function runRounds(plans: readonly PhotoPlan[], count: number): Promise<void> {
  const photos = plans.map(photoOf);
  memory.setBudget(photos.slice(1).reduce((sum, photo) => sum + bytesOf(photo), 0));
  for (let round = 0; round < count; round += 1) {
    const photo = photos[round % photos.length];
    if (!photo) throw new Error('There are no photos.');
    if (round % TRIM_EVERY === 0) memory.trim();
    const cancel = new AbortController();
    const loading = images.load(photo, 'full', { priority: 'visible', signal: cancel.signal });
    if (round % TRIM_EVERY === 1) cancel.abort();
    const loaded = await loading.catch((error: unknown) => {
      if (!cancel.signal.aborted) throw error;
    });
    loaded?.lease.release();
  }
}

/** Closes every picture; then nothing may be left in the tier. Also how many timers wait. */
function trimAndCount() {
  memory.trim();
  const { leased, retained, weak } = memory;
  return { pictures: leased.count + retained.count + weak.count, timers: timers.size };
}

const rounds = { runRounds, trimAndCount };
declare global {
  // How the bench reaches it from inside `evaluate`.
  var roundsPage: typeof rounds;
}
globalThis.roundsPage = rounds;
