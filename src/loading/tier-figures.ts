/** The part of all questions to a tier that it could answer, from 0 to 1; `undefined` where it was not asked yet. */
export function ratioOf(hits: number, misses: number): number | undefined {
  return hits + misses > 0 ? hits / (hits + misses) : undefined;
}

/** The median of some times, and what 95 of 100 do not exceed, by the nearest rank; `undefined` where there are none. */
export function spread(times: readonly number[]): {
  readonly p50: number | undefined;
  readonly p95: number | undefined;
} {
  const sorted = Float64Array.from(times).sort();
  const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  return { p50: at(0.5), p95: at(0.95) };
}
