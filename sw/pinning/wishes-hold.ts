import { lockName } from '../../src/shared/tier.ts';
import type { Surveyed } from './planner.ts';

/** Ends with each change of the wishes: a survey that is under way is then out of date. */
let wishesHold = new AbortController();

/** The wishes changed: whoever surveys gives way to whoever knows them. */
export function reviseWishes(): void {
  wishesHold.abort();
  wishesHold = new AbortController();
}

/** The books are brought in line by one at a time, across tabs and workers. */
export function surveyLock<T>(change: () => Promise<T>): Promise<T> {
  return navigator.locks.request(lockName('survey'), change) as Promise<T>;
}

/** Brings the books in line, as long as the wishes hold; `undefined` when they changed meanwhile. */
export function whileWishesHold(survey: (signal: AbortSignal) => Promise<Surveyed>): Promise<Surveyed | undefined> {
  return surveyLock(async () => {
    const { signal } = wishesHold;
    try {
      return await survey(signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
}
