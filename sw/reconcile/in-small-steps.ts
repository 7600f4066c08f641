import { pause } from '../pause.ts';
import { forgetLostCaches } from '../stored.ts';
import { settleIntents } from './intents.ts';

/** Between two steps, in ms: whatever is asked meanwhile comes first. */
const BETWEEN_MS = 100;
/** The longest that one event keeps the worker alive for this, in ms. The next event goes on. */
const PATIENCE_MS = 20_000;

/** Does a little. Resolves to whether there may be more. */
type Step = () => Promise<boolean>;

/**
 * What brings the books in line with Cache Storage, which is the truth, in small steps: after `first`, and what is quickly
 * done, a step at a time of the first that has something to do. Goes on where it ended when the worker is stopped. Never
 * fails: where storage is refused there is nothing to bring in line.
 */
export function inSmallSteps(first: () => Promise<void>, steps: readonly Step[]): () => Promise<void> {
  let running: Promise<void> | undefined;
  const work = async () => {
    const until = Date.now() + PATIENCE_MS;
    await first();
    await forgetLostCaches();
    await settleIntents();
    while (Date.now() < until && (await doSome(steps))) await pause(BETWEEN_MS);
  };
  return () => {
    running ??= work()
      .catch(() => {})
      .finally(() => {
        running = undefined;
      });
    return running;
  };
}

async function doSome(steps: readonly Step[]): Promise<boolean> {
  for (const step of steps) if (await step()) return true;
  return false;
}
