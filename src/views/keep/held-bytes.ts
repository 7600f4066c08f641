import type { PinningClient } from '../../loading/pinning-client.ts';
import { filesOf } from '../../shared/keep-files.ts';
import type { PinQuality } from '../../shared/pin.ts';
import type { KeepTarget } from './keep-target.ts';

/** Encoded bytes, of what a target takes in each quality, that are here already. */
export type HeldBytes = Readonly<Record<PinQuality, number>>;

/** What is pinned of a target, as far as the worker says so in time: it need not be downloaded, nor does it take more room. */
export async function heldBytes(target: KeepTarget, client: PinningClient): Promise<HeldBytes> {
  if (target.kind !== 'photos') {
    const sections = target.kind === 'section' ? [target.section] : target.sections;
    const bytes = await client.storedBytesOf(new Set(sections.map(({ id }) => id)));
    return { screen: bytes, original: bytes };
  }
  const states = await client.statesOf(target.photos.map(({ photo }) => photo.id));
  const held = { screen: 0, original: 0 };
  for (const [index, { photo }] of target.photos.entries()) {
    const { state, quality } = states[index] ?? {};
    if (state !== 'kept' || !quality) continue;
    const bytesIn = (kept: PinQuality) => filesOf(photo, kept).reduce((sum, { bytes }) => sum + bytes, 0);
    held.screen += bytesIn('screen');
    held.original += bytesIn(quality);
  }
  return held;
}
