/** Before so many ms, or so small a part of the bytes, nobody can tell. */
const SOONEST_MS = 3000;
const SMALLEST_PART = 0.02;

/** The time that is left in ms, at the pace so far; `undefined` while that cannot be told. */
export function timeLeft(
  elapsedMs: number,
  bytes: { readonly settled: number; readonly total: number },
): number | undefined {
  const part = bytes.total > 0 ? bytes.settled / bytes.total : 0;
  return elapsedMs < SOONEST_MS || part < SMALLEST_PART || part >= 1 ? undefined : (elapsedMs * (1 - part)) / part;
}
