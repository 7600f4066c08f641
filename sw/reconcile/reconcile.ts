import { finishDeleting } from '../delete-everything.ts';
import { recoverDevicePhotos } from '../device/recover.ts';
import { lookAfterLost } from '../lost.ts';
import { pause } from '../pause.ts';
import { forgetLostCache, STORED_TIERS } from '../stored.ts';
import { checkSome } from './check.ts';
import { settleIntents } from './intents.ts';
import { recoverSome } from './recover.ts';

/** Between two steps, in ms: whatever is asked meanwhile comes first. */
const BETWEEN_MS = 100;
/** The longest that one event keeps the worker alive for this, in ms. The next event goes on. */
const PATIENCE_MS = 20_000;

let running: Promise<void> | undefined;

/**
 * Brings the books in line with Cache Storage, which is the truth, in small steps; goes on where it ended when the worker
 * is stopped. Never fails: where storage is refused there is nothing to bring in line.
 */
export function reconcile(): Promise<void> {
  running ??= work()
    .catch(() => {})
    .finally(() => {
      running = undefined;
    });
  return running;
}

async function work(): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  await finishDeleting();
  await forgetLostCaches();
  await settleIntents();
  while (Date.now() < until && (await step())) await pause(BETWEEN_MS);
}

/** Does a little of the first that there is to do. Whether there may be more. */
async function step(): Promise<boolean> {
  return (await lookAfterLost()) || (await recoverDevicePhotos()) || (await recoverSome()) || (await checkSome());
}

/** Empties the books of caches that somebody deleted. Cheap enough to be done before figures are told. */
export async function forgetLostCaches(): Promise<void> {
  for (const tier of STORED_TIERS) await forgetLostCache(tier);
}
