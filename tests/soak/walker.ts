import type { Walker } from '../support/truth/actions.ts';

/** Somebody who compares no figures of the app with anything. */
export const NOTHING_KNOWN: Pick<Walker, 'known' | 'isOnline'> = {
  known: { memoryBudget: 0, thumbnailBudget: 0, thumbnailsBefore: 0, devicePhotos: 0, just: undefined },
  isOnline: true,
};
