import type { Replies } from '../../src/shared/messages.ts';
import type { Pin, PinScope } from '../../src/shared/pin.ts';
import { ledger } from '../ledger/ledger.ts';
import { writeSetting } from '../ledger/settings.ts';
import { pause } from '../pause.ts';
import { backgroundFetch } from './background-fetch.ts';
import { pinBooks } from './books.ts';
import { dismissAll } from './enter.ts';
import { pinning } from './pinning.ts';
import { planner } from './planner.ts';
import { verifyAgain } from './want-again.ts';
import { reviseWishes } from './wishes-hold.ts';

/** How long an event that asks for work lives, in ms. */
const EVENT_MS = 1000;
/** Whoever gives space back waits for it no longer than this, in ms. */
const UNPIN_MS = 20_000;

/** Notes what to keep offline, and begins. */
export async function pin(pins: readonly Pin[]): Promise<void> {
  await verifyAgain(pins.map(({ scope }) => scope));
  await pinBooks.addPins(pins);
  reviseWishes();
  await pinBooks.forgive(pins);
  await writeSetting('pinningPaused', false);
  pinning.changed();
  pinning.hope();
  void pinning.goOn();
}

/**
 * Keeps these no longer. What others of the user's wishes cover stays; the rest gives its space back at once. What takes
 * long goes on after the reply, and where the worker is killed, with the next work that a page asks for.
 */
export async function unpin(scopes: readonly PinScope[]): Promise<Replies['unpin']> {
  const before = (await ledger.figures()).pinned.bytes;
  await pinBooks.removePins(scopes);
  reviseWishes();
  pinning.changed();
  const removing = removeUnwanted();
  const done = await Promise.race([removing.then(() => true), pause(UNPIN_MS).then(() => false)]);
  return { freedBytes: Math.max(0, before - (await ledger.figures()).pinned.bytes), done };
}

async function removeUnwanted(): Promise<void> {
  await planner().survey();
  await pinning.stopUnwanted();
  // There may be room now.
  pinning.hope();
  await pinning.tell();
}

/** Gives up what is on its way: what was kept before stays as it was. */
export async function cancelPinning(): Promise<void> {
  const pending = await pinBooks.pendingPins();
  const gone = pending.filter(({ was }) => !was).map(({ scope }) => scope);
  const back = pending.flatMap(({ scope, quality, was }) => (was && was !== quality ? { scope, quality: was } : []));
  if (gone.length > 0) await unpin(gone);
  if (back.length > 0) await pin(back);
  // What was complete and lost something of it stays wished for; it waits until somebody wants it to go on.
  if (pending.some(({ quality, was }) => was === quality)) await pausePinning(true);
}

/** The library may have changed: photos that came are wanted, and those that went give their space back. */
export async function followLibrary(): Promise<void> {
  if (!(await planner().needsSurvey(new Set()))) return;
  await planner().survey();
  // Pages hear that there is something to do, and ask for it to be done.
  await pinning.tell();
}

/** Keeps nothing any more. */
export async function clearPinned(): Promise<void> {
  await pinning.whileStopped(async () => {
    // First, so that a worker which is killed in between goes on with removing the rest.
    await pinBooks.clearPins();
    await dismissAll();
  });
  pinning.hope();
  await pinning.tell();
}

/**
 * Goes on. The event that asked ends soon, though the work does not: pages ask every two seconds, and a new version of the
 * worker could not take over if there were no moment without an event.
 */
export async function work(): Promise<void> {
  await Promise.race([pinning.goOn(), pause(EVENT_MS)]);
}

export async function pausePinning(paused: boolean): Promise<void> {
  await writeSetting('pinningPaused', paused);
  if (paused) {
    await backgroundFetch.abort('keep');
    pinning.stop();
  } else {
    pinning.hope();
    void pinning.goOn();
  }
  await pinning.tell();
}

export async function retryPinning(): Promise<void> {
  await pinBooks.forgive();
  pinning.hope();
  void pinning.goOn();
  await pinning.tell();
}

export async function pinningReport(): Promise<Replies['pinning']> {
  const [progress, pins, failures] = await Promise.all([pinning.progress(), pinBooks.pins(), pinBooks.failures()]);
  return { progress, pins, failures };
}

export async function pinnedStates(ids: readonly string[]): Promise<Replies['pinned-state']> {
  const photos = await Promise.all(ids.map((id) => pinBooks.photo(id)));
  return photos.map((photo) => ({ state: photo?.state ?? 'not-pinned', quality: photo?.quality }));
}
