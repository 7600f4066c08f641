/// <reference lib="webworker" />
import type { Pin } from '../../src/shared/pin.ts';
import { pinBooks } from './books.ts';
import { admit, dismiss } from './enter.ts';
import type { Planner } from './planner.ts';
import { type PinnedPhoto, wanted } from './records.ts';
import { whileWishesHold } from './wishes-hold.ts';

declare const self: ServiceWorkerGlobalScope;

/** Wishes that name their files have no month. */
const SECTION = '';
const SURVEYED = 'surveyed';

/** Where the worker knows no library: each wish names its files. */
export const planByWishes: Planner = {
  async needsSurvey() {
    const [pins, surveyed] = await Promise.all([pinBooks.pins(), pinBooks.surveyed()]);
    const known = surveyed.find(({ section }) => section === SECTION);
    return known ? known.signature !== SURVEYED : pins.length > 0;
  },
  survey: () =>
    whileWishesHold(async (signal) => {
      const pins = await pinBooks.pins();
      // Noted before it begins: what a killed worker left half done must be found.
      await pinBooks.setSurveyed(SECTION, '');
      await dismiss(SECTION, await admit(SECTION, pins.flatMap(wantedBy), signal), signal);
      signal.throwIfAborted();
      await pinBooks.setSurveyed(SECTION, SURVEYED);
      return { pins, unreadable: new Set() };
    }),
  home: () => new URL(self.registration.scope),
};

function wantedBy({ scope, quality, picture }: Pin): PinnedPhoto[] {
  if (scope.kind !== 'photo' || !picture) return [];
  return [wanted({ id: scope.photo, section: SECTION, quality, ...picture })];
}
