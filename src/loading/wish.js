const RANK = { visible: 0, next: 1, prefetch: 2 };
/** The more urgent of two; the first where they are equal. */
export function moreUrgent(one, other) {
    return RANK[other.priority] < RANK[one.priority] ? other : one;
}
