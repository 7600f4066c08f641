let current = new AbortController();

/**
 * From one deletion of everything to the next. Whoever answers a request takes the signal when the request comes, and stores
 * nothing once it is aborted: what was on its way would come back after the user was told that all is gone.
 */
export function era(): AbortSignal {
  return current.signal;
}

/** Ends the era, at once for everybody, and lets the next one begin when `work` is done. */
export async function betweenEras<T>(work: () => Promise<T>): Promise<T> {
  current.abort();
  try {
    return await work();
  } finally {
    current = new AbortController();
  }
}
