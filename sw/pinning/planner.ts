import type { Pin } from '../../src/shared/pin.ts';

/** What came of a survey that was not interrupted. */
export interface Surveyed {
  /** The wishes whose photos are all in the books. */
  readonly pins: readonly Pin[];
  /** Months whose file the server does not have, or that is damaged. */
  readonly unreadable: ReadonlySet<string>;
}

/** Knows which photos the wishes stand for, and brings the books in line with that. */
export interface Planner {
  /** Whether there is something to survey, by what is stored: nobody is asked for it. Not counted: these months. */
  readonly needsSurvey: (unreadable: ReadonlySet<string>) => Promise<boolean>;
  /**
   * Enters the photos that are wanted, and drops those that are wanted no more with their files. A worker that is killed in
   * between goes on where it was. `undefined` when the wishes changed meanwhile.
   * @throws when the server cannot be reached.
   */
  readonly survey: () => Promise<Surveyed | undefined>;
  /** What the server always has: asked for where a file could not be had, to tell whose fault that is. */
  readonly home: () => URL;
}

let current: Planner | undefined;

/** Has this planner say what to keep. To be called once, while the worker starts. */
export function planBy(planner: Planner): void {
  current = planner;
}

/** The planner of this worker. */
export function planner(): Planner {
  if (!current) throw new Error('Nobody plans what to keep offline.');
  return current;
}
