/**
 * What is flat, in words.
 *
 * A run gives a figure once a minute, at home and after collections. The first fifth of the minutes is for what is made once:
 * caches, compiled code, elements that are used again. The rest is cut into three parts of the same length, and the median of
 * each counts, so that a minute that stands out is nothing.
 *
 * A figure **grows** when the last part is above the first by more than its slack, and it rose on both ways, from the first
 * to the middle and from the middle to the last, each time by a quarter of the whole at least. What leaks rises on both by about
 * a half. What steps once, as a cache that fills to its budget, or a part of the app that is used for the first time, rises on one
 * of them alone; and what approaches an end rises less and less. Everything else is flat, and fewer is always flat.
 *
 * The rule does not see what leaks only once or twice in a run, or begins to in the last part. For what is done rarely there is the
 * short form, which does everything five times and allows nothing.
 */
import type { Figures } from './figures.ts';

/** By how much the last part of a run may be above the first. */
interface Slack {
  readonly figures: RegExp;
  /** In the figure's own unit. */
  readonly by?: number;
  /** As a part of what it was in the first part of the run. */
  readonly part?: number;
}

const SLACKS: readonly Slack[] = [
  // Small, and larger by some KB whenever the engine compiles more of the decoder: it stays the same to the byte for minutes in which
  // hundreds of pictures are decoded, and 40 bytes lost with each action of half an hour would be seen.
  { figures: /^heap of its workers$/, by: 100_000 },
  // The engine compiles what is used often, notes what it met at each place, and forgets what was not used for long.
  { figures: /^heap/, part: 0.05 },
  // Allocators give back to the operating system when they like to, and what processes share is divided among those that run:
  // other browsers on the machine that begin and end move it by a third. What leaks by the megabyte is seen all the same.
  { figures: /^memory/, part: 0.5 },
  // As many tiles wait for their next use as there ever were too many, and Playwright makes objects of what it presses.
  { figures: /nodes$/, part: 0.1 },
  // One that comes again and again asks the worker while there is something to do, and may be there at this moment.
  { figures: /^timers$/, by: 1 },
  // All others are counted by ones, and come back to the same number.
  { figures: /./, by: 0 },
];

/** The part of a run that is for what is made once. */
const WARM = 1 / 5;
/** What rises less than this part of the whole, on one of both ways, has come to its end or stepped. */
const SHARE = 1 / 4;

/** Of so few minutes nothing can be said. */
export const FEWEST_MINUTES = 5;

/** A figure over a run. */
export interface Course {
  readonly figure: string;
  /** Medians of the three parts after what is for warming up. */
  readonly parts: readonly [number, number, number];
  /** The most of all minutes, those of warming up as well. */
  readonly peak: number;
  /** The most that the last part may be, where it rises all the time. */
  readonly allowed: number;
  readonly verdict: 'flat' | 'stepped' | 'grows';
}

/** How each figure went, minute by minute. One that a minute does not know counts as nothing there. */
export function courses(minutes: readonly Figures[]): readonly Course[] {
  const figures = [...new Set(minutes.flatMap((minute) => Object.keys(minute)))];
  return figures.map((figure) => {
    const values = minutes.map((minute) => minute[figure] ?? 0);
    const parts = partsOf(values.slice(Math.ceil(values.length * WARM)));
    const { by = 0, part = 0 } = SLACKS.find((each) => each.figures.test(figure)) ?? {};
    const allowed = parts[0] + by + parts[0] * part;
    return { figure, parts, peak: Math.max(...values), allowed, verdict: judge(parts, allowed) };
  });
}

function judge([first, middle, last]: Course['parts'], allowed: number): Course['verdict'] {
  // Where this system does not tell it, nobody can say.
  if (!(last > allowed)) return 'flat';
  const least = (last - first) * SHARE;
  return middle - first >= least && last - middle >= least ? 'grows' : 'stepped';
}

function partsOf(values: readonly number[]): Course['parts'] {
  const third = Math.floor(values.length / 3);
  return [median(values.slice(0, third)), median(values.slice(third, -third)), median(values.slice(-third))];
}

/** Of an even number of values the lower one, since half of a step is nothing that was ever there. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
