/** How urgently a picture is wanted: seen now, seen next, perhaps later, or flung past, for which nothing is fetched. */
export type Priority = 'visible' | 'next' | 'prefetch' | 'passing';

/**
 * Somebody's wish for a picture. Whoever wishes may change the priority at any time: it is read whenever something
 * becomes free, so nobody has to be told.
 */
export interface Wish {
  readonly signal: AbortSignal;
  readonly priority: Priority;
}

/** Somebody looks, and goes on looking. */
export const SEEN: Wish = { priority: 'visible', signal: new AbortController().signal };

const RANK: Record<Priority, number> = { visible: 0, next: 1, prefetch: 2, passing: 3 };

/** The more urgent of two; the first where they are equal. */
export function moreUrgent<T extends { readonly priority: Priority }>(one: T, other: T): T {
  return RANK[other.priority] < RANK[one.priority] ? other : one;
}
