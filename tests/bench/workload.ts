import type { Browser, CDPSession } from 'playwright';
import type { Lab } from '../support/lab.ts';
import type { Spread } from './statistics.ts';

/** What a workload is run with. */
export interface Bench {
  readonly lab: Lab;
  /** The one Chromium in which ours and the peers run, apart from what is about other engines. */
  readonly browser: Browser;
  readonly devTools: CDPSession;
  /** Whether it is enough to show that it runs: with few rounds, small pictures and short pauses. */
  readonly quick: boolean;
  /** How often each figure is taken. */
  readonly rounds: number;
  /** Has this done when all workloads are through. */
  atEnd(end: () => Promise<void>): void;
}

/** One line of a table: a figure of ours, beside that of a peer or for itself. */
export interface Line {
  readonly what: string;
  readonly unit: string;
  /** Whether less or more of it is better. */
  readonly better: 'less' | 'more';
  /** With all values where they were taken here. */
  readonly ours: Spread;
  readonly peer?: { readonly name: string; readonly figure: Spread };
  /** Whether each run gives the same, so that the smallest difference counts. */
  readonly exact?: true;
  /** Ours to the peer's. */
  readonly ratio?: Spread;
  /** What it ought to be, and whether it is. */
  readonly target?: { readonly text: string; readonly met: boolean };
  /** Whether it is for those who look closely, and not in the README. */
  readonly detail?: boolean;
}

/** What came of a workload. */
export interface Outcome {
  readonly lines: readonly Line[];
  /** What a reader has to know besides. */
  readonly notes?: readonly string[];
}

/** Something that users do, and that can be measured. */
export interface Workload {
  /** One word for the command line. */
  readonly name: string;
  /** What a user feels when it is slow. */
  readonly feels: string;
  /** What exactly is measured, for ours and for each peer. */
  readonly measured: string;
  run(bench: Bench): Promise<Outcome>;
}

/** Takes two figures in turn, ours first in every other round. */
export async function inTurn<T>(
  rounds: number,
  takeOurs: (round: number) => Promise<T>,
  takePeers: (round: number) => Promise<T>,
): Promise<{ ours: T[]; peer: T[] }> {
  const taken: { ours: T[]; peer: T[] } = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) taken.ours.push(await takeOurs(round));
    taken.peer.push(await takePeers(round));
    if (round % 2 === 1) taken.ours.push(await takeOurs(round));
  }
  return taken;
}
