import type { Figures } from './figures.ts';

/** Of a figure, by how much the median of the last third of a run may be above that of the middle third. */
interface Tolerance {
  readonly figures: RegExp;
  /** Of the middle third, as a part of it. */
  readonly part: number;
}

/**
 * What is counted must not grow at all. What the engine and the operating system measure sways: a heap that is used compiles
 * and forgets, and a process gives memory back when it likes to.
 */
const TOLERANCES: readonly Tolerance[] = [
  { figures: /^heap/, part: 0.03 },
  { figures: /^memory/, part: 0.05 },
  { figures: /./, part: 0 },
];

/** A figure over a run. */
export interface Course {
  readonly figure: string;
  /** Medians of the three thirds, of which the first is for what is made once. */
  readonly thirds: readonly [number, number, number];
  /** The most that the last may be. */
  readonly most: number;
  readonly isFlat: boolean;
}

/** How each figure went, minute by minute. What stands in one of them alone counts as nothing in the others. */
export function courses(minutes: readonly Figures[]): readonly Course[] {
  const figures = [...new Set(minutes.flatMap((minute) => Object.keys(minute)))];
  return figures.map((figure) => {
    const values = minutes.map((minute) => minute[figure] ?? 0);
    const third = Math.floor(values.length / 3);
    const thirds = [
      median(values.slice(0, third)),
      median(values.slice(third, -third)),
      median(values.slice(-third)),
    ] as const;
    const most = thirds[1] * (1 + (TOLERANCES.find((each) => each.figures.test(figure))?.part ?? 0));
    // Where this system does not tell it, nobody can say.
    return { figure, thirds, most, isFlat: !(thirds[2] > most) };
  });
}

/** The courses side by side, those marked that are not flat. */
export function table(found: readonly Course[]): string {
  const rows = found.map(({ figure, thirds, most, isFlat }) =>
    [isFlat ? ' ' : '>', figure.padEnd(42), ...[...thirds, most].map((value) => show(value).padStart(13))].join(' '),
  );
  const heads = ['first third', 'middle third', 'last third', 'at most'].map((head) => head.padStart(13));
  return [`  ${'figure, medians'.padEnd(42)} ${heads.join(' ')}`, ...rows].join('\n');
}

function show(value: number): string {
  return Number.isInteger(value)
    ? value.toLocaleString('en')
    : value.toLocaleString('en', { maximumFractionDigits: 1 });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
