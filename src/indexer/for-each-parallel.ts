/**
 * Calls `work` for each item, `limit` at a time, in order of the items. Takes no new item once the signal is aborted,
 * but finishes those it began. Rejects with the first error of `work`.
 */
export async function forEachParallel<T>(
  items: Iterable<T>,
  limit: number,
  signal: AbortSignal | undefined,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    while (signal?.aborted !== true) {
      const next = iterator.next();
      if (next.done === true) return;
      await work(next.value);
    }
  };
  await Promise.all(Array.from({ length: limit }, lane));
}
