import type { Line } from './workload.ts';

/** Differences below this are noise, where something is timed. */
const NOISE = 0.03;
/** What the table does not show any more. */
const ROUNDING = 0.0005;

export type Contest = 'ours wins' | 'draw' | 'ours loses';

/** How ours fared against the peer; `undefined` where there is none. */
export function contest({ better, exact, ours, peer, ratio }: Line): Contest | undefined {
  if (!peer) return undefined;
  const quotient = ratio?.median ?? ours.median / peer.figure.median;
  const lead = better === 'less' ? 1 - quotient : quotient - 1;
  if (Math.abs(lead) <= (exact ? ROUNDING : NOISE) || Number.isNaN(lead)) return 'draw';
  return lead > 0 ? 'ours wins' : 'ours loses';
}

/** All that is to be said of a line, in words. */
export function verdict(line: Line): string {
  const target = line.target && (line.target.met ? 'target met' : 'TARGET MISSED');
  return [target, contest(line)].filter(Boolean).join(', ');
}
