import type { Stats } from '../../../src/console-api.ts';
import { randomOf } from '../../bench/eviction/random.ts';
import { chooseAction, possibleActions, type Walker } from './actions.ts';
import { Agreement } from './agreement.ts';
import { type Claim, claims, type Known, type Reading, read, shown } from './claims.ts';
import { quiet } from './quiet.ts';

/** What is written into the storage, told to the pages and finalized comes a little later, in ms. */
const PATIENCE_MS = 10_000;
/** By then the overlay has shown what it knows, in ms. */
const LATE_MS = 1500;
const LAST_ACTIONS = 12;

/** Does so many things, always the same for the same seed, and compares all figures after each. Gives the last. @throws where they differ. */
export async function walk(
  start: Pick<Walker, 'page' | 'site' | 'known'>,
  seed: number,
  steps: number,
): Promise<Stats> {
  const devtools = await start.page.context().newCDPSession(start.page);
  await devtools.send('ServiceWorker.enable');
  const walker: Walker = { ...start, random: randomOf(seed), devtools, isOnline: true };
  const agreement = new Agreement();
  const done: string[] = ['start'];
  let reading = await agree(walker, agreement, () => `seed ${seed}, at the start`);
  for (let step = 1; step <= steps; step += 1) {
    const action = chooseAction(await possibleActions(walker.page), walker.random);
    walker.known = { ...walker.known, just: undefined };
    done.push(await action.run(walker));
    const where = () =>
      `seed ${seed}, step ${step} of ${steps}, ${walker.isOnline ? 'online' : 'offline'}, after: ${done.slice(-LAST_ACTIONS).join(' → ')}`;
    reading = await agree(walker, agreement, where);
  }
  return reading.stats;
}

async function agree(walker: Walker, agreement: Agreement, where: () => string): Promise<Reading> {
  await quiet(walker.page, walker.isOnline).catch((error: unknown) => {
    throw new Error(`${where()}`, { cause: error });
  });
  const began = performance.now();
  for (;;) {
    const reading = await read(walker.page, walker.site);
    const all = allClaims(reading, walker.known);
    const waited = performance.now() - began;
    // What is only late agrees in the end, and must not be taken for what was given up.
    const allowsDoubt = waited > LATE_MS;
    if (agreement.against(all, allowsDoubt).length === 0) {
      agreement.settle(all);
      return reading;
    }
    if (waited > PATIENCE_MS) throw new Error(`Figures do not agree: ${where()}\n${agreement.table(all)}`);
  }
}

/** What has to be the case, and what the overlay has to show. */
export function allClaims(reading: Reading, known: Known): readonly Claim[] {
  const ofOverlay = Object.entries(shown(reading, known)).map(([name, outside]) => ({
    figure: `overlay ${name}`,
    app: reading.overlay[name] ?? Number.NaN,
    outside,
    ...(name.startsWith('served.') && { inDoubt: reading.reads.abandoned + reading.reads.network.cancelled }),
  }));
  return [...claims(reading, known), ...ofOverlay];
}
