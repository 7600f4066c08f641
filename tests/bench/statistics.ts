/** Median and range of a figure that was taken several times. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface Sample extends Spread {
  /** In the order in which they were taken. */
  readonly values: readonly number[];
}

/** Median and range of some values, of which there has to be one at least. */
export function sample(values: readonly number[]): Sample {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
  return { values, median, least: at(0), most: at(sorted.length - 1) };
}

/** The value that so much of all values, from 0 to 1, do not exceed. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

/**
 * How the values of one compare to those of the other that were taken beside them. Taken pair by pair, so that what slows
 * the machine down for a while slows down both.
 */
export function ratio(ours: Sample, peer: Sample): Sample {
  return sample(ours.values.map((value, round) => value / (peer.values[round] ?? Number.NaN)));
}
