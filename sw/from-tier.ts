import { type AnsweringTier, tierHeaders } from '../src/shared/tier-header.ts';

/** A whole picture as an answer that names its tier, and the time since it was asked for (`started`, in ms). */
export function fromTier({ body, headers }: Response, tier: AnsweringTier, started: number): Response {
  const named = new Headers(headers);
  for (const [name, value] of Object.entries(tierHeaders(tier, performance.now() - started))) named.set(name, value);
  return new Response(body, { headers: named });
}
